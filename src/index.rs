//! What is known across records: relations, places, order and search.
//!
//! An index is built from a document and follows its changes. [`Index::update`] takes the slots
//! that a change touched, and its work is in proportion to them. Relations are read at once; orders
//! and search texts are computed when first asked for. Must not change a document or depend on the
//! screen. Entry point: [`Index::build`].

pub mod body_level;
mod bulk_build;
pub mod choice_filter;
pub(crate) mod chunks;
pub mod display_names;
pub mod fold;
pub mod identity;
mod identity_hashes;
mod interner;
mod likely_namesakes;
mod order;
pub(crate) mod phone;
pub mod relations;
pub mod required_groups;
mod search;
pub mod walk;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use identity::{Identities, Identity};
use order::TableOrder;
use relations::{Reference, Relations};
pub use search::candidates::WordsWanted;
use search::candidates::{SearchCandidates, records_in_question};
use search::search_index::SearchIndex;

pub use order::{SortKey, SortKeys};
pub use search::query::Query;
pub use search::segment::RecordScore;
pub use search::term_dictionary::MatchKind;
pub use search::{GROUPS, MatchedText, Search, SearchHit, SearchResults, matches_in, words_in};

use crate::document::{Address, Document, Slot};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MUNICIPALITIES, PROFILE, REGIONS};
use crate::parallel::OnProgress;
use crate::schema::{FieldKind, Table};
use crate::syntax::SyntaxValue;
use walk::walk;

/// What is known across records of one document.
#[derive(Debug)]
pub struct Index {
    relations: Relations,
    order: TableOrder,
    identities: Identities,
    search_index: SearchIndex,
    /// The tables by whose names records of other tables are found.
    naming_tables: Vec<Table>,
    revision: u64,
    /// The records of the last updates, the latest last.
    recent: VecDeque<Vec<Slot>>,
}

/// From so many records on, everything is read anew instead of following them.
const REBUILT_FROM: usize = 4_096;

/// So many updates are remembered, of at most so many records each.
const RECENT_UPDATES: usize = 32;
const RECENT_RECORDS: usize = 4_096;

impl Index {
    /// Reads the relations of all records.
    pub fn build(document: &Document) -> Index {
        Index { relations: Relations::build(document, |_| true), ..Index::empty(document) }
    }

    /// Reads the relations of the records of these tables only; all other records seem to refer to
    /// nothing. For a single question.
    pub fn of_tables(document: &Document, tables: &[Table]) -> Index {
        Index { relations: Relations::build(document, |table| tables.contains(&table)), ..Index::empty(document) }
    }

    /// Reads the relations of some records of these tables only; all others seem to refer to
    /// nothing. For a single question.
    pub fn of_records(document: &Document, tables: &[Table], includes: impl Fn(Slot) -> bool + Sync) -> Index {
        let relations = Relations::build_of(document, |table| tables.contains(&table), includes);
        Index { relations, ..Index::empty(document) }
    }

    /// Reads the relations of the records of these tables that may lead to one of these regions or
    /// action fields; all others seem to refer to nothing. For a single question.
    pub fn leading_to(document: &Document, tables: &[Table], hubs: &[Slot]) -> Index {
        let candidates = SearchCandidates::leading_to(document, tables, hubs);
        Index::of_records(document, tables, |slot| candidates.contains(slot))
    }

    /// Reads relations and search texts of the records in which a search for these words may find
    /// any, and of all that belong to these regions; all others seem to have none. For a single
    /// search; `None` where any may be found. What was read whole for it before is taken over.
    pub fn for_search(
        document: &Document,
        words: &str,
        regions: &[Slot],
        wanted: WordsWanted,
        before: Option<Index>,
    ) -> Option<Index> {
        let query = Query::parse(words);
        let candidates = SearchCandidates::of(document, &query, regions, wanted)?;
        let includes = |slot: Slot| candidates.contains(slot);
        let relations = Relations::build_of(document, |_| true, includes);
        let mut texts =
            before.map_or_else(|| SearchIndex::new(document.schema()), |before| before.search_index.whole());
        for table in [REGIONS, MUNICIPALITIES] {
            let forgives = wanted == WordsWanted::Similar;
            if let Some(found) = records_in_question(document, &relations, table, &query, forgives) {
                texts.prepare_some(document, &relations, table, &|slot| found[slot.index as usize]);
            }
        }
        texts.prepare_only(document, &relations, &includes);
        Some(Index { relations, search_index: texts, ..Index::empty(document) })
    }

    /// Reads relations, search texts and sort keys of all records, each record once. Reports
    /// progress to `on_progress`.
    pub fn build_whole(document: &Document, on_progress: OnProgress<'_>) -> Index {
        let (relations, search_index, order, identities) = bulk_build::build(document, on_progress);
        let index = Index { relations, order, identities, search_index, ..Index::empty(document) };
        // So that no key on an action field waits for its engagements to be sorted.
        if let Some(field) = document.slots(ACTION_FIELDS).next() {
            index.engaged(document, field);
        }
        index
    }

    /// Returns true when every record was valid RON when all were read. Only then can the result of
    /// [`Document::skim`] be relied on.
    pub fn read_all(&self) -> bool {
        self.unread() == 0
    }

    /// Returns how many records were not valid RON when all were read. Their contents are not
    /// indexed.
    pub fn unread(&self) -> usize {
        self.relations.unread()
    }

    fn empty(document: &Document) -> Index {
        let schema = document.schema();
        let is_naming = |table: &Table| schema.tables.iter().any(|other| other.record.is_found_by(*table));
        Index {
            relations: Relations::new(schema),
            order: TableOrder::new(schema),
            identities: Identities::new(schema),
            search_index: SearchIndex::new(schema),
            naming_tables: schema.all().filter(is_naming).collect(),
            revision: 0,
            recent: VecDeque::new(),
        }
    }

    /// Updates the index after these records changed, were added or were removed. `slots` is the
    /// result of [`Document::apply`].
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        // Following so many one by one takes longer than reading all; what words mean may have
        // changed for every record.
        if slots.len() > REBUILT_FROM || slots.iter().any(|slot| slot.table == PROFILE) {
            return self.replace(Index::build_whole(document, &|_, _| {}));
        }
        self.revision += 1;
        self.remember(slots);
        let (mut stale, mut moved) = (BTreeSet::new(), slots.to_vec());
        self.listed_with(slots, &mut moved);
        self.order.forget(&self.relations, &moved);
        self.dependents(slots, &mut stale);
        // Others are found by the names of these records; once the id has changed, they no longer
        // are.
        let named: Vec<Vec<Slot>> = slots.iter().map(|slot| self.found_by(*slot).to_vec()).collect();
        self.relations.update(document, slots);
        self.dependents(slots, &mut stale);
        self.listed_with(slots, &mut moved);
        moved.sort_unstable();
        moved.dedup();
        self.order.update(document, &self.relations, &moved);
        self.identities.update(document, slots);
        for (slot, named) in slots.iter().zip(named) {
            let renamed = self.search_index.refresh(document, &self.relations, *slot);
            if renamed && self.naming_tables.contains(&slot.table) {
                stale.extend(self.relations.referrers_of(slot.table, document.id(*slot)));
                stale.extend(named);
            }
        }
        for slot in slots {
            stale.remove(slot);
        }
        for slot in stale {
            self.search_index.refresh(document, &self.relations, slot);
        }
    }

    /// Returns the records that are found by the name of a record.
    fn found_by(&self, slot: Slot) -> &[Slot] {
        if self.naming_tables.contains(&slot.table) { self.relations.referrers(slot) } else { &[] }
    }

    /// Replaces the index by that of another dataset. What was computed before is out of date then.
    pub fn replace(&mut self, other: Index) {
        *self = Index { revision: self.revision + 1, ..other };
    }

    fn remember(&mut self, slots: &[Slot]) {
        if slots.len() > RECENT_RECORDS {
            return self.recent.clear();
        }
        if self.recent.len() == RECENT_UPDATES {
            self.recent.pop_front();
        }
        self.recent.push_back(slots.to_vec());
    }

    /// Returns the records that were changed, added or removed since a revision, each once; `None`
    /// where that is too long ago or the dataset was another one.
    pub fn changed_since(&self, revision: u64) -> Option<Vec<Slot>> {
        let updates = usize::try_from(self.revision.checked_sub(revision)?).ok()?;
        let first = self.recent.len().checked_sub(updates)?;
        let mut slots: Vec<Slot> = self.recent.iter().skip(first).flatten().copied().collect();
        slots.sort_unstable();
        slots.dedup();
        Some(slots)
    }

    /// Returns the number of updates so far. What was computed at another revision may be out of
    /// date.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns what a record refers to, in the order of the declaration.
    pub fn references(&self, slot: Slot) -> impl ExactSizeIterator<Item = Reference<'_>> {
        self.relations.references(slot)
    }

    /// Returns true when records of a table may refer to records of another.
    pub fn may_refer(&self, from: Table, to: Table) -> bool {
        self.relations.may_refer(from, to)
    }

    /// Returns true when records of some table may refer to records of this one.
    pub fn is_referred_to(&self, table: Table) -> bool {
        self.relations.is_referred_to(table)
    }

    /// Returns true when a record refers to the id of another.
    pub fn refers(&self, from: Slot, to: Slot) -> bool {
        self.relations.refers(from, to)
    }

    /// Returns the record that references to a record's id lead to: the record itself, unless an
    /// earlier one has the same id. `None` when nothing ever referred to it.
    pub fn canonical(&self, slot: Slot) -> Option<Slot> {
        self.relations.canonical(slot)
    }

    /// Returns the records that refer to a record's id, by table and slot; none for a removed
    /// record.
    pub fn referrers(&self, slot: Slot) -> &[Slot] {
        self.relations.referrers(slot)
    }

    /// Returns the records of one table that refer to a record.
    pub fn referrers_in(&self, slot: Slot, from: Table) -> &[Slot] {
        relations::of_table(self.relations.referrers(slot), from)
    }

    /// Returns the region that a municipality, engagement or measure belongs to.
    pub fn region_of(&self, slot: Slot) -> Option<Slot> {
        self.relations.region_of(slot)
    }

    /// Returns the address of every value that refers to an id, which a renaming must carry along.
    pub fn referring(&self, document: &Document, table: Table, id: &str) -> Vec<Address> {
        let mut found = Vec::new();
        for slot in self.relations.referrers_of(table, id) {
            let Ok(record) = document.record(*slot) else { continue };
            walk(document.schema().table(slot.table).record, record.root(), &mut |node| {
                if matches!(node.kind, FieldKind::Ref(to) if to == table) && node.value.as_str().as_deref() == Some(id)
                {
                    found.push(Address { path: node.path(), ..document.address(*slot) });
                }
            });
        }
        found
    }

    /// Returns the records of a table in the order of lists ([`SortKey`]). The table is sorted when
    /// first asked for.
    pub fn order(&self, document: &Document, table: Table) -> &[Slot] {
        self.order.of(document, table)
    }

    /// Returns the same where no record has to be read for it.
    pub fn known_order(&self, table: Table) -> Option<&[Slot]> {
        self.order.known(table)
    }

    /// Keeps the order of a table that was found out between keys; the keys are those of all of its
    /// records as they are now.
    pub fn keep_order(&self, table: Table, keys: Vec<SortKey>) {
        self.order.keep(table, keys);
    }

    /// Returns the rank of each record in that order, by slot number. The rank of a removed record
    /// is meaningless.
    pub fn ranks(&self, document: &Document, table: Table) -> &[u32] {
        self.order.ranks(document, table)
    }

    /// Brings records of a table into that order; reads only them where they are a part of a table
    /// that is not sorted yet.
    pub fn arrange(&self, document: &Document, table: Table, slots: &mut Vec<Slot>) {
        self.order.arrange(document, table, slots);
    }

    /// Returns what the records of a table are called and what else tells each apart, by slot
    /// number. Read when first asked for.
    pub fn identities(&self, document: &Document, table: Table) -> &[Identity] {
        self.identities.texts(document, table)
    }

    /// Returns how many of its distinguishing values it takes, beside the name, to tell a record
    /// from all others of its table; `None` when all are not enough.
    pub fn distance(&self, document: &Document, slot: Slot) -> Option<usize> {
        self.identities.distance(document, slot)
    }

    /// Lets only what may be called as one of these records, or as one by which these are told
    /// apart, be read when one of them is asked for. For a single question.
    pub fn expect_distances(&self, document: &Document, slots: impl IntoIterator<Item = Slot>) {
        self.identities.expect(document, slots);
    }

    /// Returns the same for a removed record, beside those that are there.
    pub fn distance_of_removed(&self, document: &Document, table: Table, removed: SyntaxValue<'_>) -> Option<usize> {
        self.identities.distance_of_removed(document, table, removed)
    }

    /// Returns the engagements in an action field, sorted by the name of their region. Those
    /// without a region are left out.
    pub fn engaged(&self, document: &Document, field: Slot) -> &[Slot] {
        self.order.engaged(document, &self.relations, field)
    }

    /// Prepares the search texts, so that the first search need not wait for them.
    pub fn prepare_search(&self, document: &Document) {
        self.search_index.prepare(document, &self.relations);
    }

    /// Adds the records that are listed together with these: the bodies and engagements of a
    /// region.
    fn listed_with(&self, slots: &[Slot], found: &mut Vec<Slot>) {
        for region in slots.iter().filter(|slot| slot.table == REGIONS) {
            let referrers = self.relations.referrers(*region).iter();
            found.extend(referrers.filter(|slot| matches!(slot.table, BODIES | ENGAGEMENTS)));
        }
    }

    /// Adds the records that are found by texts of these: a municipality's region and the bodies of
    /// that region.
    fn dependents(&self, slots: &[Slot], found: &mut BTreeSet<Slot>) {
        for town in slots.iter().filter(|slot| slot.table == MUNICIPALITIES) {
            for reference in self.relations.references(*town) {
                found.extend(reference.to);
                found.extend(self.relations.referrers_in(REGIONS, reference.id(), BODIES));
            }
        }
    }
}

/// Returns the value of a field of a record; `None` in the file counts as absent.
pub fn field<'r>(root: SyntaxValue<'r>, name: &str) -> Option<SyntaxValue<'r>> {
    root.field(name).and_then(SyntaxValue::unwrap_option)
}
