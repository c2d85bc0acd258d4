//! Applies the renames of one side to the records and references of the other.
//!
//! A rename is recognised only when it is certain: a removed and an added record are the same but
//! for the id, or no other pair fits ([`super::likeness`]). It is then applied to the other two
//! texts as well, so that their changes under the old id apply to the new one. Entry point:
//! [`carry`].

use memchr::memmem;

use super::likeness::alike;
use super::{Conflict, DiffPlace};
use crate::document::matching::ThreeWay;
use crate::document::rename_detection::renamed;
use crate::document::{Address, AddressStep, Change, Document, Edit, Slot};
use crate::schema::{FieldKind, RecordType, Table};
use crate::syntax::SyntaxValue;

/// A record that one side renamed.
#[derive(Debug, Clone, PartialEq)]
struct Rename {
    table: Table,
    from: String,
    to: String,
    /// True when that side also updated the references.
    carried: bool,
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
}

/// Applies the renames of each side to the others.
pub(super) fn carry(docs: ThreeWay<&Document>) -> RenamedSides {
    let mut carried = RenamedSides { docs: docs.map(|_| None), changes: Vec::new(), conflicts: Vec::new() };
    let (ours, theirs) = (renames(docs.base, docs.ours), renames(docs.base, docs.theirs));
    for rename in &ours {
        let other = theirs.iter().find(|other| other.table == rename.table && other.from == rename.from);
        carried.one_of_ours(docs, rename, other);
    }
    for rename in theirs.iter().filter(|rename| !ours.iter().any(|o| o.table == rename.table && o.from == rename.from))
    {
        let free = |doc: &Document| {
            doc.find(rename.table, &rename.from).is_some() && doc.find(rename.table, &rename.to).is_none()
        };
        if carried.removed_there(docs.base, docs.ours, rename) || !free(docs.ours) || !free(docs.base) {
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
    /// Carries a rename out on the base alone where the other side removed the record, so that the
    /// removal is about the record under its new id. Returns whether that is so.
    fn removed_there(&mut self, base: &Document, other: &Document, rename: &Rename) -> bool {
        let is_removed = [&rename.from, &rename.to].iter().all(|id| other.find(rename.table, id).is_none());
        if !is_removed || base.find(rename.table, &rename.to).is_some() {
            return false;
        }
        // References follow there, too: what the other side says of them is about the new id.
        let with_references = Rename { carried: true, ..rename.clone() };
        if let Some((base, _)) = done(self.docs.base.as_ref().unwrap_or(base), &with_references) {
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
        let theirs = self.docs.theirs.as_ref().unwrap_or(docs.theirs);
        // By way of the old id, so that references by the old id are updated, too.
        let back = |other: &Rename| Rename { from: other.to.clone(), to: other.from.clone(), ..other.clone() };
        let old = other.and_then(|other| done(theirs, &back(other)));
        let theirs = done(old.as_ref().map_or(theirs, |(old, _)| old), rename);
        let base = done(self.docs.base.as_ref().unwrap_or(docs.base), rename);
        let (Some((base, _)), Some((theirs, _))) = (base, theirs) else { return };
        self.docs.base = Some(base);
        self.docs.theirs = Some(theirs);
        if differs && other.is_some() {
            let place = Address::record(rename.table, rename.to.clone()).join(AddressStep::Field("id".to_owned()));
            let quoted = |id: &str| Some(crate::syntax::printer::string(id));
            let texts = ThreeWay { base: quoted(&rename.from), ours: quoted(&rename.to), theirs: quoted(now) };
            self.conflicts.push(Conflict::new(DiffPlace::At(place), texts, None));
        }
    }
}

/// Returns a document after a rename, and the changes made.
fn done(doc: &Document, rename: &Rename) -> Option<(Document, Vec<Change>)> {
    let mut new = doc.clone();
    let address = Address::record(rename.table, rename.from.clone());
    let referrers = if rename.carried { referrers(doc, &address) } else { Vec::new() };
    let changes = new.edit(&Edit::Rename { address, to: rename.to.clone(), referrers }).ok()?;
    Some((new, changes))
}

/// Returns the edit that renames a record and updates all references to it.
pub(super) fn rename_edit(doc: &Document, address: &Address, to: &str) -> Edit {
    Edit::Rename { address: address.clone(), to: to.to_owned(), referrers: referrers(doc, address) }
}

/// Returns the records that one side renamed.
fn renames(base: &Document, side: &Document) -> Vec<Rename> {
    let tables =
        base.schema().all().filter(|table| !base.schema().table(*table).single && !base.same_table(side, *table));
    let mut found = Vec::new();
    for table in tables {
        let missing = |doc: &Document, other: &Document| {
            let own = doc.slots(table).filter(|slot| !doc.id(*slot).is_empty());
            own.filter(|slot| other.find(table, doc.id(*slot)).is_none()).collect::<Vec<Slot>>()
        };
        let (gone, came) = (missing(base, side), missing(side, base));
        let of = |(old, new): (usize, usize)| {
            let (from, to) = (base.id(gone[old]).to_owned(), side.id(came[new]).to_owned());
            let carried = referrers(side, &Address::record(table, from.clone())).is_empty();
            Rename { table, from, to, carried }
        };
        let mut pairs = renamed(base, &gone, side, &came);
        pairs.extend(changed_too(base, &gone, side, &came, &pairs));
        let mut here: Vec<Rename> = pairs.into_iter().map(of).collect();
        here.sort_by(|a, b| a.from.cmp(&b.from));
        found.extend(here);
    }
    found
}

/// Returns which records were both renamed and changed; `known` are those that were only renamed.
fn changed_too(
    base: &Document,
    gone: &[Slot],
    side: &Document,
    came: &[Slot],
    known: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let rest =
        |count: usize, is_known: &dyn Fn(usize) -> bool| (0..count).filter(|at| !is_known(*at)).collect::<Vec<usize>>();
    let old = rest(gone.len(), &|at| known.iter().any(|pair| pair.0 == at));
    let new = rest(came.len(), &|at| known.iter().any(|pair| pair.1 == at));
    let slots = |all: &[Slot], which: &[usize]| which.iter().map(|at| all[*at]).collect::<Vec<Slot>>();
    let found = alike(base, &slots(gone, &old), side, &slots(came, &new));
    found.into_iter().map(|(before, after)| (old[before], new[after])).collect()
}

/// Returns the records that refer to a record. Only those whose text contains its id are parsed.
pub(super) fn referrers(doc: &Document, to: &Address) -> Vec<Address> {
    let finder = memmem::Finder::new(to.id.as_bytes());
    let schema = doc.schema();
    let tables = schema.all().filter(|table| can_refer(schema.table(*table).record, to.table));
    let slots = tables.flat_map(|table| doc.slots(table));
    // An id may also be written with escapes.
    let may = |slot: &Slot| {
        let text = doc.source(*slot).as_bytes();
        finder.find(text).is_some() || memchr::memchr(b'\\', text).is_some()
    };
    let refers = |slot: &Slot| {
        let kind = FieldKind::Record(schema.table(slot.table).record);
        doc.record(*slot).is_ok_and(|record| has_reference(record.root(), kind, to))
    };
    slots.filter(|slot| may(slot) && refers(slot)).map(|slot| doc.address(slot)).collect()
}

pub(super) fn can_refer(record: &RecordType, to: Table) -> bool {
    fn kind_can(kind: FieldKind, to: Table) -> bool {
        match kind {
            FieldKind::Ref(table) => table == to,
            FieldKind::List(item) => kind_can(*item, to),
            FieldKind::Record(record) => can_refer(record, to),
            _ => false,
        }
    }
    record.fields.iter().any(|field| kind_can(field.kind, to))
}

fn has_reference(value: SyntaxValue<'_>, kind: FieldKind, to: &Address) -> bool {
    let Some(value) = value.unwrap_option() else { return false };
    match kind {
        FieldKind::Ref(table) => table == to.table && value.as_str().as_deref() == Some(&to.id),
        FieldKind::Record(record) => value
            .fields()
            .any(|(name, value)| record.field(name).is_some_and(|field| has_reference(value, field.kind, to))),
        FieldKind::List(item) => value.items().any(|value| has_reference(value, *item, to)),
        _ => false,
    }
}
