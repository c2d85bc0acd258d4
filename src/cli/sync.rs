//! `sync`: commits what is saved, and brings it together with other machines by git.
//!
//! Entry point: [`run`].

use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::args::{SyncArguments, TakenSide};
use super::context::CliContext;
use super::error::CliError;
use super::git::{loaded, refused};
use super::merge::told;
use super::output::CommandOutput;
use super::resolve;
use super::write::order;
use crate::document::FieldChange;
use crate::document::merge::{Conflict, ConflictSide};
use crate::export::Format;
use crate::session::clock::{Clock as _, SystemClock};
use crate::session::sync_words;
use crate::storage::sync::{Received, SyncError, SyncRefusal, SyncReport, SyncRequest, sync};
use crate::storage::{LockHolder, ReadOnlyReason, RepositoryError};
use crate::texts::{self, Lang};

/// What a sync did, for programs.
#[derive(Serialize)]
struct SyncAnswer {
    dry_run: bool,
    /// `None` when everything was committed already.
    committed: Option<Vec<CommittedChange>>,
    /// The number of proposals and answers to them that were committed.
    proposals: usize,
    received: Received,
    received_proposals: usize,
    received_answers: usize,
    other_files: usize,
    pushed: bool,
    conflicts: Vec<ConflictRecord>,
}

/// A committed change.
#[derive(Serialize)]
struct CommittedChange {
    address: String,
    before: Option<String>,
    after: Option<String>,
}

/// A conflict for programs.
#[derive(Serialize)]
struct ConflictRecord {
    /// `None` for what is outside the tables.
    address: Option<String>,
    base: Option<String>,
    ours: Option<String>,
    theirs: Option<String>,
}

/// Runs the command, once or again and again; a negative answer when there are conflicts.
///
/// # Errors
/// Why it ended early.
pub fn run(context: &CliContext, asked: &SyncArguments, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let format = context.format(&[Format::Table, Format::Json])?;
    if !context.may_sync() {
        return Err(CliError::usage(texts::cli::restricted_command(lang, "sync")));
    }
    if context.global.propose {
        return Err(CliError::usage(texts::sync::not_with_propose(lang)));
    }
    if context.global.restricted && asked.watch.is_some() {
        // A client could leave any number of them running.
        return Err(CliError::usage(texts::sync::restricted_watch(lang)));
    }
    let Some(minutes) = asked.watch else { return once(context, asked, format, out) };
    if minutes == 0 {
        return Err(CliError::usage(texts::sync::watch_minutes(lang)));
    }
    loop {
        let mut out = CommandOutput::stdout(context);
        let ended = once(context, asked, format, &mut out);
        out.finish().map_err(|error| CliError::output(lang, &error))?;
        if let Err(failure) = ended {
            // What the next round cannot change either is for a person now.
            if failure.code == ExitStatus::Usage {
                return Err(failure);
            }
            context.say(&texts::sync::not_ended(lang, &context.now()));
            failure.report(context.settings.ascii);
        }
        std::thread::sleep(Duration::from_secs(u64::from(minutes) * 60));
    }
}

fn once(
    context: &CliContext,
    asked: &SyncArguments,
    format: Format,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let loaded = loaded(context)?;
    // Also a rehearsal asks the other machine, which is not for an access that only reads.
    if !asked.dry_run || context.global.restricted || loaded.read_only == Some(ReadOnlyReason::Stream) {
        context.require_saves(&loaded)?;
    }
    if loaded.fingerprint.is_none() {
        let path = loaded.path.as_deref().unwrap_or(Path::new(""));
        return Err(refused(lang, &RepositoryError::Missing(path.to_owned())));
    }
    let holder = LockHolder::this(&context.person(), context.now());
    let (day, identity) = (context.day(), context.git_identity());
    let request = SyncRequest {
        order: order(context, &loaded, &holder)?,
        day: &day,
        backups: context.settings.backups,
        identity: &identity,
        lang,
        preferred: asked.take.map(|side| match side {
            TakenSide::Ours => ConflictSide::Ours,
            TakenSide::Theirs => ConflictSide::Theirs,
        }),
        decided: None,
        is_rehearsal: asked.dry_run,
        on_step: &|_| {},
        is_cancelled: &|| false,
    };
    let report = sync(&request).map_err(|error| failed(lang, &error, asked.dry_run))?;
    tell(context, asked.dry_run, &report, format, out);
    if let Some(receipt) = report.receipt.filter(|_| out.pass_on()) {
        // Where this fails, the next sync says it again.
        let _ = receipt.acknowledge();
    }
    Ok(if report.conflicts.is_some() { ExitStatus::Negative } else { ExitStatus::Done })
}

/// Says what was done. Conflicts are said to people also where programs read the answer.
fn tell(context: &CliContext, is_rehearsal: bool, report: &SyncReport, format: Format, out: &mut CommandOutput) {
    let lang = context.lang;
    if format == Format::Json {
        answer::print_json(&SyncAnswer::of(report, is_rehearsal), out);
    } else {
        sync_words::done(lang, report, is_rehearsal, &SystemClock.now()).iter().for_each(|line| out.line(line));
    }
    let Some(asked) = &report.conflicts else { return };
    asked.merged.conflicts.iter().for_each(|conflict| context.say(&told(lang, conflict)));
    context.say(texts::sync::hint_conflict(lang));
}

/// Returns the failure of the command.
fn failed(lang: Lang, error: &SyncError, is_rehearsal: bool) -> CliError {
    let code = match error {
        SyncError::Store(error) => return CliError::store(lang, error),
        SyncError::Repository(RepositoryError::Missing(_) | RepositoryError::NotStarted(_)) => ExitStatus::Usage,
        SyncError::Repository(_) => ExitStatus::NotWritten,
        SyncError::Refused(refusal) if refusal.is_locked() => ExitStatus::Locked,
        SyncError::Refused(SyncRefusal::Unreadable(_) | SyncRefusal::TheirsUnreadable(_)) => ExitStatus::Unreadable,
        SyncError::Refused(_) => ExitStatus::Usage,
    };
    let (said, lines) = sync_words::failure(lang, error, is_rehearsal);
    lines.into_iter().fold(CliError::new(code, said), CliError::with)
}

impl SyncAnswer {
    fn of(report: &SyncReport, dry_run: bool) -> SyncAnswer {
        let change = |change: &FieldChange| CommittedChange {
            address: resolve::shown(&change.address),
            before: change.before.clone(),
            after: change.after.clone(),
        };
        let conflict = |conflict: &Conflict| ConflictRecord {
            address: conflict.place.address().map(resolve::shown),
            base: conflict.base.clone(),
            ours: conflict.ours.clone(),
            theirs: conflict.theirs.clone(),
        };
        let conflicts = report.conflicts.iter().flat_map(|asked| &asked.merged.conflicts);
        SyncAnswer {
            dry_run,
            committed: report.committed.as_ref().map(|changes| changes.iter().map(change).collect()),
            proposals: report.proposals,
            received: report.received.clone(),
            received_proposals: report.received_files.proposals,
            received_answers: report.received_files.answers,
            other_files: report.received_files.others,
            pushed: report.pushed,
            conflicts: conflicts.map(conflict).collect(),
        }
    }
}
