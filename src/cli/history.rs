//! `history purge`: removes lines from the history, for data protection: by date, person, address
//! or value.
//!
//! It says what will go and asks; what it did is noted in the history itself, without what was
//! removed. Entry point: [`purge`].

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use jiff::tz::TimeZone;

use super::ExitStatus;
use super::args::Purge;
use super::context::CliContext;
use super::error::CliError;
use super::resolve;
use super::write::order;
use crate::model::date::Date;
use crate::session::clock::local;
use crate::storage::history::{HistoryEntry, Moment};
use crate::storage::{LockHolder, RealDisk, backup, history, person};
use crate::syntax::{SyntaxValue, Tree};
use crate::texts;

/// The name of the step that a purge is in the history.
pub const PURGE_STEP: &str = "purge";

/// Which entries go: those for which all of these hold.
struct PurgeFilter {
    before: Option<Moment>,
    person: Option<String>,
    address: Option<String>,
    value: Option<String>,
}

/// What is known of the entries that would go.
#[derive(Default)]
struct PurgePreview {
    count: usize,
    newest: Option<String>,
    oldest: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// Why nothing was removed.
pub fn purge(context: &CliContext, asked: &Purge) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    // The history tells apart those who share an access; none of them may thin it out.
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_purge(lang)));
    }
    if [&asked.before, &asked.person, &asked.address, &asked.value].iter().all(|given| given.is_none()) {
        return Err(CliError::usage(texts::safekeeping::purge_what(lang)));
    }
    let filter = PurgeFilter::new(context, asked)?;
    let loaded = context.load()?;
    let holder = LockHolder::this(&context.person(), context.now());
    context.require_writable(&loaded)?;
    let order = order(context, &loaded, &holder)?;
    let preview = PurgePreview::of(context, &filter)?;
    if preview.count > 0 {
        preview.tell(context);
        if !asked.yes && !is_confirmed(context)? {
            context.say(texts::safekeeping::purge_kept(lang));
            return Ok(ExitStatus::Negative);
        }
    }
    let note = |removed: usize| filter.note(context, removed);
    let purged = history::purge(order, &|entry| filter.fits(entry), &note);
    let purged = purged.map_err(|error| CliError::store(lang, &error))?;
    let [removed, kept] = [purged.removed, purged.kept].map(|count| texts::number(lang, count));
    context.say(&texts::safekeeping::purged(lang, &removed, &kept));
    let copies = backup::list(context.disk(), order.path, context.state()).unwrap_or_default();
    if purged.removed > 0 && !copies.is_empty() {
        context.say(&texts::safekeeping::purge_backups(lang, copies.len()));
    }
    Ok(ExitStatus::Done)
}

/// Asks on the terminal.
///
/// # Errors
/// When there is nobody to ask.
fn is_confirmed(context: &CliContext) -> Result<bool, CliError> {
    let lang = context.lang;
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(CliError::usage(texts::safekeeping::purge_needs_yes(lang)));
    }
    let _ = write!(io::stderr(), "{} ", texts::safekeeping::purge_question(lang));
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| CliError::usage(texts::cli::input_failed(lang, &error.to_string())))?;
    Ok(["j", "ja", "y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

impl PurgeFilter {
    fn new(context: &CliContext, asked: &Purge) -> Result<PurgeFilter, CliError> {
        let address = asked.address.as_deref().map(|typed| resolve::address(context.lang, typed)).transpose()?;
        Ok(PurgeFilter {
            before: asked.before.as_deref().map(|typed| moment(context, typed)).transpose()?,
            person: asked.person.clone(),
            address: address.as_ref().map(resolve::shown),
            value: asked.value.clone(),
        })
    }

    fn fits(&self, entry: &HistoryEntry) -> bool {
        let before = |moment: Moment| entry.instant().is_some_and(|when| when < moment);
        let texts = [&entry.before, &entry.after].into_iter().flatten();
        let has_value = |typed: &String| {
            entry.reason.as_ref().is_some_and(|reason| reason.contains(typed.as_str()))
                || texts.clone().any(|ron| contains(ron, typed))
        };
        self.before.is_none_or(before)
            && self.person.as_ref().is_none_or(|typed| person::is_called(&entry.who, typed))
            && self.address.as_ref().is_none_or(|prefix| entry.concerns(prefix))
            && self.value.as_ref().is_none_or(has_value)
    }

    /// Returns the entry that tells of the purge: how many went and by what they were chosen, but
    /// no name, place or value that was to go.
    fn note(&self, context: &CliContext, removed: usize) -> HistoryEntry {
        let chosen = [
            ("--before", self.before.is_some()),
            ("--person", self.person.is_some()),
            ("--address", self.address.is_some()),
            ("--value", self.value.is_some()),
        ];
        let by: Vec<&str> = chosen.iter().filter(|(_, is_given)| *is_given).map(|(option, _)| *option).collect();
        HistoryEntry {
            when: context.moment(),
            who: context.person().to_string(),
            step: PURGE_STEP.to_owned(),
            reason: Some(format!("{removed} ({})", by.join(", "))),
            ..HistoryEntry::default()
        }
    }
}

/// Returns true when RON text contains a text, as written or in one of its strings.
fn contains(ron: &str, typed: &str) -> bool {
    fn within(value: SyntaxValue<'_>, typed: &str) -> bool {
        value.as_str().is_some_and(|text| text.contains(typed))
            || value.items().any(|item| within(item, typed))
            || value.fields().any(|(_, field)| within(field, typed))
    }
    ron.contains(typed) || Tree::parse(ron).is_ok_and(|tree| within(tree.root(ron), typed))
}

impl PurgePreview {
    /// Reads which entries would go.
    fn of(context: &CliContext, filter: &PurgeFilter) -> Result<PurgePreview, CliError> {
        let unread = |error| CliError::unread(context.lang, &error);
        let mut preview = PurgePreview::default();
        let Some(dataset) = context.place()?.path else { return Ok(preview) };
        let Some(past) = history::read(&RealDisk, &dataset).map_err(unread)? else { return Ok(preview) };
        for entry in past {
            let entry = entry.map_err(unread)?;
            if filter.fits(&entry) {
                preview.count += 1;
                preview.newest.get_or_insert_with(|| entry.when.clone());
                preview.oldest = Some(entry.when);
            }
        }
        Ok(preview)
    }

    fn tell(&self, context: &CliContext) {
        let day = |when: &Option<String>| local(when.as_deref().unwrap_or_default());
        let (oldest, newest) = (day(&self.oldest), day(&self.newest));
        context.say(&texts::safekeeping::purge_preview(context.lang, self.count, &oldest, &newest));
    }
}

/// Returns the moment at which a day begins here, given as people write dates.
///
/// # Errors
/// When it is not a date.
pub fn moment(context: &CliContext, typed: &str) -> Result<Moment, CliError> {
    let lang = context.lang;
    if let Some(moment) = Moment::parse(typed) {
        return Ok(moment);
    }
    let wrong = || CliError::usage(texts::safekeeping::no_date(lang, typed)).with(texts::safekeeping::date_form(lang));
    let date = Date::read(typed, context.today()?).map_err(|_| wrong())?;
    let part = |part: Option<u32>| part.and_then(|n| i8::try_from(n).ok()).unwrap_or(1);
    let year = i16::try_from(date.year()).map_err(|_| wrong())?;
    let day = jiff::civil::Date::new(year, part(date.month()), part(date.day())).map_err(|_| wrong())?;
    let start = day.to_zoned(TimeZone::system()).map_err(|_| wrong())?;
    Moment::parse(&start.timestamp().to_string()).ok_or_else(wrong)
}
