//! The records in which a search for some words may find any, told by their raw text, so that a
//! single search need not read the others.
//!
//! A record is found by its own texts, by the labels of its choices, and by the names of what it
//! refers to; and records are found together with those that they refer to. So one in question is
//! each that may contain a word, and each that refers to one in question. Regions and towns, by
//! which others are found in more ways, are few and always read. Entry point:
//! [`SearchCandidates::of`].

use std::collections::HashSet;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::misspelling::clues;
use super::query::{Query, QueryTerm};
use super::raw_term::{RawTerm, is_usual};
use crate::document::{Document, Slot};
use crate::index::chunks::read_table;
use crate::index::fold::fold;
use crate::model::postcodes::shipped;
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    REGIONS,
};
use crate::schema::{ChoiceOption, FieldKind, RecordType, Schema, Table};

/// The tables that are read whole.
const WHOLE: [Table; 4] = [DISTRICT, ACTION_FIELDS, REGIONS, MUNICIPALITIES];

/// The others, each behind those to which its records refer, or which are the same.
const OTHERS: [Table; 6] = [BODIES, ENGAGEMENTS, MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];

/// With more choices than this whose labels have a word, reading all is as quick.
const MOST_CHOICES: usize = 12;

/// Records in which words may be found.
#[derive(Debug)]
pub struct SearchCandidates {
    /// By table and slot number; `None` for a table that is read whole.
    tables: Vec<Option<Vec<bool>>>,
}

impl SearchCandidates {
    /// Returns those for the words of a query, and all that belong to these regions; `None` where
    /// any record may be found. With `forgives` also those that may have a word like one of the
    /// words.
    pub fn of(document: &Document, query: &Query, regions: &[Slot], forgives: bool) -> Option<SearchCandidates> {
        let words = RawQuery::of(document.schema(), query, forgives)?;
        let mut ids = ReferredIds::default();
        regions.iter().for_each(|region| ids.add(document.id(*region)));
        for table in WHOLE {
            let has_word = read_table(document, table, |slot| words.may_stand_in(document, slot));
            let found = document.slots(table).filter(|slot| has_word[slot.index as usize]);
            found.for_each(|slot| ids.add(document.id(slot)));
        }
        words.regions_of_towns(document, &mut ids);
        let mut tables: Vec<Option<Vec<bool>>> = document.schema().all().map(|_| None).collect();
        for table in OTHERS {
            let mut chosen = read_table(document, table, |slot| {
                words.may_stand_in(document, slot) || ids.may_stand_in(document.source(slot).as_bytes())
            });
            let mut new: Vec<Slot> = document.slots(table).filter(|slot| chosen[slot.index as usize]).collect();
            // A body may belong to another.
            while !new.is_empty() {
                new.iter().for_each(|slot| ids.add(document.id(*slot)));
                let refers_to_itself = document.schema().table(table).record.refers_to(table);
                new = document.slots(table).filter(|_| refers_to_itself).collect();
                new.retain(|slot| !chosen[slot.index as usize] && ids.may_stand_in(document.source(*slot).as_bytes()));
                new.iter().for_each(|slot| chosen[slot.index as usize] = true);
            }
            tables[usize::from(table.0)] = Some(chosen);
        }
        Some(SearchCandidates { tables })
    }

    /// Returns true for a record in question.
    pub fn contains(&self, slot: Slot) -> bool {
        let chosen = self.tables[usize::from(slot.table.0)].as_ref();
        chosen.is_none_or(|chosen| chosen.get(slot.index as usize).copied().unwrap_or(true))
    }
}

/// The words of a query as they may stand in raw texts.
struct RawQuery {
    /// The forms of all words.
    terms: Vec<RawTerm>,
    forms: Vec<String>,
    /// The names of choices whose labels have a word.
    choices: Vec<Finder<'static>>,
}

impl RawQuery {
    fn of(schema: &Schema, query: &Query, forgives: bool) -> Option<RawQuery> {
        // The digits of a telephone number stand apart.
        if query.phone.is_some() || query.is_empty() {
            return None;
        }
        let mut forms: Vec<String> = query.words.iter().flat_map(forms).collect();
        for word in query.words.iter().filter(|word| forgives && word.may_be_misspelled()) {
            let clues = clues(&word.folded).into_iter().map(String::from_utf8);
            forms.extend(clues.collect::<Result<Vec<_>, _>>().ok()?.iter().map(|clue| clue.trim_start().to_owned()));
        }
        forms.sort();
        forms.dedup();
        let terms: Option<Vec<RawTerm>> = forms.iter().map(|form| RawTerm::new(form)).collect();
        let mut choices = Vec::new();
        schema.all().for_each(|table| collect_choices(schema.table(table).record, &mut choices));
        choices.retain(|choice| {
            let labels = [choice.label.de, choice.label.en].map(fold);
            let has = |form: &String| {
                labels
                    .iter()
                    .any(|label| label.plain().contains(form.as_str()) || label.expanded().contains(form.as_str()))
            };
            forms.iter().any(has)
        });
        let mut names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
        names.sort_unstable();
        names.dedup();
        let choices = names.iter().map(|name| Finder::new(*name).into_owned()).collect();
        terms.filter(|_| names.len() <= MOST_CHOICES).map(|terms| RawQuery { terms, forms, choices })
    }

    /// Returns false where no text of the record itself contains a word.
    fn may_stand_in(&self, document: &Document, slot: Slot) -> bool {
        let text = document.source(slot).as_bytes();
        self.terms.iter().any(|term| term.may_stand_in(text))
            || self.choices.iter().any(|choice| choice.find(text).is_some())
            || !is_usual(text)
    }

    /// Adds the regions that are found by a town: by its name or one of its postcodes.
    fn regions_of_towns(&self, document: &Document, ids: &mut ReferredIds) {
        let has_code = |slot: &Slot| {
            let codes = shipped().of(document.id(*slot));
            codes.iter().any(|code| self.forms.iter().any(|form| code.contains(form.as_str())))
        };
        let is_found = |slot: &Slot| ids.contains(document.id(*slot)) || has_code(slot);
        let towns: Vec<Slot> = document.slots(MUNICIPALITIES).filter(is_found).collect();
        for town in towns {
            let Ok(record) = document.record_fields(town, &["region"]) else { continue };
            let region = record.root().field("region").and_then(|region| region.unwrap_option());
            if let Some(region) = region.and_then(|region| region.as_str()) {
                ids.add(&region);
            }
        }
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

/// Ids of records in question.
#[derive(Default)]
struct ReferredIds {
    ids: HashSet<Box<str>>,
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
    fn add(&mut self, id: &str) {
        if let Some(first) = id.bytes().next() {
            self.lengths[id.len().min(31)] = true;
            self.begins.0[usize::from(first)] = true;
            self.ids.insert(id.into());
        }
    }

    fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Returns false where none of the strings in a text without escapes is one of these ids.
    fn may_stand_in(&self, text: &[u8]) -> bool {
        if self.ids.is_empty() {
            return false;
        }
        let mut start = None;
        memchr_iter(b'"', text).any(|end| {
            let part = start.replace(end + 1).map_or(&[][..], |start: usize| &text[start..end]);
            let is_likely = self.lengths[part.len().min(31)]
                && part.first().is_some_and(|first| self.begins.0[usize::from(*first)]);
            is_likely && std::str::from_utf8(part).is_ok_and(|part| self.ids.contains(part))
        })
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
