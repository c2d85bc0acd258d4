//! Documents of which only the structure was read: where records begin and end, by brackets,
//! strings and comments, but not whether each record is valid RON.
//!
//! [`Document::skim`] is for those who read all records anyway. [`Document::for_question`] is for a
//! single question that reads some: there the text of a record is read from the file when it is
//! asked for, each record is parsed in full whichever fields are wanted, and a damaged one is
//! noted. Must not answer for a record that was not parsed.

use std::ops::Range;

use super::bulk::bracket_scan;
use super::bulk::outline::{FileOutline, RecordRuns};
use super::damage_notice::DamageNotice;
use super::file_parser;
use super::paged_text::PageReader;
use super::record_splitter::SequentialSource;
use super::record_store::{ParsedRecord, TextSpan};
use super::{Document, FileText, Slot};
use crate::parallel::OnProgress;
use crate::schema::{Schema, Table};

impl Document {
    /// Parses a file by its brackets alone. This takes a fraction of the time of
    /// [`Document::parse`], but does not tell whether the records are valid RON. Callers must not
    /// rely on the result before they have read the records: when one is invalid
    /// ([`Document::record`]), the file must be parsed instead. Returns `None` when an error is
    /// found on the way.
    pub fn skim(schema: &'static Schema, base: FileText, on_progress: OnProgress<'_>) -> Option<Document> {
        let document = Document::read(schema, base, bracket_scan::item, on_progress).ok()?;
        document.damaged.is_empty().then_some(document)
    }

    /// Reads for a single question where the records of a file are; their text stays in the file
    /// until it is asked for. Each record that is read is parsed in full; `notice` tells whether
    /// one of them is damaged or cannot be read, and then the file must be parsed and asked
    /// instead. Returns `None` where the structure is damaged.
    pub fn for_question(schema: &'static Schema, text: &FileText, notice: &DamageNotice) -> Option<Document> {
        let source = text.source();
        let outline = FileOutline::read(&*source)?;
        let layout = file_parser::file(schema, &outline.frame, &mut SequentialSource).ok()?;
        let base = FileText::paged(source, outline.page_starts(), notice.clone());
        let frame = outline.frame.as_str();
        let part = |range: &Range<usize>| TextSpan::Own(frame[range.clone()].into());
        let mut runs = outline.runs;
        let document = Document::of_layout(schema, base, layout, frame, part, &mut runs);
        // Each run stands where a record may begin.
        let is_sound = runs.is_empty() && document.damaged.is_empty() && !notice.is_given();
        is_sound.then(|| Document { unparsed: Some(notice.clone()), ..document })
    }

    /// Appends the runs of records that stand at an offset of the frame.
    pub(super) fn take_runs(&mut self, table: Table, at: usize, runs: &mut RecordRuns) {
        while let Some(run) = runs.next_at(at) {
            for (entry, hash) in run.records {
                let rows = &mut self.tables[usize::from(table.0)];
                let slot = rows.append(ParsedRecord { entry, fault: None }, hash, &self.base);
                if rows.shares_id(slot, &self.base) {
                    let id = rows.id(slot, &self.base).to_owned();
                    if !id.is_empty() {
                        rows.repeat(&id);
                    }
                }
            }
        }
    }

    /// Returns true where it is not known of all records whether they are valid RON.
    pub fn is_skimmed(&self) -> bool {
        self.unparsed.is_some()
    }

    /// Passes the sources of these records to `take`, as bytes. Of a text that is read where it is
    /// asked for, nothing is kept.
    pub fn each_source(&self, slots: impl Iterator<Item = Slot>, mut take: impl FnMut(Slot, &[u8])) {
        let mut pages = self.base.pages().map(PageReader::new);
        for slot in slots {
            let Some(entry) = self.rows(slot.table).entry(slot.index) else { continue };
            let piece = match (&mut pages, &entry.piece) {
                (Some(pages), TextSpan::Base(start, len)) => pages.part(*start as usize, *len as usize),
                (_, piece) => piece.get(&self.base).as_bytes(),
            };
            take(slot, piece.get(entry.value()).unwrap_or_default());
        }
    }
}
