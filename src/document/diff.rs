//! The differences between two datasets as plain data: by record, then by field, then by list item.
//!
//! Pieces are compared first, so the cost is proportional to what differs. Every difference is
//! reported, including comments, layout, order, unknown fields and the text around the tables. Must
//! not change anything. Entry points: [`diff`] for whole files, [`record`] for two texts of one
//! record.

mod fields;

use std::fmt;

use super::file_skeleton::{FileSkeleton, SkeletonField, SkeletonFieldKind as Holds};
use super::matching::{MatchCandidate, longest_increasing_subsequence, pair};
use super::rename_detection::{renamed, renamed_or_changed_too};
use super::{Address, AddressStep, Document, FieldChange, Slot};
use crate::schema::{Schema, Table};
use crate::syntax::equivalence::{comment_changes, same_text, words};
use crate::text::contrast_lines;
use crate::texts::{self, Lang};

pub use fields::{ListComparison, changed_values, declared, record, value};

/// The place of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPlace {
    /// A record, a value in it, or (without id and path) the text around the records of a table.
    At(Address),
    /// A field of the outermost struct that the schema does not know.
    Field(String),
    /// The file itself: the text before and after everything else, and the order of the tables.
    File,
}

impl DiffPlace {
    /// Returns the address, if it has one.
    pub fn address(&self) -> Option<&Address> {
        match self {
            DiffPlace::At(address) => Some(address),
            _ => None,
        }
    }

    /// Returns the place as people type it; the file itself in words.
    pub fn say(&self, schema: &'static Schema, lang: Lang) -> String {
        match self {
            DiffPlace::At(address) => address.display(schema).to_string(),
            DiffPlace::Field(name) => name.clone(),
            DiffPlace::File => texts::document::the_file(lang).to_owned(),
        }
    }
}

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffKind {
    /// Absent before.
    Added,
    /// Absent now; a list item is identified by its former index.
    Removed,
    /// The value differs.
    Changed,
    /// A list item or record has another place among its neighbours; indices from 0.
    Moved {
        /// Index before.
        from: usize,
        /// Index now.
        to: usize,
    },
    /// The value is the same, but comments differ; `before` and `after` hold those that do.
    Comment,
    /// The value and the comments are the same, but the layout differs.
    Layout,
}

impl DiffKind {
    /// Returns the kind in a word or two.
    pub fn say(self, lang: Lang) -> String {
        match self {
            DiffKind::Added => texts::document::added(lang).to_owned(),
            DiffKind::Removed => texts::document::removed(lang).to_owned(),
            DiffKind::Changed => texts::document::changed(lang).to_owned(),
            DiffKind::Moved { from, to } => texts::document::moved(lang, from + 1, to + 1),
            DiffKind::Comment => texts::document::comment(lang).to_owned(),
            DiffKind::Layout => texts::document::layout(lang).to_owned(),
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// Where.
    pub place: DiffPlace,
    /// What happened there.
    pub what: DiffKind,
    /// RON text before, without `Some(…)`; `None` when it was absent.
    pub before: Option<String>,
    /// RON text after; `None` when it is absent.
    pub after: Option<String>,
}

impl FieldDifference {
    /// Describes the difference, in the same words for history, comparison and recovery. `values`
    /// formats the RON texts before and after for people, so that every difference is visible.
    pub fn say(&self, lang: Lang, values: impl FnOnce([Option<&str>; 2]) -> [String; 2]) -> String {
        let texts = [self.before.as_deref(), self.after.as_deref()];
        // A record or list item is added or removed; a field always exists and may lack a value.
        let is_whole = self.place.address().is_some_and(|a| !matches!(a.path.last(), Some(AddressStep::Field(_))));
        match self.what {
            DiffKind::Added | DiffKind::Removed | DiffKind::Changed => {
                let [was, is] = values(texts);
                match texts {
                    [None, _] if is_whole => texts::document::came(lang, &is),
                    [_, None] if is_whole => texts::document::went(lang, &was),
                    _ => texts::document::turned(lang, &was, &is),
                }
            }
            DiffKind::Comment => {
                let [was, is] = contrast_lines(texts.map(|text| text.unwrap_or("–")), usize::MAX);
                format!("{}: {}", self.what.say(lang), texts::document::turned(lang, &was, &is))
            }
            DiffKind::Moved { .. } | DiffKind::Layout => self.what.say(lang),
        }
    }

    /// Returns the change of a value at an address; `None` where no value differs, or the place is
    /// outside the records.
    fn into_change(self) -> Option<FieldChange> {
        match (self.what, self.place) {
            (DiffKind::Added | DiffKind::Removed | DiffKind::Changed, DiffPlace::At(address)) => {
                Some(FieldChange { address, before: self.before, after: self.after })
            }
            _ => None,
        }
    }
}

impl fmt::Display for FieldDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        write!(f, "{:?} {:?}: {} -> {}", self.what, self.place, text(&self.before), text(&self.after))
    }
}

/// Returns the differences between two datasets, in the order of the file.
pub fn diff(old: &Document, new: &Document) -> Vec<FieldDifference> {
    let mut found = Vec::new();
    let (before, after) = (old.skeleton(), new.skeleton());
    if before != after {
        around(&before, &after, &mut found);
    }
    for table in old.schema().all().filter(|table| !old.same_table(new, *table)) {
        records(old, new, table, &mut found);
    }
    found
}

/// Collects the differences around the records.
fn around(before: &FileSkeleton, after: &FileSkeleton, found: &mut Vec<FieldDifference>) {
    fn field<'a>(frame: &'a FileSkeleton, name: &str) -> Option<&'a SkeletonField> {
        frame.fields.iter().find(|f| f.name == name)
    }
    let names = |frame: &FileSkeleton, other: &FileSkeleton| {
        let common = frame.fields.iter().filter(|f| field(other, &f.name).is_some());
        common.map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    beside(DiffPlace::File, &before.head, &after.head, found);
    let new = after.fields.iter().filter(|f| field(before, &f.name).is_none());
    for name in before.fields.iter().chain(new).map(|f| &f.name) {
        field_changes(field(before, name), field(after, name), found);
    }
    let (old_row, new_row) = (names(before, after), names(after, before));
    if old_row != new_row {
        found.push(FieldDifference {
            place: DiffPlace::File,
            what: DiffKind::Layout,
            before: Some(old_row),
            after: Some(new_row),
        });
    }
    let end = |frame: &FileSkeleton| format!("{}{}", frame.tail, frame.close);
    beside(DiffPlace::File, &end(before), &end(after), found);
}

/// Collects the differences in one field of the outermost struct, outside of the records.
fn field_changes(old: Option<&SkeletonField>, new: Option<&SkeletonField>, found: &mut Vec<FieldDifference>) {
    let Some(any) = old.or(new) else { return };
    let place = match any.kind {
        // A single record is compared as a record.
        Holds::Single(_) => return,
        Holds::Table(table) => DiffPlace::At(Address::record(table, "")),
        Holds::Other => DiffPlace::Field(any.name.clone()),
    };
    let value = |field: Option<&SkeletonField>| field.map(|f| f.value().to_owned());
    let differs = match any.kind {
        Holds::Other => !same_text(old.map(SkeletonField::value), new.map(SkeletonField::value)),
        _ => old.is_none() || new.is_none(),
    };
    if differs {
        let what = match (old, new) {
            (None, _) => DiffKind::Added,
            (_, None) => DiffKind::Removed,
            _ => DiffKind::Changed,
        };
        found.push(FieldDifference { place: place.clone(), what, before: value(old), after: value(new) });
    }
    let text = |field: Option<&SkeletonField>| field.map_or(String::new(), |f| f.text.clone());
    let (old, new) = (text(old), text(new));
    if differs {
        comments_only(place, &old, &new, found);
    } else {
        beside(place, &old, &new, found);
    }
}

/// Adds the difference between two texts that are compared as a whole.
fn beside(place: DiffPlace, old: &str, new: &str, found: &mut Vec<FieldDifference>) {
    if old == new || comments_only(place.clone(), old, new, found) {
        return;
    }
    let what = if words(old) == words(new) { DiffKind::Layout } else { DiffKind::Changed };
    found.push(FieldDifference { place, what, before: Some(old.to_owned()), after: Some(new.to_owned()) });
}

/// Adds the comments that differ. Returns whether nothing else differs but layout.
fn comments_only(place: DiffPlace, old: &str, new: &str, found: &mut Vec<FieldDifference>) -> bool {
    let (gone, came) = comment_changes(old, new);
    push_comments(place, gone, came, found) && words(old) == words(new)
}

/// Adds the comments removed and added as one difference. Returns whether there are any.
fn push_comments(place: DiffPlace, gone: Vec<&str>, came: Vec<&str>, found: &mut Vec<FieldDifference>) -> bool {
    let text = |comments: Vec<&str>| (!comments.is_empty()).then(|| comments.join("\n"));
    let (before, after) = (text(gone), text(came));
    let any = before.is_some() || after.is_some();
    if any {
        found.push(FieldDifference { place, what: DiffKind::Comment, before, after });
    }
    any
}

/// The records of a table in two datasets, without those at both ends that are the same.
struct TablePairing {
    before: Vec<Slot>,
    after: Vec<Slot>,
    /// For each record after, which one it was before.
    pairs: Vec<Option<usize>>,
    /// Number of records left out at the beginning.
    start: usize,
}

impl TablePairing {
    fn of(old: &Document, new: &Document, table: Table) -> TablePairing {
        let slots = |doc: &Document| doc.slots(table).collect::<Vec<_>>();
        let (mut before, mut after) = (slots(old), slots(new));
        let same = |a: &Slot, b: &Slot| old.piece(*a) == new.piece(*b);
        let start = before.iter().zip(&after).take_while(|(a, b)| same(a, b)).count();
        before.drain(..start);
        after.drain(..start);
        let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| same(a, b)).count();
        before.truncate(before.len() - end);
        after.truncate(after.len() - end);
        let mut pairs = pair(&items(old, &before), &items(new, &after), true);
        for (from, to) in renamed(old, &before, new, &after) {
            pairs[to] = pairs[to].or(Some(from));
        }
        TablePairing { before, after, pairs, start }
    }

    /// Pairs also the records that got another id together with other changes.
    fn with_changed_renames(mut self, old: &Document, new: &Document) -> TablePairing {
        let (is_kept, _) = self.kept();
        let gone: Vec<usize> = (0..self.before.len()).filter(|at| !is_kept[*at]).collect();
        let came: Vec<usize> = (0..self.after.len()).filter(|at| self.pairs[*at].is_none()).collect();
        let slots = |all: &[Slot], which: &[usize]| which.iter().map(|at| all[*at]).collect::<Vec<Slot>>();
        let found = renamed_or_changed_too(old, &slots(&self.before, &gone), new, &slots(&self.after, &came));
        for (before, after) in found {
            self.pairs[came[after]] = Some(gone[before]);
        }
        self
    }

    /// Returns, for each record before, whether it is still there, and which ones these are in the
    /// order after.
    fn kept(&self) -> (Vec<bool>, Vec<usize>) {
        let kept: Vec<usize> = self.pairs.iter().flatten().copied().collect();
        let mut is_kept = vec![false; self.before.len()];
        kept.iter().for_each(|i| is_kept[*i] = true);
        (is_kept, kept)
    }
}

/// Returns the values that differ between two datasets, as the history records them: lists as a
/// whole, what was added or removed as whole records. What stands around the records is left out.
pub fn dataset_changes(old: &Document, new: &Document) -> Vec<FieldChange> {
    let schema = new.schema();
    let mut found = Vec::new();
    for table in old.schema().all().filter(|table| !old.same_table(new, *table)) {
        let pairing = TablePairing::of(old, new, table).with_changed_renames(old, new);
        let (is_kept, _) = pairing.kept();
        for (slot, _) in pairing.before.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept) {
            found.extend(changed_values(schema, &old.address(*slot), Some(old.source(*slot)), None));
        }
        for (slot, from) in pairing.after.iter().zip(&pairing.pairs) {
            let before = from.map(|from| old.source(pairing.before[from]));
            found.extend(changed_values(schema, &new.address(*slot), before, Some(new.source(*slot))));
        }
    }
    found
}

/// Collects the differences between two tables.
fn records(old: &Document, new: &Document, table: Table, found: &mut Vec<FieldDifference>) {
    let pairing = TablePairing::of(old, new, table);
    let (is_kept, kept) = pairing.kept();
    let TablePairing { before, after, pairs, start } = pairing;
    for (slot, _) in before.iter().zip(&is_kept).filter(|(_, kept)| !**kept) {
        let text = Some(with_comment(old, *slot));
        found.push(FieldDifference {
            place: DiffPlace::At(old.address(*slot)),
            what: DiffKind::Removed,
            before: text,
            after: None,
        });
    }
    let mut stays = longest_increasing_subsequence(&kept).into_iter();
    for (i, slot) in after.iter().enumerate() {
        let place = DiffPlace::At(new.address(*slot));
        let Some(from) = pairs[i] else {
            let text = Some(with_comment(new, *slot));
            found.push(FieldDifference { place, what: DiffKind::Added, before: None, after: text });
            continue;
        };
        if stays.next() == Some(false) {
            let what = DiffKind::Moved { from: start + from, to: start + i };
            found.push(FieldDifference { place, what, before: None, after: None });
        }
        piece(old, before[from], new, *slot, found);
    }
    beside(DiffPlace::At(Address::record(table, "")), old.tail_text(table), new.tail_text(table), found);
}

fn items<'a>(doc: &'a Document, slots: &[Slot]) -> Vec<MatchCandidate<'a>> {
    let key = |slot: &Slot| Some(doc.id(*slot).into()).filter(|id: &std::borrow::Cow<str>| !id.is_empty());
    slots.iter().map(|slot| MatchCandidate { key: key(slot), text: doc.source(*slot) }).collect()
}

/// Returns a record with the comments right above it.
fn with_comment(doc: &Document, slot: Slot) -> String {
    let comment = doc.comment(slot).map_or(String::new(), |comment| format!("{comment}\n"));
    comment + doc.source(slot)
}

/// Collects the differences between two pieces of one record.
fn piece(old: &Document, before: Slot, new: &Document, after: Slot, found: &mut Vec<FieldDifference>) {
    let (was, is) = (old.piece(before), new.piece(after));
    if was == is {
        return;
    }
    let address = new.address(after);
    let many = found.len();
    found.extend(record(new.schema(), &address, old.source(before), new.source(after), ListComparison::ByItem));
    let fields = found.len() > many;
    let around = |doc: &Document, slot: Slot| {
        let (piece, value) = (doc.piece(slot), doc.value_range(slot));
        format!("{} {}", &piece[..value.start], &piece[value.end..])
    };
    let outside = comments_only(DiffPlace::At(address.clone()), &around(old, before), &around(new, after), found);
    if !fields && !outside {
        let text = |doc: &Document, slot| Some(doc.source(slot).to_owned());
        found.push(FieldDifference {
            place: DiffPlace::At(address),
            what: DiffKind::Layout,
            before: text(old, before),
            after: text(new, after),
        });
    }
}
