//! The dataset as text: where each record is, and changes that touch nothing else.
//!
//! The text is the source of truth; nothing here re-serialises it. A [`Document`] splits the file
//! into *pieces*: one per record of each table (the record with the comments, comma and line break
//! that belong to it) and the text between tables. All pieces joined are the file, byte for byte. A
//! change replaces, inserts or removes whole pieces ([`Change`]). An [`Edit`] states what a person
//! wants and is planned into changes. `ron` judges what a value means; the syntax tree
//! ([`crate::syntax`]) only knows where it is.
//!
//! Independent of the domain, the screen and the file system. Entry points: [`Document::parse`],
//! [`Document::plan`], [`Document::apply`]; for several edits [`Document::plan_all`].

pub mod address;
mod apply;
mod bulk;
pub mod change;
mod damage_notice;
mod declared_value;
pub mod diff;
pub mod edit;
mod equality;
mod field_change;
mod file_parser;
mod file_skeleton;
mod file_text;
mod id_index;
mod likeness;
mod matching;
pub mod merge;
mod paged_text;
mod parse_error;
mod plan;
mod reader;
pub mod rebase;
mod record_place;
mod record_splitter;
mod record_store;
mod relocation;
mod rename_detection;
mod skim;
mod snapshot;
mod text_position;
mod transaction;
mod validate;
mod verify;

pub use crate::syntax::AddressStep;
pub use address::{Address, Path};
pub use apply::invert;
pub use change::Change;
pub use damage_notice::DamageNotice;
pub use edit::{Edit, EditError};
pub use field_change::{FieldChange, split_followers};
pub use file_text::FileText;
pub use paged_text::TextSource;
pub use parse_error::{ParseError, ParseProblem};
pub use reader::{FilePart, FilePosition, Record};
pub use record_place::{FormerNeighbours, RecordPlace};
pub use relocation::{Insertion, Relocation};
pub use snapshot::Snapshot;
pub use transaction::{Transaction, TransactionError};
pub use validate::{InvalidRecord, ValueError};

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use memchr::memmem;
use ron::extensions::Extensions;

use crate::parallel::OnProgress;
use crate::schema::{Schema, Table};
use crate::syntax::syntax_tree;
use bulk::outline::RecordRuns;
use bulk::speculative_split::SpeculativeSplit;
use file_parser::{FileLayout, SectionKind, SectionSpan};
use record_splitter::{RecordReader, RecordSpan};
use record_store::{ParsedRecord, RecordStore, TextSpan};

/// A record's place in memory. It is stable while the document lives, whatever is inserted or
/// removed around it. A record that is removed and brought back by undo keeps its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// The table.
    pub table: Table,
    /// Number within the table, in order of first appearance.
    pub index: u32,
}

/// A dataset as text.
#[derive(Clone)]
pub struct Document {
    schema: &'static Schema,
    options: ron::Options,
    /// True when the file omits the attribute that its values need.
    omits_attribute: bool,
    /// The file as it was read; unchanged text stays there.
    base: FileText,
    head: TextSpan,
    sections: Vec<Section>,
    foot: TextSpan,
    tables: Vec<RecordStore>,
    /// Pieces that are not valid RON, as they were read. Undo may bring back only these.
    damaged: Vec<(TextSpan, RecordSpan)>,
    /// Number of times the document was changed since it was read.
    changed: u64,
    /// Where records are parsed only when they are read: who is told that one is damaged.
    unparsed: Option<DamageNotice>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("name", &self.schema.name)
            .field("bytes", &self.byte_len())
            .finish_non_exhaustive()
    }
}

/// A field of the outermost struct.
#[derive(Debug, Clone)]
enum Section {
    /// A table: the text before its records and the text after its tail. The closing bracket is at
    /// offset 0 of the foot.
    List { table: Table, head: TextSpan, foot: TextSpan },
    /// The single record of a table; the record's piece is the whole field.
    Single { table: Table },
    /// A field that the schema does not know: its name, its text up to the end of its value, then
    /// the comma and the rest of the line.
    Other { name: Box<str>, head: TextSpan, foot: TextSpan },
}

impl Document {
    /// Parses a file. The text is read once and never copied.
    ///
    /// # Errors
    /// Fails where the text is so damaged that not even the tables can be told apart. A single
    /// record that is not valid RON is not an error here: see [`Document::record`].
    pub fn parse(schema: &'static Schema, text: impl Into<FileText>) -> Result<Document, ParseError> {
        Document::parse_with_progress(schema, text.into(), &|_, _| {})
    }

    /// Parses a file like [`Document::parse`]; `on_progress` receives the progress through a large
    /// file.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn parse_with_progress(
        schema: &'static Schema,
        base: FileText,
        on_progress: OnProgress<'_>,
    ) -> Result<Document, ParseError> {
        Document::read(schema, base, record_splitter::item, on_progress)
    }

    fn read(
        schema: &'static Schema,
        base: FileText,
        item: RecordReader,
        on_progress: OnProgress<'_>,
    ) -> Result<Document, ParseError> {
        let file = Document::cut(schema, &base, item, on_progress)?;
        Ok(Document::of_layout(schema, base.clone(), file, &base, TextSpan::base, &mut RecordRuns::default()))
    }

    /// Returns the document of a file whose parts were found in `text`; `part` makes a [`TextSpan`]
    /// of a range of it. `runs` are records that stand elsewhere in the file.
    fn of_layout(
        schema: &'static Schema,
        base: FileText,
        file: FileLayout,
        text: &str,
        part: impl Fn(&Range<usize>) -> TextSpan,
        runs: &mut RecordRuns,
    ) -> Document {
        let mut document = Document {
            schema,
            options: ron::Options::default().with_default_extension(file.extensions),
            omits_attribute: false,
            head: part(&file.head),
            sections: Vec::new(),
            foot: part(&file.foot),
            tables: vec![RecordStore::default(); schema.tables.len()],
            damaged: Vec::new(),
            changed: 0,
            unparsed: None,
            base,
        };
        for sect in file.sections {
            let section = document.take_section(text, sect, &part, runs);
            document.sections.push(section);
        }
        document.follow_variant();
        document.omits_attribute = document.omits_some();
        if document.omits_attribute {
            document.options.default_extensions |= Extensions::IMPLICIT_SOME;
        }
        document
    }

    /// Checks whether a file can be parsed, as [`Document::parse`] does, without keeping the
    /// result.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn probe(schema: &'static Schema, text: &str) -> Result<(), ParseError> {
        Document::cut(schema, text, record_splitter::item, &|_, _| {}).map(drop)
    }

    fn cut(
        schema: &'static Schema,
        text: &str,
        item: RecordReader,
        on_progress: OnProgress<'_>,
    ) -> Result<FileLayout, ParseError> {
        let mut source = SpeculativeSplit::new(text, item, on_progress);
        file_parser::file(schema, text, &mut source).map_err(|error| ParseError::new(text, error))
    }

    /// Parses the first bytes of a file into the dataset of the records that are complete in them.
    /// It serves to show a large file before it is read and must never be saved. Returns `None`
    /// when nothing is complete.
    pub fn beginning(schema: &'static Schema, start: &str) -> Option<Document> {
        Document::parse(schema, file_parser::beginning(schema, start)?).ok()
    }

    /// Adds the records of a section found in `text`; `part` makes a [`TextSpan`] of a range of it.
    /// `runs` are records that stand elsewhere in the file.
    fn take_section(
        &mut self,
        text: &str,
        sect: SectionSpan,
        part: impl Fn(&Range<usize>) -> TextSpan,
        runs: &mut RecordRuns,
    ) -> Section {
        match sect.kind {
            SectionKind::List(table, body) => {
                self.tables[usize::from(table.0)].reserve(body.records.len() + runs.count_until(body.tail.start));
                let inner_start = body.records.first().map_or(body.tail.start, |c| c.span.start);
                for cut in body.records {
                    self.take_runs(table, cut.span.start, runs);
                    self.take_record(table, part(&cut.span), cut, text);
                }
                self.take_runs(table, body.tail.start, runs);
                self.tables[usize::from(table.0)].tail = Some(part(&body.tail));
                let (head, foot) = (sect.span.start..inner_start, body.tail.end..sect.span.end);
                Section::List { table, head: part(&head), foot: part(&foot) }
            }
            SectionKind::Single(table, cut) => {
                self.take_record(table, part(&cut.span), cut, text);
                Section::Single { table }
            }
            SectionKind::Other => Section::Other {
                name: syntax_tree::plain_ident(&text[sect.key.clone()]).into(),
                head: part(&(sect.span.start..sect.foot.start)),
                foot: part(&sect.foot),
            },
        }
    }

    /// Appends a record cut from `text` to its table. A slot that waits for this record gets it
    /// back.
    fn take_record(&mut self, table: Table, piece: TextSpan, cut: RecordSpan, text: &str) {
        let rows = &mut self.tables[usize::from(table.0)];
        // Decoded lazily: with many records, each id is a cache miss.
        let range = cut.id.clone();
        let id = || {
            let literal = &text[range.clone()];
            id_index::plain_id(literal)
                .map(Cow::Borrowed)
                .or_else(|| syntax_tree::decode_string(literal))
                .unwrap_or_default()
        };
        let single = self.schema.table(table).single;
        let named = |id: &str| !id.is_empty() || single;
        let known = |id: &str| if named(id) { rows.with_id(id, &self.base) } else { Vec::new() };
        let known = if rows.has_gone() { known(&id()) } else { Vec::new() };
        let waiting = known.into_iter().find(|slot| !rows.is_live(*slot));
        let record = ParsedRecord::new(piece.clone(), &cut);
        let hash = cut.hash;
        if record.fault.is_some() {
            self.damaged.push((piece, cut));
        }
        let slot = match waiting {
            Some(_) => rows.insert(rows.len(), record, waiting, &self.base),
            None => rows.append(record, hash, &self.base),
        };
        if rows.shares_id(slot, &self.base) && named(&id()) {
            rows.repeat(&id());
        }
    }

    /// Returns the declaration of tables and records.
    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// Takes the schema that the dataset's own record declares.
    fn follow_variant(&mut self) {
        let Some(variants) = self.schema.variants else { return };
        let declared = self.slots(variants.table).next();
        self.schema = (variants.of)(declared.map(|slot| self.source(slot)));
    }

    /// Takes that schema if one of these tables declares it.
    fn follow_variant_in(&mut self, tables: impl IntoIterator<Item = Option<Table>>) {
        let declaring = self.schema.variants.map(|variants| variants.table);
        if tables.into_iter().any(|table| table == declaring || table.is_none()) {
            self.follow_variant();
        }
    }

    /// Returns how many records are not valid RON.
    pub fn damaged_count(&self) -> usize {
        self.tables.iter().map(RecordStore::fault_count).sum()
    }

    /// Returns the options with which `ron` reads parts of this file: its own extensions enabled.
    pub fn options(&self) -> &ron::Options {
        &self.options
    }

    /// Returns true when optional values are written without `Some(…)`.
    pub fn implicit_some(&self) -> bool {
        self.options.default_extensions.contains(Extensions::IMPLICIT_SOME)
    }

    /// Returns true when a person forgot the attribute that permits values without `Some(…)`: no
    /// value has it, and there are records that are valid only so.
    fn omits_some(&self) -> bool {
        if self.implicit_some() || memmem::find(self.base.as_bytes(), b"Some(").is_some() {
            return false;
        }
        let lenient = self.options.clone().with_default_extension(Extensions::IMPLICIT_SOME);
        let is_valid =
            |slot: Slot| (self.schema.table(slot.table).validate)(self.schema, &lenient, self.source(slot)).is_ok();
        let mut slots = self.schema.all().flat_map(|table| self.slots(table));
        slots.any(|slot| self.validate(slot).is_err() && is_valid(slot))
    }

    fn rows(&self, table: Table) -> &RecordStore {
        &self.tables[usize::from(table.0)]
    }

    /// Returns the text of every part in the order of the file.
    fn parts(&self) -> impl Iterator<Item = &TextSpan> {
        let sections = self.sections.iter().flat_map(|section| self.section_parts(section));
        std::iter::once(&self.head).chain(sections).chain(std::iter::once(&self.foot))
    }

    /// Returns the parts of one section.
    fn section_parts<'a>(&'a self, section: &'a Section) -> impl Iterator<Item = &'a TextSpan> {
        let (before, table, behind) = match section {
            Section::List { table, head, foot } => (Some(head), Some(*table), Some(foot)),
            Section::Single { table } => (None, Some(*table), None),
            Section::Other { head, foot, .. } => (Some(head), None, Some(foot)),
        };
        let rows = table.map(|t| self.rows(t));
        let records = rows.into_iter().flat_map(|r| r.order().iter().filter_map(|s| r.entry(*s)).map(|e| &e.piece));
        before.into_iter().chain(records).chain(rows.and_then(|r| r.tail.as_ref())).chain(behind)
    }

    /// Returns the file in chunks; joined they are the file. Adjacent unchanged text comes as one
    /// chunk.
    pub fn chunks(&self) -> impl Iterator<Item = &str> {
        let mut parts = self.parts().peekable();
        std::iter::from_fn(move || {
            let part = parts.next()?;
            let TextSpan::Base(start, mut len) = *part else { return Some(part.get(&self.base)) };
            while let Some(TextSpan::Base(_, more)) =
                parts.next_if(|p| matches!(p, TextSpan::Base(s, _) if *s == start + len))
            {
                len += more;
            }
            Some(&self.base[start as usize..(start + len) as usize])
        })
    }

    /// Returns the whole file.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.byte_len());
        self.chunks().for_each(|chunk| text.push_str(chunk));
        text
    }

    /// Returns the size of the file in bytes.
    pub fn byte_len(&self) -> usize {
        self.chunks().map(str::len).sum()
    }
}
