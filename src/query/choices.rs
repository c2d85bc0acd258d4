//! Which records of a table answer what is typed to pick one, the best first.
//!
//! A record is found by its names and by all that may tell it apart: `düren lenk` finds the
//! Lenkungskreis of Düren. Of those equally good the records of the own region come first, and of
//! these the bodies of the level that is usually meant. Reads each record once only, so that a list
//! of many thousands follows each key.
//! Entry points: [`matching_records`], [`Surroundings::of`].

use std::collections::HashSet;

use super::DatasetView;
use super::belonging::leading_to;
use super::new_record::own_regions;
use crate::document::Slot;
use crate::index::body_level::role;
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank, FoldedForms, WordRanks, best};
use crate::index::fold::fold;
use crate::index::identity::Identity;
use crate::model::records::BodyRole;
use crate::model::{ACTION_FIELDS, BODIES, DECISIONS, MEASURES, REGIONS};
use crate::schema::{Field, FieldKind, Table};

/// Where a reference is made: what is likely to be meant there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The table of the record that gets the reference.
    table: Option<Table>,
    /// The regions that this record belongs to.
    regions: Vec<Slot>,
}

impl Surroundings {
    /// Returns those of a record of a table that refers to `targets`; where these belong to no
    /// region, it is made at `here`.
    pub fn of(data: DatasetView<'_>, table: Table, targets: Vec<Slot>, here: Option<Slot>) -> Surroundings {
        let mut regions = own_regions(data, targets);
        if regions.is_empty() {
            regions.extend(here);
        }
        Surroundings { table: Some(table), regions }
    }

    /// Returns the records of a table that belong to the regions.
    fn near(&self, data: DatasetView<'_>, table: Table) -> HashSet<Slot> {
        match table {
            REGIONS => self.regions.iter().copied().collect(),
            // Fields belong to a region by the records that refer to both.
            ACTION_FIELDS => {
                let records = self.regions.iter().flat_map(|region| data.index.referrers(*region));
                let fields = records.flat_map(|record| data.index.references(*record)).filter_map(|to| to.to);
                fields.filter(|to| to.table == table).collect()
            }
            _ => leading_to(data, table, &self.regions),
        }
    }

    /// Returns what the bodies do that are usually meant.
    fn role(&self) -> Option<BodyRole> {
        match self.table? {
            DECISIONS => Some(BodyRole::Committee),
            MEASURES => Some(BodyRole::Office),
            _ => None,
        }
    }

    /// Puts the likely records first and keeps the order otherwise.
    fn sort(&self, data: DatasetView<'_>, table: Table, slots: &mut [Slot]) {
        let near = self.near(data, table);
        let usual = self.role().filter(|_| table == BODIES);
        if !near.is_empty() || usual.is_some() {
            let is_usual = |slot: Slot| usual.is_some() && role(data.document, slot) == usual;
            slots.sort_by_cached_key(|slot| {
                let is_near = near.contains(slot);
                (!is_near, !(is_near && is_usual(*slot)))
            });
        }
    }
}

/// Returns the records of a table that answer what is typed: the best first; those equally good in
/// the order of lists, with the likely ones before the others.
pub fn matching_records(
    data: DatasetView<'_>,
    table: Table,
    filter: &ChoiceFilter,
    surroundings: &Surroundings,
) -> Vec<Slot> {
    let order = data.index.order(data.document, table);
    if filter.is_empty() {
        let mut all = order.to_vec();
        surroundings.sort(data, table, &mut all);
        return all;
    }
    let mut matcher = RecordMatcher::new(data, filter);
    let mut by_rank = ChoiceRank::ALL.map(|_| Vec::new());
    for slot in order {
        if let Some(rank) = matcher.rank(*slot) {
            by_rank[rank as usize].push(*slot);
        }
    }
    by_rank.iter_mut().for_each(|slots| surroundings.sort(data, table, slots));
    by_rank.concat()
}

/// Finds how well records answer. Records that many others refer to are looked at once.
struct RecordMatcher<'a> {
    data: DatasetView<'a>,
    filter: &'a ChoiceFilter,
    /// By table: what tells its records apart.
    fields: Vec<Vec<TellingField>>,
    /// By table and slot number: the records referred to that were looked at.
    seen: Vec<Vec<Option<WordRanks>>>,
}

/// A field that tells records apart.
struct TellingField {
    declared: &'static Field,
    /// How well each option of a choice answers each word.
    options: Vec<WordRanks>,
}

impl TellingField {
    fn new(declared: &'static Field, filter: &ChoiceFilter) -> TellingField {
        let ranks = |text: &str| filter.ranks(FoldedForms::of(&fold(text)));
        let options = match declared.kind {
            FieldKind::Choice(options) => {
                options.iter().map(|option| best(ranks(option.label.de), &ranks(option.label.en))).collect()
            }
            _ => Vec::new(),
        };
        TellingField { declared, options }
    }

    /// Returns how well a value that is no reference answers each word.
    fn ranks(&self, filter: &ChoiceFilter, text: &str) -> WordRanks {
        match self.declared.kind {
            FieldKind::Ref(_) | FieldKind::List(FieldKind::Ref(_)) => WordRanks::default(),
            FieldKind::Choice(options) => {
                let at = options.iter().position(|option| option.name == text);
                at.map(|at| self.options[at]).unwrap_or_default()
            }
            _ => filter.ranks(FoldedForms::of(&fold(text))),
        }
    }

    fn leads_to(&self, table: Table) -> bool {
        matches!(self.declared.kind, FieldKind::Ref(to) | FieldKind::List(&FieldKind::Ref(to)) if to == table)
    }
}

impl<'a> RecordMatcher<'a> {
    fn new(data: DatasetView<'a>, filter: &'a ChoiceFilter) -> RecordMatcher<'a> {
        let schema = data.document.schema();
        let fields = |table| schema.table(table).record.distinguishing().into_iter();
        let telling = |table| fields(table).map(|field| TellingField::new(field, filter)).collect();
        let (fields, seen) = (schema.all().map(telling).collect(), schema.all().map(|_| Vec::new()).collect());
        RecordMatcher { data, filter, fields, seen }
    }

    fn rank(&mut self, slot: Slot) -> Option<ChoiceRank> {
        let identity = self.identity(slot);
        self.filter.of_words(identity.name(), &self.words(slot, identity))
    }

    fn identity(&self, slot: Slot) -> &'a Identity {
        &self.data.index.identities(self.data.document, slot.table)[slot.index as usize]
    }

    /// Returns how well a record answers each word.
    fn words(&mut self, slot: Slot, identity: &Identity) -> WordRanks {
        let (table, filter, index) = (usize::from(slot.table.0), self.filter, self.data.index);
        let mut words = best(filter.ranks(identity.name()), &filter.ranks(identity.other_names()));
        for (field, text) in self.fields[table].iter().zip(identity.values()) {
            words = best(words, &field.ranks(filter, text));
        }
        for reference in index.references(slot) {
            let is_telling = self.fields[table].iter().any(|field| field.leads_to(reference.table()));
            if let Some(other) = reference.to.filter(|_| is_telling) {
                words = best(words, &self.referred(other));
            }
        }
        words
    }

    /// Returns how well a record that another refers to answers each word.
    fn referred(&mut self, slot: Slot) -> WordRanks {
        let (table, index) = (usize::from(slot.table.0), slot.index as usize);
        if let Some(known) = self.seen[table].get(index).copied().flatten() {
            return known;
        }
        let words = self.words(slot, self.identity(slot));
        if self.seen[table].len() <= index {
            self.seen[table].resize(index + 1, None);
        }
        self.seen[table][index] = Some(words);
        words
    }
}
