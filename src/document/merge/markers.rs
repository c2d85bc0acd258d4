//! Conflict markers in a file: written around the smallest record concerned, and parsed again.
//!
//! Entry points: [`Merged::with_markers`], [`conflicts_in`] and [`parse_with_markers`].

use std::fmt;
use std::ops::RangeInclusive;

use super::container::{ContainerPart, first_line};
use super::file::empty;
use super::{Conflict, ConflictSide, DiffPlace, MergeOrigin, Merged, merge_as};
use crate::document::matching::ThreeWay;
use crate::document::{Document, FileText, ParseError, Section, Slot};
use crate::parallel::OnProgress;
use crate::schema::{Schema, Table};
use crate::texts::{self, Lang};

const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

impl Merged {
    /// Returns the merged file with conflict markers, each on a line of its own, around every
    /// record in conflict. Everything else is merged on both sides of the markers. Without
    /// conflicts, returns the merged file.
    pub fn with_markers(&self) -> String {
        if self.conflicts.is_empty() {
            return self.document.text();
        }
        let (base, theirs) = (self.resolved(&ConflictSide::Base), self.resolved(&ConflictSide::Theirs));
        let hard = |c: &Conflict| c.place == DiffPlace::File || !self.can_mark(c, &base.0, &theirs.0);
        if self.conflicts.iter().any(hard) || !theirs.1.is_empty() {
            return self.around_everything(&theirs.0);
        }
        let mut out = MarkerWriter { text: String::new(), eol: self.document.line_break() };
        let docs = ThreeWay { base: &base.0, ours: &self.document, theirs: &theirs.0 };
        out.text.push_str(docs.ours.head.get(&docs.ours.base));
        for section in &docs.ours.sections {
            match section {
                Section::List { table, head, foot } if self.concerns(*table) => {
                    out.text.push_str(head.get(&docs.ours.base));
                    self.table(docs, *table, &mut out);
                    out.text.push_str(foot.get(&docs.ours.base));
                }
                _ => self.section(docs, section, &mut out),
            }
        }
        out.text.push_str(docs.ours.foot.get(&docs.ours.base));
        out.text
    }

    /// Returns the whole file between markers, when nothing smaller can be marked.
    fn around_everything(&self, theirs: &Document) -> String {
        let mut out = MarkerWriter { text: String::new(), eol: self.document.line_break() };
        let sides = self.sides.as_ref().map(|sides| (sides.base.text(), sides.theirs.text()));
        let base = sides.as_ref().map(|sides| sides.0.as_str());
        let other = sides.as_ref().map(|sides| sides.1.clone()).unwrap_or_else(|| theirs.text());
        out.region(ThreeWay { base, ours: Some(&self.document.text()), theirs: Some(&other) });
        out.text
    }

    /// Returns whether the place of a conflict exists in ours or next to something in ours.
    fn can_mark(&self, conflict: &Conflict, base: &Document, theirs: &Document) -> bool {
        match &conflict.place {
            DiffPlace::At(address) => {
                let known = |doc: &Document| doc.resolve(address).is_some();
                self.document.has_section(address.table) && (known(&self.document) || known(theirs) || known(base))
            }
            DiffPlace::Field(name) => self.document.skeleton().fields.iter().any(|f| f.name == *name),
            DiffPlace::File => false,
        }
    }

    fn concerns(&self, table: Table) -> bool {
        self.conflicts.iter().any(|c| c.place.address().is_some_and(|a| a.table == table))
    }

    /// Writes a section without a list of records in conflict.
    fn section(&self, docs: ThreeWay<&Document>, section: &Section, out: &mut MarkerWriter) {
        let text = |doc: &Document, section: &Section| {
            doc.section_parts(section).map(|t| t.get(&doc.base)).collect::<String>()
        };
        let name = docs.ours.section_name(section);
        let in_conflict = self.conflicts.iter().any(|c| match &c.place {
            DiffPlace::Field(field) => field == name,
            DiffPlace::At(address) => matches!(section, Section::Single { table } if *table == address.table),
            DiffPlace::File => false,
        });
        if !in_conflict {
            out.text.push_str(&text(docs.ours, section));
            return;
        }
        let all = docs.map(|doc| doc.sections.iter().find(|s| doc.section_name(s) == name).map(|s| text(doc, s)));
        out.region(all.as_ref().map(|text| text.as_deref()));
    }

    /// Writes the records of a table with conflicts.
    fn table(&self, docs: ThreeWay<&Document>, table: Table, out: &mut MarkerWriter) {
        let ids: Vec<(&str, Option<&str>)> = self.records(table);
        let slots: Vec<Slot> = docs.ours.slots(table).collect();
        let tail = docs.ours.tail_text(table);
        let first = slots.first().map_or(tail, |slot| &docs.ours.piece(*slot)[..docs.ours.value_range(*slot).start]);
        let line = first_line(first);
        out.text.push_str(&first[..line]);
        let there = |id: &str| docs.ours.find(table, id).is_some();
        let missing = |after: Option<&str>| -> Vec<&str> {
            let here = ids.iter().filter(|(id, above)| !there(id) && above.filter(|id| there(id)) == after);
            here.map(|(id, _)| *id).collect()
        };
        let region = |id: &str, out: &mut MarkerWriter, last: bool| {
            let docs = if self.is_whole(table, id) { self.with_sides(docs) } else { docs };
            // Where the id itself is in conflict, the record has another id on the other side, but
            // the same slot.
            let own = docs.ours.find(table, id).filter(|_| self.is_renamed(table, id));
            let slot = |doc: &Document| own.filter(|slot| doc.is_live(*slot)).or_else(|| doc.find(table, id));
            let all = docs.map(|doc| slot(doc).map(|slot| bare_piece(doc, slot, !last)));
            out.region(all.as_ref().map(|text| text.as_deref()));
        };
        missing(None).into_iter().for_each(|id| region(id, out, slots.is_empty()));
        for (i, slot) in slots.iter().enumerate() {
            let id = docs.ours.id(*slot);
            let followed = !missing(Some(id)).is_empty();
            if ids.iter().any(|(known, _)| *known == id) {
                region(id, out, i + 1 == slots.len() && !followed);
            } else if followed || i == 0 {
                out.text.push_str(&bare_piece(docs.ours, *slot, followed));
            } else {
                out.text.push_str(docs.ours.piece(*slot));
            }
            missing(Some(id)).into_iter().for_each(|id| region(id, out, i + 1 == slots.len()));
        }
        out.text.push_str(if slots.is_empty() { &tail[line..] } else { tail });
    }

    /// Returns whether a record is in conflict as a whole, so that the sides show it unmerged.
    fn is_whole(&self, table: Table, id: &str) -> bool {
        let here =
            |c: &&Conflict| c.place.address().is_some_and(|a| a.table == table && a.id == id && a.path.is_empty());
        let whole = self.conflicts.iter().find(here);
        let known = |text: &Option<String>, doc: &Document| text.is_none() || doc.find(table, id).is_some();
        whole
            .zip(self.sides.as_ref())
            .is_some_and(|(c, sides)| known(&c.base, &sides.base) && known(&c.theirs, &sides.theirs))
    }

    fn is_renamed(&self, table: Table, id: &str) -> bool {
        let mut places = self.conflicts.iter().filter_map(|conflict| conflict.place.address());
        places.any(|place| place.table == table && place.id == id && place.is_id())
    }

    fn with_sides<'a>(&'a self, docs: ThreeWay<&'a Document>) -> ThreeWay<&'a Document> {
        match &self.sides {
            Some(sides) => ThreeWay { base: &sides.base, theirs: &sides.theirs, ..docs },
            None => docs,
        }
    }

    /// Returns the records of a table that are in conflict, each with the one before it.
    fn records(&self, table: Table) -> Vec<(&str, Option<&str>)> {
        let mut found: Vec<(&str, Option<&str>)> = Vec::new();
        for conflict in &self.conflicts {
            if let DiffPlace::At(address) = &conflict.place
                && address.table == table
                && !found.iter().any(|(id, _)| *id == address.id)
            {
                found.push((&address.id, conflict.after.as_deref()));
            }
        }
        found
    }
}

/// Returns a record's piece without the rest of the line on which its table begins, and with a
/// comma where another record follows.
fn bare_piece(doc: &Document, slot: Slot, comma: bool) -> String {
    let (piece, value) = (doc.piece(slot), doc.value_range(slot));
    let line = if doc.position(slot) == Some(0) { first_line(&piece[..value.start]) } else { 0 };
    let part = ContainerPart::new(&piece[line..], "", value.start - line, value.start - line..value.end - line, true);
    if comma && !part.has_comma() && !doc.is_damaged(slot) {
        return part.with([part.before(), part.head(), part.value(), "", part.behind()]).text.into_owned();
    }
    piece[line..].to_owned()
}

/// The file being written.
struct MarkerWriter {
    text: String,
    eol: &'static str,
}

impl MarkerWriter {
    fn line(&mut self, line: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(self.eol);
        }
        self.text.push_str(line);
    }

    fn mark(&mut self, mark: usize, label: &str) {
        let space = if label.is_empty() { "" } else { " " };
        let eol = self.eol;
        self.line(&format!("{}{space}{label}{eol}", MARKS[mark]));
    }

    /// Writes the texts of the sides between markers.
    fn region(&mut self, texts: ThreeWay<Option<&str>>) {
        self.mark(0, "ours");
        self.text.push_str(texts.ours.unwrap_or_default());
        self.mark(1, "base");
        self.text.push_str(texts.base.unwrap_or_default());
        self.mark(2, "");
        self.text.push_str(texts.theirs.unwrap_or_default());
        self.mark(3, "theirs");
    }
}

/// Why the markers in a file cannot be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkerError {
    /// The line (from 1) that starts a conflict without a proper end.
    pub line: usize,
}

impl MarkerError {
    /// Returns the reason, for people.
    pub fn say(&self, lang: Lang) -> String {
        texts::document::unfinished_conflict(lang, self.line)
    }
}

impl fmt::Display for MarkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for MarkerError {}

/// The sides of a file with conflict markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedFile {
    /// The common base; `None` when a conflict does not show it (plain two-sided markers).
    pub base: Option<String>,
    /// The file of ours.
    pub ours: String,
    /// The file of theirs.
    pub theirs: String,
    /// The lines (from 1) of each conflict, markers included.
    pub lines: Vec<RangeInclusive<usize>>,
}

impl MarkedFile {
    /// Merges the three files, so that the conflicts can be decided. Without a known base, every
    /// difference is a conflict or is kept from both sides.
    ///
    /// # Errors
    /// Returns where a side does not parse.
    pub fn merge(&self, schema: &'static Schema) -> Result<Merged, ParseError> {
        let ours = Document::parse(schema, self.ours.as_str())?;
        let theirs = Document::parse(schema, self.theirs.as_str())?;
        let base = self.base.as_deref().and_then(|base| Document::parse(schema, base).ok());
        let origin = if base.is_some() { MergeOrigin::Markers } else { MergeOrigin::MarkersWithoutBase };
        let base = base.or_else(|| empty(schema, &ours));
        let base = base.as_ref().unwrap_or(&ours);
        Ok(merge_as(ThreeWay { base, ours: &ours, theirs: &theirs }, origin))
    }
}

/// Parses a file that may contain conflict markers. Returns the dataset and, when there are
/// markers, the merge to decide. The dataset is then ours, byte for byte, and is what the merge
/// starts from. `on_progress` receives the progress.
///
/// # Errors
/// Returns where the file does not parse, with or without markers.
pub fn parse_with_markers(
    schema: &'static Schema,
    text: FileText,
    on_progress: OnProgress<'_>,
) -> Result<(Document, Option<Merged>), ParseError> {
    let read = Document::parse_with_progress(schema, text.clone(), on_progress);
    // Inside strings they are not markers.
    let is_whole = read.as_ref().is_ok_and(|document| document.damaged_count() == 0);
    let Some(marked) = (!is_whole).then(|| conflicts_in(&text).ok().flatten()).flatten() else {
        return read.map(|document| (document, None));
    };
    let sides = marked.merge(schema).and_then(|merged| Ok((Document::parse(schema, marked.ours)?, Some(merged))));
    sides.or_else(|_| read.map(|document| (document, None)))
}

/// Finds conflict markers, with or without the base between them; `None` when there are none.
///
/// # Errors
/// Returns the line that starts a conflict without a proper end.
pub fn conflicts_in(text: &str) -> Result<Option<MarkedFile>, MarkerError> {
    if !text.starts_with(MARKS[0]) && memchr::memmem::find(text.as_bytes(), b"\n<<<<<<<").is_none() {
        return Ok(None);
    }
    let mut found =
        MarkedFile { base: Some(String::new()), ours: String::new(), theirs: String::new(), lines: Vec::new() };
    // The part of a conflict that contains the line (0 none, 1 ours, 2 base, 3 theirs), and the
    // line on which the conflict begins.
    let (mut part, mut start, mut has_base) = (0, 0, true);
    for (number, line) in text.split_inclusive('\n').enumerate().map(|(i, line)| (i + 1, line)) {
        match (part, MARKS.iter().position(|mark| is_mark(line, mark))) {
            (0, Some(0)) => (part, start, has_base) = (1, number, false),
            (1, Some(1)) => (part, has_base) = (2, true),
            (1 | 2, Some(2)) => part = 3,
            (3, Some(3)) => {
                part = 0;
                found.lines.push(start..=number);
                found.base = found.base.filter(|_| has_base);
            }
            (1.., Some(_)) => return Err(MarkerError { line: start }),
            (part, _) => found.push(part, line),
        }
    }
    match (part, found.lines.is_empty()) {
        (1.., _) => Err(MarkerError { line: start }),
        (_, true) => Ok(None),
        _ => Ok(Some(found)),
    }
}

fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

impl MarkedFile {
    fn push(&mut self, part: usize, line: &str) {
        if matches!(part, 0 | 1) {
            self.ours.push_str(line);
        }
        if let Some(base) = self.base.as_mut().filter(|_| matches!(part, 0 | 2)) {
            base.push_str(line);
        }
        if matches!(part, 0 | 3) {
            self.theirs.push_str(line);
        }
    }
}
