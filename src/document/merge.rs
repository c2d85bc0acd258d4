//! Three-way merge: what others changed is put into what is here, and nothing is lost.
//!
//! By record, then field, then list item; comments and layout of both sides survive. What both
//! sides changed differently is a [`Conflict`]: in the merged document ours stands there until
//! somebody decides ([`Merged::resolve`]). The work is in proportion to what differs: pieces that
//! are equal are compared and not looked at again. Must not touch files. Enter at [`merge`];
//! [`conflicts_in`] reads a file with conflict markers.

mod change_list;
mod container;
mod dangling;
mod file;
mod likeness;
mod markers;
mod order;
mod rename;
mod resolve;
mod rows;
mod trivia_merge;
mod value;

pub use super::diff::{DiffKind, DiffPlace, FieldDifference};
pub use markers::{Marked, MarkerError, conflicts_in, parse_with_markers};
pub use resolve::ConflictSide;

use super::matching::ThreeWay;
use super::{Change, Document, trivia};
use rows::MergedTable;

/// A place that both sides changed differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where, in the merged document. A record that ours does not have is named by its id, a list
    /// item that ours does not have by the index it would get.
    pub place: DiffPlace,
    /// RON text of what both sides began with; `None` when it was absent. Of [`DiffPlace::File`]
    /// the whole file.
    pub base: Option<String>,
    /// RON text of ours; `None` when ours does not have it.
    pub ours: Option<String>,
    /// RON text of theirs; `None` when theirs does not have it.
    pub theirs: Option<String>,
    /// Of a record: the one in front of it.
    after: Option<String>,
}

impl Conflict {
    fn new(place: DiffPlace, texts: ThreeWay<Option<String>>, after: Option<String>) -> Conflict {
        Conflict { place, base: texts.base, ours: texts.ours, theirs: texts.theirs, after }
    }
}

/// What a merge gives.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Ours with what came from theirs; at a conflict it has what ours has.
    pub document: Document,
    /// The changes that lead from ours to it. `None` when text around the records changed, too:
    /// then the document was read anew and its slots are not those of ours.
    pub changes: Option<Vec<Change>>,
    /// What somebody must decide.
    pub conflicts: Vec<Conflict>,
    /// What came from theirs.
    pub taken: Vec<FieldDifference>,
    /// The three as they were: for the markers, and for what a decision brings up.
    sides: Option<Box<ThreeWay<Document>>>,
}

/// Puts what `theirs` changed since `base` into `ours`.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Merged {
    merge_as(ThreeWay { base, ours, theirs }, false)
}

/// The same of the sides of a file with conflict markers, if it `is_marked`.
fn merge_as(docs: ThreeWay<&Document>, is_marked: bool) -> Merged {
    let ThreeWay { base, ours, theirs } = docs;
    if ours.same_text(theirs) || (base.same_text(theirs) && !is_marked) {
        return Merged {
            document: ours.clone(),
            changes: Some(Vec::new()),
            conflicts: Vec::new(),
            taken: Vec::new(),
            sides: None,
        };
    }
    let mut merged = with_renames(docs, is_marked);
    if !is_marked && base.same_text(ours) && !merged.document.same_text(theirs) {
        // Only theirs changed: exactly their file.
        merged = Merged { document: theirs.clone(), changes: None, ..merged };
        merged.conflicts.clear();
    }
    merged.taken = super::diff::diff(ours, &merged.document);
    if !merged.conflicts.is_empty() {
        merged.sides = Some(Box::new(docs.map(Document::clone)));
    }
    merged
}

/// Merges after the renames of each side were carried out on the others: so references follow.
fn with_renames(docs: ThreeWay<&Document>, is_marked: bool) -> Merged {
    let given = docs;
    let like_ours = with_line_break_of_ours(docs);
    let follows = like_ours.theirs.is_some() && like_ours.base.is_none();
    let docs = docs.zip(like_ours.as_ref()).map(|(doc, other)| other.as_ref().unwrap_or(doc));
    let renamed = rename::carry(docs);
    let carried = renamed.docs.as_ref().zip(docs).map(|(new, old)| new.as_ref().unwrap_or(old));
    let mut merged = dangling::without_dangling(carried, is_marked);
    merged.conflicts.splice(0..0, renamed.conflicts);
    if let Some(changes) = &mut merged.changes {
        changes.splice(0..0, renamed.changes);
    }
    if follows {
        with_line_break_of_theirs(given, &mut merged);
    }
    merged
}

/// Where only theirs changed the line breaks of the file, the merged document has them, too.
fn with_line_break_of_theirs(docs: ThreeWay<&Document>, merged: &mut Merged) {
    let eol = trivia::line_break(docs.theirs.chunks().next().unwrap_or_default());
    let text = super::plan::fit_lines(&merged.document.text(), None, eol);
    if let Ok(document) = Document::parse(docs.ours.schema(), text) {
        merged.document = document;
        merged.changes = None;
    }
}

/// The files that use another line break than ours, with that of ours. Only where each file uses
/// one throughout (texts in quotes aside): elsewhere a line break is a part of the text like any
/// other.
fn with_line_break_of_ours(docs: ThreeWay<&Document>) -> ThreeWay<Option<Document>> {
    let own = docs.map(|doc| trivia::line_break(doc.chunks().next().unwrap_or_default()));
    let other = own.map(|eol| eol.is_some() && own.ours.is_some() && eol != own.ours);
    if !(other.base || other.theirs) {
        return docs.map(|_| None);
    }
    let fitted = |doc: &Document, eol| super::plan::fit_lines(&doc.text(), None, eol);
    let throughout = docs.zip(own).map(|(doc, own)| fitted(doc, own) == doc.text());
    if !(throughout.base && throughout.ours && throughout.theirs) {
        return docs.map(|_| None);
    }
    docs.zip(other).map(|(doc, other)| Document::parse(doc.schema, other.then(|| fitted(doc, own.ours))?).ok())
}

/// Merges the records and what stands around them.
fn contents(docs: ThreeWay<&Document>) -> Merged {
    let eol = docs.ours.line_break();
    let tables = || docs.ours.schema().all();
    let bodies: Vec<(crate::schema::Table, MergedTable)> =
        tables().filter_map(|table| Some((table, rows::body(eol, docs, table)?))).collect();
    let conflicts: Vec<Conflict> = bodies.iter().flat_map(|(_, body)| body.conflicts.clone()).collect();
    let same_frame = docs.base.frame() == docs.theirs.frame();
    let same_language = docs.ours.options.default_extensions == docs.theirs.options.default_extensions;
    // With other extensions a text may mean something else: then everything is looked at again.
    let fits = |document: &Document| same_language || file::reads_well(document, docs);
    if same_frame
        && let Some((document, changes)) = change_list::applied(docs.ours, &bodies)
        && fits(&document)
    {
        return Merged { document, changes: Some(changes), conflicts, taken: Vec::new(), sides: None };
    }
    match file::rebuilt(eol, docs, &bodies) {
        Some((document, found)) if fits(&document) => {
            Merged { document, changes: None, conflicts: found, taken: Vec::new(), sides: None }
        }
        _ => undecided(docs),
    }
}

/// The last resort, when the files cannot be put together: the person decides between them as a
/// whole.
fn undecided(docs: ThreeWay<&Document>) -> Merged {
    let conflict = Conflict::new(DiffPlace::File, docs.map(|doc| Some(doc.text())), None);
    Merged {
        document: docs.ours.clone(),
        changes: Some(Vec::new()),
        conflicts: vec![conflict],
        taken: Vec::new(),
        sides: None,
    }
}

impl Document {
    /// Whether two documents are the same text.
    pub fn same_text(&self, other: &Document) -> bool {
        if self.base.is_same(&other.base) && self.chunks().count() == 1 && other.chunks().count() == 1 {
            return true;
        }
        let (mut left, mut right) = (self.chunks(), other.chunks());
        let (mut a, mut b) = ("".as_bytes(), "".as_bytes());
        loop {
            a = if a.is_empty() { left.find(|c| !c.is_empty()).unwrap_or_default().as_bytes() } else { a };
            b = if b.is_empty() { right.find(|c| !c.is_empty()).unwrap_or_default().as_bytes() } else { b };
            let many = a.len().min(b.len());
            if many == 0 {
                return a.len() == b.len();
            }
            if a[..many] != b[..many] {
                return false;
            }
            (a, b) = (&a[many..], &b[many..]);
        }
    }

    /// Whether two documents have the same records in a table, byte for byte and in the same order.
    pub(super) fn same_table(&self, other: &Document, table: crate::schema::Table) -> bool {
        let pieces = |doc: &'_ Document| doc.slots(table).len();
        let same = || self.slots(table).zip(other.slots(table)).all(|(a, b)| self.piece(a) == other.piece(b));
        pieces(self) == pieces(other) && self.tail_text(table) == other.tail_text(table) && same()
    }
}
