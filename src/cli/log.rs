//! `log [ADDRESS]`: who changed what and when, newest first.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::args::Log;
use super::context::CliContext;
use super::error::CliError;
use super::history::{PURGE_STEP, moment};
use super::output::CommandOutput;
use super::past_sources::{PastSources, untold};
use super::resolve;
use crate::document::diff::value;
use crate::document::{Address, AddressStep};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::present::value_quote::difference_in_words;
use crate::present::{Audience, Sheet, Tabular};
use crate::session::clock::local;
use crate::storage::history::HistoryEntry;
use crate::storage::repository::FILE_STEPS;
use crate::storage::{PastChange, PastError};
use crate::texts::detail::unknown;
use crate::texts::{self, Lang};

#[derive(Serialize)]
struct LogAnswer {
    changes: Vec<PastChange>,
    #[serde(skip)]
    lang: Lang,
}

/// Runs the command; a negative answer when there are no entries.
///
/// # Errors
/// When the history cannot be read.
pub fn run(context: &CliContext, asked: &Log, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let answer = LogAnswer { changes: read(context, asked)?, lang: context.lang };
    let is_empty = answer.changes.is_empty();
    // Where there is nothing to read, people need no titles.
    if !(is_empty && matches!(format, Format::Table | Format::Md)) {
        answer::print(&answer, format, out);
    }
    if is_empty {
        let asks_for_all = asked.address.is_none() && asked.since.is_none() && asked.limit != Some(0);
        context.say(match asks_for_all {
            true => texts::safekeeping::no_changes(context.lang),
            false => texts::safekeeping::nothing_noted(context.lang),
        });
        return Ok(ExitStatus::Negative);
    }
    Ok(ExitStatus::Done)
}

/// Returns the requested changes, newest first.
fn read(context: &CliContext, asked: &Log) -> Result<Vec<PastChange>, CliError> {
    let lang = context.lang;
    let (mut prefix, mut record) = (String::new(), None);
    if let Some(typed) = &asked.address {
        let mut address = resolve::address(lang, typed)?;
        // A list is recorded as a whole.
        let items = address.path.iter().position(|step| matches!(step, AddressStep::Item(_)));
        address.path.truncate(items.unwrap_or(address.path.len()));
        prefix = resolve::shown(&address);
        record = Some(address).filter(|address| !address.id.is_empty());
    }
    let since = asked.since.as_deref().map(|typed| moment(context, typed)).transpose()?;
    let Some(dataset) = context.place()?.path else { return Ok(Vec::new()) };
    let sources = PastSources::of(context, &dataset);
    let mut past = sources.joined(context, &prefix, record.as_ref(), since)?;
    let changes: Result<Vec<PastChange>, PastError> = past.by_ref().take(asked.limit.unwrap_or(usize::MAX)).collect();
    if past.damaged() > 0 {
        context.say(&texts::safekeeping::damaged_lines(lang, past.damaged()));
    }
    if past.unreadable() > 0 {
        context.say(&texts::safekeeping::unreadable_versions(lang, past.unreadable()));
    }
    changes.map_err(|error| untold(lang, &error))
}

impl Tabular for LogAnswer {
    fn sheet(&self, audience: Audience) -> Sheet {
        match audience {
            Audience::People => worded(&self.changes, self.lang),
            Audience::Programs => exact(&self.changes),
        }
    }
}

/// Returns the changes in words, each item of a list by itself; without reasons where there are
/// none.
fn worded(facts: &[PastChange], lang: Lang) -> Sheet {
    let columns = [
        texts::safekeeping::when(lang),
        texts::safekeeping::who(lang),
        texts::cli::address(lang),
        texts::safekeeping::change(lang),
        texts::safekeeping::reason(lang),
    ];
    let columns = &columns[..if facts.iter().any(|fact| fact.entry.reason.is_some()) { 5 } else { 4 }];
    let rows = |PastChange { entry: fact, .. }: &PastChange| {
        let row = |(address, change): (String, String)| {
            let reason = fact.reason.clone().unwrap_or_default();
            let mut cells = vec![local(&fact.when), fact.saved_by(lang), address, change, reason];
            cells.truncate(columns.len());
            cells
        };
        changes(lang, fact).into_iter().map(row).collect::<Vec<Vec<String>>>()
    };
    Sheet::new(columns.iter().copied(), facts.iter().flat_map(rows).collect()).with_whole([0, 2])
}

/// Returns the changes of an entry, list items one by one: the place, and what happened there.
fn changes(lang: Lang, fact: &HistoryEntry) -> Vec<(String, String)> {
    let (before, after) = (fact.before.as_deref(), fact.after.as_deref());
    if fact.step == PURGE_STEP && fact.address.is_empty() {
        return vec![(String::new(), texts::safekeeping::purge_step(lang).to_owned())];
    }
    if let Some(step) = FILE_STEPS.iter().position(|step| fact.address.is_empty() && *step == fact.step) {
        let said = [texts::safekeeping::file_added, texts::safekeeping::file_removed][step];
        return vec![(texts::document::the_file(lang).to_owned(), said(lang).to_owned())];
    }
    let Ok(address) = Address::parse(&SCHEMA, &fact.address) else {
        // A table that this version does not know.
        let [was, is] = [before, after].map(|ron| ron.unwrap_or(unknown(lang)));
        return vec![(fact.address.clone(), texts::document::turned(lang, was, is))];
    };
    let found = value(&SCHEMA, &address, before, after);
    found
        .iter()
        .map(|difference| (difference.place.say(&SCHEMA, lang), difference_in_words(lang, difference)))
        .collect()
}

/// Returns the raw entries.
fn exact(facts: &[PastChange]) -> Sheet {
    let columns = ["when", "who", "address", "before", "after", "step", "reason", "commit"];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = |PastChange { entry: f, commit, .. }: &PastChange| {
        let cells = [f.when.clone(), f.who.clone(), f.address.clone(), text(&f.before), text(&f.after)];
        cells.into_iter().chain([f.step.clone(), text(&f.reason), text(commit)]).collect()
    };
    Sheet::new(columns, facts.iter().map(row).collect())
}
