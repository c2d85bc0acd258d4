//! `publish DIR`: the dataset as a static web site; writes only what changed.
//!
//! Which files there are and what they say, [`Site`] knows; where they may be written,
//! [`SiteFolder`]. A run that is interrupted is completed by the next one. Entry point: [`run`].

use std::io::{IsTerminal as _, Write as _};
use std::ops::ControlFlow;

use super::ExitStatus;
use super::args::PublishArguments;
use super::context::CliContext;
use super::error::{CliError, shown};
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::source_age::ReviewPeriod;
use crate::session::site_job::{SiteFailure, site_changes, site_period, write_site};
use crate::site::{Site, SiteChange, SiteProgress, SiteRequest};
use crate::storage::RealDisk;
use crate::storage::site_folder::{SiteFolderError, SiteReport};
use crate::texts;

/// With fewer files nobody needs to be told how far it is.
const MANY: usize = 2_000;

/// Runs the command.
///
/// # Errors
/// When the dataset cannot be read, the folder is not ours, or a file cannot be written.
pub fn run(context: &CliContext, asked: &PublishArguments) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_command(lang, "publish")));
    }
    if asked.contact.is_some() && asked.licence.is_none() {
        return Err(CliError::usage(texts::exchange::needs_licence(lang)).with(texts::exchange::hint_licence(lang)));
    }
    let base_url = asked.base_url.as_deref().map(|url| base_url(context, url)).transpose()?;
    let tables: Vec<_> = SCHEMA.all().collect();
    let dataset = context.open_with_relations(&tables)?;
    let period = context.period()?;
    let period = match asked.date.as_deref() {
        Some(typed) => ReviewPeriod { today: day(context, typed, period.today)?, ..period },
        None => site_period(&dataset.document, period),
    };
    let changes = changes(context)?;
    let request = SiteRequest {
        period,
        base_url: base_url.as_deref(),
        with_names: asked.with_names,
        licence: asked.licence.as_deref(),
        contact: asked.contact.as_deref(),
        changes: &changes,
    };
    let report = write(context, asked, &Site::new(&dataset.document, dataset.index(), request))?;
    context.say(&texts::publish::published(lang, report.files, report.written, report.removed, &shown(&asked.folder)));
    context.say(&texts::publish::as_of(lang, &period.today.to_string()));
    for path in &report.kept {
        context.say(&texts::publish::kept(lang, &shown(path)));
    }
    Ok(ExitStatus::Done)
}

fn write(context: &CliContext, asked: &PublishArguments, site: &Site<'_>) -> Result<SiteReport, CliError> {
    let shows_progress = std::io::stderr().is_terminal() && site.paths().len() >= MANY;
    let mut told = |progress| {
        if shows_progress {
            show(progress);
        }
        ControlFlow::Continue(())
    };
    write_site(context.disk(), site, &asked.folder, &mut told).map_err(|error| failure(context, error))
}

/// Shows how far it is, on a line that the next report replaces.
fn show(SiteProgress { done, all }: SiteProgress) {
    let percent = |done: usize| done * 100 / all.max(1);
    if percent(done) != percent(done - 1) {
        let mut to = std::io::stderr();
        // Nobody is to miss a site because of it.
        let _ = write!(to, "\r{} %{}", percent(done), if done == all { "\r\x1b[K" } else { "" });
        let _ = to.flush();
    }
}

/// Returns the address of the site with a slash at its end.
fn base_url(context: &CliContext, url: &str) -> Result<String, CliError> {
    let is_address = (url.starts_with("https://") || url.starts_with("http://"))
        && url.len() > "https://".len()
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>'));
    if !is_address {
        return Err(CliError::usage(texts::publish::no_base_url(context.lang, url)));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// Returns the day to which ages are computed.
fn day(context: &CliContext, typed: &str, today: Date) -> Result<Date, CliError> {
    let day = Date::read(typed, today).ok().filter(|date| date.day().is_some());
    day.ok_or_else(|| CliError::usage(texts::publish::no_day(context.lang, typed)))
}

/// Returns what was changed.
fn changes(context: &CliContext) -> Result<Vec<SiteChange>, CliError> {
    let Some(dataset) = context.place()?.path else { return Ok(Vec::new()) };
    site_changes(&RealDisk, &dataset).map_err(|error| CliError::unread(context.lang, &error))
}

fn failure(context: &CliContext, failure: SiteFailure) -> CliError {
    let lang = context.lang;
    let error = match failure {
        SiteFailure::Folder(error) => error,
        SiteFailure::Cancelled => return CliError::new(ExitStatus::NotWritten, texts::publish::cancelled(lang)),
    };
    let (message, hint) = error.message(lang);
    let told = match error {
        SiteFolderError::Store(error) => CliError::store(lang, &error),
        SiteFolderError::Busy(_) => CliError::new(ExitStatus::Locked, message),
        SiteFolderError::NotOurs(_) | SiteFolderError::Foreign(_) => CliError::new(ExitStatus::NotWritten, message),
    };
    match hint {
        Some(hint) => told.with(hint),
        None => told,
    }
}
