//! `history purge --before DATE`: removes old lines from the history, for data protection.

use jiff::tz::TimeZone;

use super::ExitStatus;
use super::context::CliContext;
use super::error::CliError;
use super::write::order;
use crate::model::date::Date;
use crate::storage::history::Moment;
use crate::storage::{LockHolder, history};
use crate::texts;

/// Runs the command.
///
/// # Errors
/// Why nothing was removed.
pub fn purge(context: &CliContext, before: &str) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let before = moment(context, before)?;
    let loaded = context.load()?;
    let holder = LockHolder::this(&context.person(), context.now());
    context.require_writable(&loaded)?;
    let order = order(context, &loaded, &holder)?;
    let purged = history::purge(order, before).map_err(|error| CliError::store(lang, &error))?;
    let [removed, kept] = [purged.removed, purged.kept].map(|count| texts::number(lang, count));
    context.say(&texts::safekeeping::purged(lang, &removed, &kept));
    Ok(ExitStatus::Done)
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
