//! The records in which a search for some words may find any, told by their raw text, so that a
//! single search need not read the others.
//!
//! A record is found by its own texts, by the labels of its choices, and by the names of what it
//! refers to; and records are found together with those that they refer to. So one in question is
//! each that may contain a word, and each that refers to one in question. Regions and towns, by
//! which others are found in more ways, are few and always read. Where a search of several words
//! finds any, it is enough to read what has all words and what that refers to. Entry point:
//! [`SearchCandidates::of`].

use std::collections::{HashMap, HashSet};

use memchr::memchr;
use memchr::memmem::Finder;

use super::misspelling::{clues, likeness};
use super::query::{Query, QueryTerm};
use super::raw_term::{RawTerm, is_usual, strings};
use super::related::WordSet;
use super::tokenizer::tokens;
use crate::document::{Document, Slot};
use crate::index::chunks::read_sources;
use crate::index::fold::{Folded, fold};
use crate::index::relations::Relations;
use crate::model::postcodes::of_municipality;
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, PROFILE,
    RECOMMENDATIONS, REGIONS,
};
use crate::schema::{ChoiceOption, FieldKind, RecordType, Schema, Table};

/// The tables that are read whole.
const WHOLE: [Table; 5] = [DISTRICT, PROFILE, ACTION_FIELDS, REGIONS, MUNICIPALITIES];

/// The others, each behind those to which its records refer, or which are the same.
const OTHERS: [Table; 6] = [BODIES, ENGAGEMENTS, MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];

/// With more choices than this whose labels have a word, reading all is as quick.
const MOST_CHOICES: usize = 12;

/// How much of a query a record must have to be in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsWanted {
    /// All words, itself or together with the records that it refers to. Only for what finds any.
    All,
    /// One of the words.
    Some,
    /// One of the words, or one like it.
    Similar,
}

/// Records in which words may be found.
#[derive(Debug)]
pub struct SearchCandidates {
    /// By table and slot number; `None` for a table that is read whole.
    tables: Vec<Option<Vec<bool>>>,
}

impl SearchCandidates {
    /// Returns those for the words of a query, and all that belong to these regions; `None` where
    /// any record may be found.
    pub fn of(document: &Document, query: &Query, regions: &[Slot], wanted: WordsWanted) -> Option<SearchCandidates> {
        let words = RawQuery::of(document.schema(), query, wanted == WordsWanted::Similar)?;
        let all = words.all();
        let mut ids = ReferredIds::default();
        regions.iter().for_each(|region| ids.add(document.id(*region), all));
        for table in WHOLE {
            let has = read_sources(document, table, |_, text| words.may_stand_in(text));
            let found = document.slots(table).filter(|slot| has[slot.index as usize] != 0);
            found.for_each(|slot| ids.add(document.id(slot), has[slot.index as usize]));
        }
        words.regions_of_towns(document, &mut ids);
        let mut tables: Vec<Option<Vec<WordSet>>> = document.schema().all().map(|_| None).collect();
        for table in OTHERS {
            let has = words_with_references(document, table, |text| words.may_stand_in(text), all, &mut ids);
            tables[usize::from(table.0)] = Some(has);
        }
        let tables = match wanted {
            WordsWanted::All => with_references(document, &tables, all)?,
            _ => {
                let of_table = |has: Vec<WordSet>| has.into_iter().map(|has| has != 0).collect();
                tables.into_iter().map(|table| table.map(of_table)).collect()
            }
        };
        Some(SearchCandidates { tables })
    }

    /// Returns those of some tables that may lead to one of these regions or action fields by their
    /// references.
    pub fn leading_to(document: &Document, tables: &[Table], hubs: &[Slot]) -> SearchCandidates {
        const LEADS: WordSet = 1;
        let (mut ids, mut found) = (ReferredIds::default(), Vec::new());
        hubs.iter().for_each(|hub| ids.add(document.id(*hub), LEADS));
        found.resize(document.schema().all().count(), None);
        // An id may be written with escapes.
        let own = |text: &[u8]| if memchr(b'\\', text).is_some() { LEADS } else { 0 };
        for table in OTHERS.into_iter().filter(|table| tables.contains(table)) {
            let has = words_with_references(document, table, own, LEADS, &mut ids);
            found[usize::from(table.0)] = Some(has.into_iter().map(|has| has != 0).collect());
        }
        SearchCandidates { tables: found }
    }

    /// Returns true for a record in question.
    pub fn contains(&self, slot: Slot) -> bool {
        let chosen = self.tables[usize::from(slot.table.0)].as_ref();
        chosen.is_none_or(|chosen| chosen.get(slot.index as usize).copied().unwrap_or(true))
    }
}

/// Returns which records of a table may answer a query, by slot number; `None` where any may, or
/// where they are found by the names of others.
pub fn records_in_question(
    document: &Document,
    relations: &Relations,
    table: Table,
    query: &Query,
    forgives: bool,
) -> Option<Vec<bool>> {
    let (schema, record) = (document.schema(), document.schema().table(table).record);
    if table == BODIES || schema.all().any(|other| record.is_found_by(other)) {
        return None;
    }
    let words = RawQuery::of(schema, query, forgives)?;
    let may_have = |table| {
        read_sources(document, table, |slot, text| {
            words.may_stand_in(text) != 0 || table == MUNICIPALITIES && words.in_postcodes(document, slot) != 0
        })
    };
    let mut found = may_have(table);
    if table == REGIONS {
        let towns = may_have(MUNICIPALITIES);
        let regions = document.slots(MUNICIPALITIES).filter(|town| towns[town.index as usize]);
        for region in regions.filter_map(|town| relations.region_of(town)) {
            let namesakes = document.namesakes(REGIONS, document.id(region));
            namesakes.for_each(|region| found[region.index as usize] = true);
        }
    }
    Some(found)
}

/// Returns the words that each record of a table may have together with the records that it refers
/// to, by slot number. Adds those records that may have any; `own` tells which its text may have.
fn words_with_references(
    document: &Document,
    table: Table,
    own: impl Fn(&[u8]) -> WordSet + Sync,
    all: WordSet,
    ids: &mut ReferredIds,
) -> Vec<WordSet> {
    let mut has = read_sources(document, table, |_, text| own(text) | ids.words_in(text));
    let record = |table: &Table| document.schema().table(*table).record;
    let is_referred_to = OTHERS.iter().any(|other| record(other).refers_to(table));
    let refers_to_itself = record(&table).refers_to(table);
    let mut new: Vec<Slot> = document.slots(table).filter(|slot| has[slot.index as usize] != 0).collect();
    new.retain(|_| is_referred_to);
    // A body may belong to another.
    while !new.is_empty() {
        new.iter().for_each(|slot| ids.add(document.id(*slot), has[slot.index as usize]));
        if !refers_to_itself {
            break;
        }
        let more = read_sources(document, table, |slot, text| {
            let own = has[slot.index as usize];
            if own == all { own } else { own | ids.words_in(text) }
        });
        new = document.slots(table).filter(|slot| more[slot.index as usize] != has[slot.index as usize]).collect();
        has = more;
    }
    has
}

/// Returns which records have all words, and which are referred to by these; `None` where an id may
/// be written with escapes.
fn with_references(
    document: &Document,
    tables: &[Option<Vec<WordSet>>],
    all: WordSet,
) -> Option<Vec<Option<Vec<bool>>>> {
    let of_table = |has: &Vec<WordSet>| has.iter().map(|has| *has == all).collect();
    let mut chosen: Vec<Option<Vec<bool>>> = tables.iter().map(|table| table.as_ref().map(of_table)).collect();
    let mut referred: HashSet<&[u8]> = HashSet::new();
    // What is referred to stands in tables before.
    for table in OTHERS.into_iter().rev() {
        let Some(chosen) = &mut chosen[usize::from(table.0)] else { continue };
        let mut new: Vec<Slot> = document.slots(table).filter(|slot| chosen[slot.index as usize]).collect();
        loop {
            for text in new.iter().map(|slot| document.source(*slot).as_bytes()) {
                if memchr(b'\\', text).is_some() {
                    return None;
                }
                referred.extend(strings(text));
            }
            let ids = referred.iter().filter_map(|id| std::str::from_utf8(id).ok());
            new =
                ids.flat_map(|id| document.namesakes(table, id)).filter(|slot| !chosen[slot.index as usize]).collect();
            if new.is_empty() {
                break;
            }
            new.iter().for_each(|slot| chosen[slot.index as usize] = true);
        }
    }
    Some(chosen)
}

/// The words of a query as they may stand in raw texts.
struct RawQuery {
    words: Vec<RawWord>,
}

/// A word of a query as it may stand in raw texts.
struct RawWord {
    typed: Folded<'static>,
    forms: Vec<String>,
    terms: Vec<RawTerm>,
    /// What a word has that is like it; none where no misspelling is forgiven.
    clues: Vec<RawTerm>,
    /// The names of choices whose labels have the word.
    choices: Vec<Finder<'static>>,
}

impl RawQuery {
    fn of(schema: &Schema, query: &Query, forgives: bool) -> Option<RawQuery> {
        // The digits of a telephone number stand apart.
        if query.phone.is_some() || query.is_empty() || query.words.len() > WordSet::BITS as usize {
            return None;
        }
        let mut choices = Vec::new();
        schema.all().for_each(|table| collect_choices(schema.table(table).record, &mut choices));
        let words: Option<Vec<RawWord>> =
            query.words.iter().map(|word| RawWord::of(word, &choices, forgives)).collect();
        let words = words?;
        let count: usize = words.iter().map(|word| word.choices.len()).sum();
        (count <= MOST_CHOICES).then_some(RawQuery { words })
    }

    /// Returns all words.
    fn all(&self) -> WordSet {
        WordSet::MAX >> (WordSet::BITS as usize - self.words.len())
    }

    /// Returns the words that the texts of the record itself may contain.
    fn may_stand_in(&self, text: &[u8]) -> WordSet {
        let has = self.set(|word| word.may_stand_in(text));
        if has == self.all() || is_usual(text) { has } else { self.all() }
    }

    /// Returns the words for which this holds.
    fn set(&self, holds: impl Fn(&RawWord) -> bool) -> WordSet {
        (0..).zip(&self.words).filter(|(_, word)| holds(word)).fold(0, |set, (number, _)| set | 1 << number)
    }

    /// Returns the words that a postcode of a town contains.
    fn in_postcodes(&self, document: &Document, town: Slot) -> WordSet {
        let codes = of_municipality(document.schema(), document.id(town));
        self.set(|word| codes.iter().any(|code| word.forms.iter().any(|form| code.contains(form))))
    }

    /// Adds the regions that are found by a town: by its name or one of its postcodes.
    fn regions_of_towns(&self, document: &Document, ids: &mut ReferredIds) {
        let has = |slot: &Slot| ids.words(document.id(*slot)) | self.in_postcodes(document, *slot);
        let towns: Vec<(Slot, WordSet)> = document.slots(MUNICIPALITIES).map(|slot| (slot, has(&slot))).collect();
        for (town, has) in towns.into_iter().filter(|(_, has)| *has != 0) {
            let Ok(record) = document.record_fields(town, &["region"]) else { continue };
            let region = record.root().field("region").and_then(|region| region.unwrap_option());
            if let Some(region) = region.and_then(|region| region.as_str()) {
                ids.add(&region, has);
            }
        }
    }
}

impl RawWord {
    fn of(word: &QueryTerm, choices: &[&'static ChoiceOption], forgives: bool) -> Option<RawWord> {
        let mut forms: Vec<String> = forms(word).collect();
        forms.sort();
        forms.dedup();
        let clues = if forgives && word.may_be_misspelled() { clues(&word.folded) } else { Vec::new() };
        let clues: Option<Vec<RawTerm>> =
            clues.iter().map(|clue| RawTerm::new(std::str::from_utf8(clue).ok()?.trim_start())).collect();
        let terms: Option<Vec<RawTerm>> = forms.iter().map(|form| RawTerm::new(form)).collect();
        let mut found =
            RawWord { typed: word.folded.clone(), forms, terms: terms?, clues: clues?, choices: Vec::new() };
        let is_meant =
            |choice: &&&ChoiceOption| [choice.label.de, choice.label.en].iter().any(|text| found.is_in(text));
        let mut names: Vec<&str> = choices.iter().filter(is_meant).map(|choice| choice.name).collect();
        names.sort_unstable();
        names.dedup();
        found.choices = names.iter().map(|name| Finder::new(*name).into_owned()).collect();
        Some(found)
    }

    /// Returns false where a text that [`is_usual`] does not contain the word.
    fn may_stand_in(&self, text: &[u8]) -> bool {
        self.terms.iter().any(|term| term.may_stand_in(text))
            || self.clues.iter().any(|clue| clue.may_stand_in_word(text, |word| self.is_like(word)))
            || self.choices.iter().any(|choice| choice.find(text).is_some())
    }

    /// Returns true when a text contains the word, or one like it.
    fn is_in(&self, text: &str) -> bool {
        let text = fold(text);
        let has = |form: &String| text.plain().contains(form.as_str()) || text.expanded().contains(form.as_str());
        let is_like = |(plain, expanded)| likeness(&self.typed, plain, expanded).is_some();
        self.forms.iter().any(has) || !self.clues.is_empty() && text.split(tokens).any(is_like)
    }

    /// Returns true for a word like this one.
    fn is_like(&self, word: &str) -> bool {
        let word = fold(word);
        likeness(&self.typed, word.plain(), word.expanded()).is_some()
    }
}

/// Returns the folded forms in which a word is searched.
fn forms(word: &QueryTerm) -> impl Iterator<Item = String> {
    let date = word.date.as_ref().map(|date| date.folded.plain().to_owned());
    [word.folded.plain(), word.folded.expanded()].map(str::to_owned).into_iter().chain(date)
}

fn collect_choices(record: &'static RecordType, found: &mut Vec<&'static ChoiceOption>) {
    for field in record.fields {
        let kind = match field.kind {
            FieldKind::List(item) => *item,
            kind => kind,
        };
        match kind {
            FieldKind::Choice(choices) => found.extend(choices),
            FieldKind::Record(inner) => collect_choices(inner, found),
            _ => {}
        }
    }
}

/// Ids of records that may have words.
#[derive(Default)]
struct ReferredIds {
    ids: HashMap<Box<str>, WordSet>,
    /// The lengths and first bytes that there are: most strings are no id by these.
    lengths: [bool; 32],
    begins: Begins,
}

struct Begins([bool; 256]);

impl Default for Begins {
    fn default() -> Begins {
        Begins([false; 256])
    }
}

impl ReferredIds {
    /// Adds an id with the words that its record may have; nothing where it has none.
    fn add(&mut self, id: &str, words: WordSet) {
        let Some(first) = id.bytes().next().filter(|_| words != 0) else { return };
        self.lengths[id.len().min(31)] = true;
        self.begins.0[usize::from(first)] = true;
        match self.ids.get_mut(id) {
            Some(known) => *known |= words,
            None => drop(self.ids.insert(id.into(), words)),
        }
    }

    fn words(&self, id: &str) -> WordSet {
        self.ids.get(id).copied().unwrap_or_default()
    }

    /// Returns the words of the records whose ids stand in a text without escapes.
    fn words_in(&self, text: &[u8]) -> WordSet {
        if self.ids.is_empty() {
            return 0;
        }
        let is_likely = |part: &&[u8]| {
            self.lengths[part.len().min(31)] && part.first().is_some_and(|first| self.begins.0[usize::from(*first)])
        };
        let ids = strings(text).filter(is_likely).filter_map(|part| std::str::from_utf8(part).ok());
        ids.fold(0, |words, id| words | self.words(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    #[test]
    fn each_table_comes_behind_those_to_which_it_refers() {
        let all: Vec<Table> = WHOLE.into_iter().chain(OTHERS).collect();
        assert_eq!(all.len(), SCHEMA.all().count());
        for (place, table) in all.iter().enumerate() {
            for to in SCHEMA.all().filter(|to| SCHEMA.table(*table).record.refers_to(*to)) {
                assert!(all[..=place].contains(&to), "{table:?} refers to {to:?}");
            }
        }
    }
}
