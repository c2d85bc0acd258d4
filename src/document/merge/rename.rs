//! Applies the renames of one side to the records and references of the other.
//!
//! A rename is recognised only when it is certain: a removed and an added record are the same but
//! for the id, or no other pair fits ([`crate::document::likeness`]). It is then applied to the
//! other two texts as well, so that their changes under the old id apply to the new one. Entry
//! point: [`carry`].

use super::references::{references, referrers};
use super::{Conflict, DiffPlace};
use crate::document::likeness::is_unlike;
use crate::document::matching::ThreeWay;
use crate::document::rename_detection::{renamed_or_changed_too, without_id};
use crate::document::{Address, AddressStep, Change, Document, Edit, Slot};
use crate::schema::Table;
use crate::syntax::printer;

/// A record that one side renamed.
#[derive(Debug, Clone, PartialEq)]
struct Rename {
    table: Table,
    from: String,
    to: String,
    /// The records that still refer to the old id on that side. It says so of them, not of what
    /// others add.
    left: Vec<Address>,
}

impl Rename {
    fn is_of_same_record(&self, other: &Rename) -> bool {
        self.table == other.table && self.from == other.from
    }

    fn old_address(&self) -> Address {
        Address::record(self.table, self.from.clone())
    }

    fn new_address(&self) -> Address {
        Address::record(self.table, self.to.clone())
    }
}

/// The three documents after all renames were applied.
#[derive(Debug)]
pub(super) struct RenamedSides {
    /// The documents that differ now.
    pub(super) docs: ThreeWay<Option<Document>>,
    /// The changes made to ours.
    pub(super) changes: Vec<Change>,
    /// Records that both sides renamed differently.
    pub(super) conflicts: Vec<Conflict>,
    /// The records that a side renamed, before and after.
    renamed: Vec<(Address, Address)>,
}

/// Applies the renames of each side to the others.
pub(super) fn carry(docs: ThreeWay<&Document>) -> RenamedSides {
    let (mut ours, mut theirs) = (renames(docs.base, docs.ours), renames(docs.base, docs.theirs));
    let renamed = ours.iter().chain(&theirs).map(|rename| (rename.old_address(), rename.new_address())).collect();
    let mut carried = RenamedSides { docs: docs.map(|_| None), changes: Vec::new(), conflicts: Vec::new(), renamed };
    for rename in ours.iter_mut().chain(&mut theirs) {
        carried.add_other_ids(&mut rename.left);
    }
    for rename in &ours {
        let other = theirs.iter().find(|other| other.is_of_same_record(rename));
        carried.one_of_ours(docs, rename, other);
    }
    for rename in theirs.iter().filter(|rename| !ours.iter().any(|own| own.is_of_same_record(rename))) {
        let free = |doc: &Document| {
            doc.find(rename.table, &rename.from).is_some() && doc.find(rename.table, &rename.to).is_none()
        };
        let is_free = || free(docs.ours) && free(docs.base) && is_still(docs.base, docs.ours, rename);
        if carried.removed_there(docs.base, docs.ours, rename) || !is_free() {
            continue;
        }
        let new = (
            done(carried.docs.base.as_ref().unwrap_or(docs.base), rename),
            done(carried.docs.ours.as_ref().unwrap_or(docs.ours), rename),
        );
        if let (Some((base, _)), Some((own, changes))) = new {
            carried.docs.base = Some(base);
            carried.docs.ours = Some(own);
            carried.changes.extend(changes);
        }
    }
    carried
}

impl RenamedSides {
    /// Adds the ids that the records have in the other documents.
    fn add_other_ids(&self, records: &mut Vec<Address>) {
        let mut at = 0;
        while at < records.len() {
            for (old, new) in &self.renamed {
                for (one, other) in [(old, new), (new, old)] {
                    if records[at] == *one && !records.contains(other) {
                        records.push(other.clone());
                    }
                }
            }
            at += 1;
        }
    }

    /// Carries a rename out on the base alone where the other side removed the record, so that the
    /// removal is about the record under its new id. Returns whether that is so.
    fn removed_there(&mut self, base: &Document, other: &Document, rename: &Rename) -> bool {
        let is_removed = [&rename.from, &rename.to].iter().all(|id| other.find(rename.table, id).is_none());
        if !is_removed || base.find(rename.table, &rename.to).is_some() {
            return false;
        }
        // References follow there, too: what the other side says of them is about the new id. Those
        // that it left as they were stay so, or they would look as if it had changed them.
        let mut rename = rename.clone();
        rename.left.extend(referrers(other, &rename.old_address()));
        self.add_other_ids(&mut rename.left);
        if let Some((base, _)) = done(self.docs.base.as_ref().unwrap_or(base), &rename) {
            self.docs.base = Some(base);
        }
        true
    }

    /// Carries a rename of ours out on base and theirs; theirs may have renamed the same record.
    fn one_of_ours(&mut self, docs: ThreeWay<&Document>, rename: &Rename, other: Option<&Rename>) {
        let now = other.map_or(&rename.from, |other| &other.to);
        let taken = |doc: &Document| doc.find(rename.table, &rename.to).is_some();
        let differs = *now != rename.to;
        if other.is_none() && self.removed_there(docs.base, docs.theirs, rename) {
            return;
        }
        if docs.theirs.find(rename.table, now).is_none()
            || (other.is_some() && differs && docs.ours.find(rename.table, now).is_some())
        {
            return;
        }
        if taken(docs.base) || (taken(docs.theirs) && differs) {
            return;
        }
        if other.is_none() && !is_still(docs.base, docs.theirs, rename) {
            return;
        }
        let mut rename = rename.clone();
        if let Some(other) = other {
            // A reference that either side updated follows.
            rename.left.retain(|referrer| other.left.contains(referrer));
        }
        let current = docs.zip(self.docs.as_ref()).map(|(doc, new)| new.as_ref().unwrap_or(doc));
        let theirs = match other {
            None => done(current.theirs, &rename),
            Some(other) => also(current.theirs, other, &rename),
        };
        let (Some((base, _)), Some((theirs, _))) = (done(current.base, &rename), theirs) else { return };
        if other.is_some()
            && let Some((ours, changes)) = updated(current.ours, &rename)
        {
            self.docs.ours = Some(ours);
            self.changes.extend(changes);
        }
        self.docs.base = Some(base);
        self.docs.theirs = Some(theirs);
        if differs && other.is_some() {
            let place = rename.new_address().join(AddressStep::Field("id".to_owned()));
            let quoted = |id: &str| Some(printer::string(id));
            let texts = ThreeWay { base: quoted(&rename.from), ours: quoted(&rename.to), theirs: quoted(now) };
            self.conflicts.push(Conflict::new(DiffPlace::At(place), texts, None));
        }
    }
}

/// Returns whether the record that one side renamed is still the same on the other side. There, its
/// id may have been given to another record: to a new one, or to one whose own id is gone.
fn is_still(base: &Document, other: &Document, rename: &Rename) -> bool {
    let find = |doc: &Document| doc.find(rename.table, &rename.from);
    let (Some(before), Some(now)) = (find(base), find(other)) else { return false };
    if base.source(before) == other.source(now) {
        return true;
    }
    let record = base.schema().table(rename.table).record;
    if is_unlike(base.source(before), other.source(now), record) {
        return false;
    }
    let gone = base.slots(rename.table).filter(|slot| other.find(rename.table, base.id(*slot)).is_none());
    let text = without_id(other, now);
    text.is_none() || gone.filter_map(|slot| without_id(base, slot)).all(|old| Some(old) != text)
}

/// Returns whether the record that each side has under an id, and the base has not, is another one:
/// one side gave the id to a record of the base, the other to a new one or to another of these.
pub(super) fn are_from_two(docs: ThreeWay<&Document>, table: Table, id: &str) -> bool {
    let before = |side: &Document| renames_in(docs.base, side, table).into_iter().find(|rename| rename.to == id);
    before(docs.ours).map(|rename| rename.from) != before(docs.theirs).map(|rename| rename.from)
}

/// Returns a document after a rename, and the changes made.
fn done(doc: &Document, rename: &Rename) -> Option<(Document, Vec<Change>)> {
    let mut new = doc.clone();
    let address = rename.old_address();
    let mut referrers = referrers(doc, &address);
    referrers.retain(|referrer| !rename.left.contains(referrer));
    let changes = new.edit(&Edit::Rename { address, to: rename.to.clone(), referrers }).ok()?;
    Some((new, changes))
}

/// Returns the document of a side that made the rename `own` as if it had made `rename`, and the
/// changes made.
fn also(doc: &Document, own: &Rename, rename: &Rename) -> Option<(Document, Vec<Change>)> {
    let mut new = doc.clone();
    let mut changes = new.edit(&rename_edit(doc, &own.new_address(), &rename.to)).ok()?;
    if let Some((with_references, more)) = updated(&new, rename) {
        new = with_references;
        changes.extend(more);
    }
    Some((new, changes))
}

/// Returns a document in which the references by the old id that are not to be left have the new
/// one, and the changes made; `None` when there are none.
fn updated(doc: &Document, rename: &Rename) -> Option<(Document, Vec<Change>)> {
    let old = rename.old_address();
    let referrers = referrers(doc, &old).into_iter().filter(|referrer| !rename.left.contains(referrer));
    let mut edits = Vec::new();
    for referrer in referrers {
        let places = references(doc, doc.resolve(&referrer)?).into_iter().filter(|(target, _)| *target == old);
        edits.extend(places.map(|(_, path)| {
            let address = Address { path, ..referrer.clone() };
            Edit::Set { address, value: printer::string(&rename.to) }
        }));
    }
    let mut new = doc.clone();
    let changes = new.edit_all(&edits).ok().filter(|changes| !changes.is_empty())?;
    Some((new, changes))
}

/// Returns the edit that renames a record and updates all references to it.
pub(super) fn rename_edit(doc: &Document, address: &Address, to: &str) -> Edit {
    Edit::Rename { address: address.clone(), to: to.to_owned(), referrers: referrers(doc, address) }
}

/// Returns the records that one side renamed.
fn renames(base: &Document, side: &Document) -> Vec<Rename> {
    let tables = base.schema().all().filter(|table| !base.schema().table(*table).single);
    tables.flat_map(|table| renames_in(base, side, table)).collect()
}

/// Returns the records of a table that one side renamed.
fn renames_in(base: &Document, side: &Document, table: Table) -> Vec<Rename> {
    if base.same_table(side, table) {
        return Vec::new();
    }
    let missing = |doc: &Document, other: &Document| {
        let own = doc.slots(table).filter(|slot| !doc.id(*slot).is_empty());
        own.filter(|slot| other.find(table, doc.id(*slot)).is_none()).collect::<Vec<Slot>>()
    };
    let (gone, came) = (missing(base, side), missing(side, base));
    let of = |(old, new): (usize, usize)| {
        let (from, to) = (base.id(gone[old]).to_owned(), side.id(came[new]).to_owned());
        let left = referrers(side, &Address::record(table, from.clone()));
        Rename { table, from, to, left }
    };
    let pairs = renamed_or_changed_too(base, &gone, side, &came);
    let mut found: Vec<Rename> = pairs.into_iter().map(of).collect();
    found.sort_by(|a, b| a.from.cmp(&b.from));
    found
}
