//! Which records of a table answer what is typed to pick one, the best first.
//!
//! A record is found by its names and by all that may tell it apart: `düren lenk` finds the
//! Lenkungskreis of Düren. Reads each record once only, so that a list of many thousands follows
//! each key.
//! Entry point: [`matching_records`].

use super::DatasetView;
use crate::document::Slot;
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank, FoldedForms, WordRanks, best};
use crate::index::fold::fold;
use crate::index::identity::Identity;
use crate::schema::{Field, FieldKind, Table};

/// Returns the records of a table that answer what is typed: the best first, those equally good in
/// the order of lists.
pub fn matching_records(data: DatasetView<'_>, table: Table, filter: &ChoiceFilter) -> Vec<Slot> {
    let order = data.index.order(data.document, table);
    if filter.is_empty() {
        return order.to_vec();
    }
    let mut matcher = RecordMatcher::new(data, filter);
    let mut by_rank = ChoiceRank::ALL.map(|_| Vec::new());
    for slot in order {
        if let Some(rank) = matcher.rank(*slot) {
            by_rank[rank as usize].push(*slot);
        }
    }
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
