//! Three-way merge: applies the changes of others to the current dataset without losing any.
//!
//! By record, then field, then list item; comments and layout of both sides survive. A place that
//! both sides changed differently is a [`Conflict`]: the merged document keeps ours there until the
//! conflict is decided ([`Merged::resolve`]). Equal pieces are compared and skipped, so the cost is
//! proportional to what differs. Must not touch files. Entry points: [`merge`], and
//! [`conflicts_in`] for a file with conflict markers.

mod change_list;
mod container;
mod cycles;
mod dangling;
mod entries;
mod file;
mod keep_both;
mod markers;
mod order;
mod references;
mod rename;
mod resolve;
mod rows;
mod texts;
mod trivia_merge;
mod value;
mod vouching;

pub use super::diff::{DiffKind, DiffPlace, FieldDifference};
pub use markers::{MarkedFile, MarkerError, conflicts_in, parse_with_markers};
pub use references::references_in;
pub use resolve::ConflictSide;
pub use texts::MergeTexts;
pub use vouching::VouchingSources;

use super::matching::ThreeWay;
use super::{Change, Document};
use crate::syntax::trivia;
use rows::MergedTable;

/// A place that both sides changed differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The place in the merged document. A record that ours lacks is named by its id, a list item
    /// that ours lacks by the index it would get.
    pub place: DiffPlace,
    /// RON text of the common base; `None` when it was absent. For [`DiffPlace::File`] the whole
    /// file.
    pub base: Option<String>,
    /// RON text of ours; `None` when absent.
    pub ours: Option<String>,
    /// RON text of theirs; `None` when absent.
    pub theirs: Option<String>,
    /// For a record, the id of the record before it.
    after: Option<String>,
}

impl Conflict {
    fn new(place: DiffPlace, texts: ThreeWay<Option<String>>, after: Option<String>) -> Conflict {
        Conflict { place, base: texts.base, ours: texts.ours, theirs: texts.theirs, after }
    }
}

/// The result of a merge.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Ours with the changes of theirs; at a conflict it is as in ours.
    pub document: Document,
    /// The changes that lead from ours to it. `None` when text around the records changed, too: the
    /// document was then parsed again, and its slots differ from those of ours.
    pub changes: Option<Vec<Change>>,
    /// The conflicts to decide.
    pub conflicts: Vec<Conflict>,
    /// The changes taken from theirs.
    pub taken: Vec<FieldDifference>,
    /// The three documents before the merge, for the markers and for conflicts caused by a
    /// decision.
    sides: Option<Box<ThreeWay<Document>>>,
}

/// Merges what `theirs` changed since `base` into `ours`.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Merged {
    merge_as(ThreeWay { base, ours, theirs }, MergeOrigin::Files)
}

/// Where the three documents come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MergeOrigin {
    /// Three files.
    Files,
    /// A file with conflict markers, which show the base: what is outside of the markers was merged
    /// before and stands in all three.
    Markers,
    /// A file with conflict markers without the base.
    MarkersWithoutBase,
}

/// What is merged.
#[derive(Debug, Clone, Copy)]
struct MergeInput<'a> {
    docs: ThreeWay<&'a Document>,
    origin: MergeOrigin,
}

/// Merges; `origin` says what a difference means.
fn merge_as(docs: ThreeWay<&Document>, origin: MergeOrigin) -> Merged {
    let ThreeWay { base, ours, theirs } = docs;
    let is_marked = origin != MergeOrigin::Files;
    if ours.same_text(theirs) || (base.same_text(theirs) && !is_marked) {
        return Merged {
            document: ours.clone(),
            changes: Some(Vec::new()),
            conflicts: Vec::new(),
            taken: Vec::new(),
            sides: None,
        };
    }
    let mut merged = with_renames(docs, origin);
    if !is_marked && base.same_text(ours) && !merged.document.same_text(theirs) {
        // Only theirs changed, so the result is exactly their file.
        merged = Merged { document: theirs.clone(), changes: None, ..merged };
        merged.conflicts.clear();
    }
    merged.taken = super::diff::diff(ours, &merged.document);
    if !merged.conflicts.is_empty() {
        merged.sides = Some(Box::new(docs.map(Document::clone)));
    }
    merged
}

/// Merges after the renames of each side were applied to the others, so that references follow.
fn with_renames(docs: ThreeWay<&Document>, origin: MergeOrigin) -> Merged {
    let given = docs;
    let like_ours = with_line_break_of_ours(docs);
    let follows = like_ours.theirs.is_some() && like_ours.base.is_none();
    let docs = docs.zip(like_ours.as_ref()).map(|(doc, other)| other.as_ref().unwrap_or(doc));
    let renamed = rename::carry(docs);
    let carried = renamed.docs.as_ref().zip(docs).map(|(new, old)| new.as_ref().unwrap_or(old));
    let mut merged = dangling::without_dangling(MergeInput { docs: carried, origin });
    cycles::ask(carried, &mut merged);
    merged.conflicts.splice(0..0, renamed.conflicts);
    if let Some(changes) = &mut merged.changes {
        changes.splice(0..0, renamed.changes);
    }
    if follows {
        with_line_break_of_theirs(given, &mut merged);
    }
    merged
}

/// Applies the line breaks of theirs to the merged document if only theirs changed them.
fn with_line_break_of_theirs(docs: ThreeWay<&Document>, merged: &mut Merged) {
    let eol = trivia::line_break(docs.theirs.chunks().next().unwrap_or_default());
    let text = super::plan::fit_lines(&merged.document.text(), None, eol);
    if let Ok(document) = Document::parse(docs.ours.schema(), text) {
        merged.document = document;
        merged.changes = None;
    }
}

/// Returns the files that use another line break than ours, converted to that of ours. Only when
/// each file uses one throughout (strings aside): otherwise a line break is part of the text like
/// any other.
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

/// Merges the records and the text around them, with a base that may lack records that are to stay.
fn contents(input: MergeInput<'_>, base: &Document) -> Merged {
    let docs = ThreeWay { base, ..input.docs };
    let eol = docs.ours.line_break();
    let tables = || docs.ours.schema().all();
    let bodies: Vec<(crate::schema::Table, MergedTable)> =
        tables().filter_map(|table| Some((table, rows::body(eol, docs, table, input)?))).collect();
    let conflicts: Vec<Conflict> = bodies.iter().flat_map(|(_, body)| body.conflicts.clone()).collect();
    let same_frame = docs.base.skeleton() == docs.theirs.skeleton();
    let same_language = docs.ours.options.default_extensions == docs.theirs.options.default_extensions;
    // With other extensions a text may mean something else, so everything is checked again.
    let fits = |document: &Document| same_language || file::reads_well(document, docs);
    if same_frame
        && let Some((document, changes)) = change_list::applied(docs.ours, &bodies)
        && fits(&document)
    {
        return Merged { document, changes: Some(changes), conflicts, taken: Vec::new(), sides: None };
    }
    match file::rebuilt(eol, docs, &bodies, input) {
        Some((document, found)) if fits(&document) => {
            Merged { document, changes: None, conflicts: found, taken: Vec::new(), sides: None }
        }
        _ => undecided(docs),
    }
}

/// Leaves the decision between the files as a whole to the person: the last resort when they cannot
/// be merged.
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
