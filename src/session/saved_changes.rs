//! This person's earlier saves, read from the history on demand, one save further back with each
//! call.
//!
//! Must not decide what is done with them. Entry point: [`SavesOfPerson::next`].

use std::collections::HashMap;
use std::iter::Peekable;
use std::path::Path;

use jiff::tz::TimeZone;

use super::clock::Clock;
use super::context::SessionContext;
use crate::app::SavedChange;
use crate::document::FieldChange;
use crate::model::SCHEMA;
use crate::storage::Disk;
use crate::storage::history::{self, HistoryEntry, HistoryReader, SaveId};
use crate::texts::{self, Lang};

/// The saves of one person, newest first.
pub(super) struct SavesOfPerson {
    past: Peekable<HistoryReader<'static>>,
}

impl SavesOfPerson {
    /// Opens the history of a dataset; returns `None` when there is none that can be read.
    pub(super) fn new(context: &SessionContext, dataset: &Path) -> Option<SavesOfPerson> {
        let past = history::read(context.disk, dataset).ok()??.by(&context.person);
        Some(SavesOfPerson { past: past.peekable() })
    }

    /// Returns the values of the next save further back, newest first; empty when there is none
    /// left. `own` names this program's own saves, whose steps it knows itself.
    /// A save of places that this program does not know is passed over.
    pub(super) fn next(
        &mut self,
        context: &SessionContext,
        dataset: &Path,
        own: &[SaveId],
        lang: Lang,
    ) -> Vec<SavedChange> {
        loop {
            let facts = self.next_save(own);
            let Some(first) = facts.first() else { return Vec::new() };
            let known: Vec<(&HistoryEntry, FieldChange)> =
                facts.iter().filter_map(|fact| Some((fact, fact.change(&SCHEMA)?))).collect();
            if known.is_empty() {
                continue;
            }
            let when = in_words(&first.when, context.clock, lang);
            let last = last_authors(context.disk, dataset, &facts);
            let saved = |(fact, change): (&HistoryEntry, FieldChange)| SavedChange {
                when: when.clone(),
                change,
                between: fact.between.clone(),
                since: last.get(&fact.address).cloned(),
            };
            return known.into_iter().map(saved).collect();
        }
    }

    /// Returns the entries of the next save further back; empty when there is none left.
    fn next_save(&mut self, own: &[SaveId]) -> Vec<HistoryEntry> {
        let is_own = |fact: &HistoryEntry| own.contains(&fact.save_id());
        while self.past.next_if(|fact| fact.as_ref().is_ok_and(is_own)).is_some() {}
        let Some(Ok(first)) = self.past.next() else { return Vec::new() };
        let same = |fact: &HistoryEntry| fact.is_of_save_of(&first);
        let mut facts = Vec::new();
        while let Some(Ok(fact)) = self.past.next_if(|fact| fact.as_ref().is_ok_and(same)) {
            facts.push(fact);
        }
        facts.insert(0, first);
        facts
    }
}

/// Returns who last changed each of these places since.
fn last_authors(disk: &dyn Disk, dataset: &Path, facts: &[HistoryEntry]) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let Some(first) = facts.first() else { return found };
    let Ok(Some(past)) = history::read(disk, dataset) else { return found };
    let later = past.map_while(Result::ok).take_while(|fact| !fact.is_of_save_of(first));
    for fact in later {
        for place in facts.iter().filter(|f| f.concerns(&fact.address) || fact.concerns(&f.address)) {
            found.entry(place.address.clone()).or_insert_with(|| fact.who.clone());
        }
    }
    found
}

/// Formats a history timestamp as local time for use in a sentence.
fn in_words(when: &str, clock: &dyn Clock, lang: Lang) -> String {
    let Ok(moment) = when.parse::<jiff::Timestamp>() else { return when.to_owned() };
    let (moment, today) = (moment.to_zoned(TimeZone::system()), clock.now().date());
    let time = moment.strftime("%H:%M").to_string();
    match moment.date() {
        day if day == today => texts::undo::of_today(lang, &time),
        day if today.yesterday().is_ok_and(|yesterday| day == yesterday) => texts::undo::of_yesterday(lang, &time),
        day => texts::undo::of_day(lang, &day.to_string(), &time),
    }
}
