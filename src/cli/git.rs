//! `git setup`: lets git merge and show the dataset by records, in the dataset's repository.
//!
//! Asks `git` itself for everything; writes `.gitattributes`, the repository's own configuration
//! and its list of ignored files, nothing else. `--undo` takes out what it wrote and no more.
//! Entry point: [`setup`].

mod attribute_pattern;
mod driver_command;
mod line_file;

use std::path::{Path, PathBuf};

pub(super) use driver_command::{DRIVER, LINE_MERGE, registered_program};

use self::attribute_pattern::{attribute_pattern, ignore_pattern};
use self::driver_command::entries;
use self::line_file::LineFile;
use super::ExitStatus;
use super::context::CliContext;
use super::error::{CliError, shown};
use crate::storage::companion_name::stem;
use crate::storage::{Loaded, ReadOnlyReason, Repository, RepositoryError};
use crate::texts::{self, Lang};

/// The lines that the repository has for the dataset.
struct SetupLines {
    attributes: LineFile,
    /// The lines of `.gitattributes`.
    drivers: Vec<Vec<u8>>,
    exclude: LineFile,
    /// The lines of `.git/info/exclude`.
    ignored: Vec<Vec<u8>>,
}

/// Runs the command, or with `is_undone` takes back what it did before.
///
/// # Errors
/// When there is no repository, or git refuses something.
pub fn setup(context: &CliContext, is_undone: bool) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_command(lang, "git")));
    }
    let file = loaded(context)?;
    if context.global.read_only || file.read_only == Some(ReadOnlyReason::Stream) {
        context.require_writable(&file)?;
    }
    let path = file.path.as_deref().filter(|_| file.fingerprint.is_some());
    let repository = Repository::of(path.unwrap_or(Path::new(""))).map_err(|error| refused(lang, &error))?;
    let lines = SetupLines::of(&repository);
    if is_undone { undo(context, &repository, &lines) } else { set_up(context, &repository, &lines) }
}

fn set_up(context: &CliContext, repository: &Repository, lines: &SetupLines) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let is_driven = || repository.is_driven(DRIVER).map_err(|error| refused(lang, &error));
    // A pattern of the person's own that covers the file is as good.
    let missing = if is_driven()? { &[][..] } else { &lines.drivers };
    lines.attributes.add(context, missing)?;
    for (name, value) in entries(context)? {
        let call = ["config", "--local", "--replace-all", name, &value];
        repository.ask(&call).map_err(|error| refused(lang, &error))?;
        context.say(&texts::safekeeping::git_entry(lang, name, &value));
    }
    lines.exclude.add(context, &lines.ignored)?;
    if is_driven()? {
        return Ok(ExitStatus::Done);
    }
    let attributes = shown(&lines.attributes.path);
    Err(CliError::negative(texts::safekeeping::git_other_attributes(lang, &shown(&repository.within), &attributes)))
}

fn undo(context: &CliContext, repository: &Repository, lines: &SetupLines) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let mut is_changed = lines.attributes.remove(context, &lines.drivers)?;
    is_changed |= lines.exclude.remove(context, &lines.ignored)?;
    // Another dataset of the repository may still need the entries.
    let is_driven = repository.is_driven(DRIVER).map_err(|error| refused(lang, &error))?;
    if !is_driven && !lines.attributes.contains(format!("={DRIVER}").as_bytes()) {
        for (name, _) in entries(context)? {
            if repository.ask(&["config", "--local", "--unset-all", name]).is_ok() {
                context.say(&texts::safekeeping::git_entry_removed(lang, name));
                is_changed = true;
            }
        }
    }
    if !is_changed {
        context.say(texts::safekeeping::git_nothing_set_up(lang));
    }
    Ok(ExitStatus::Done)
}

/// Reads the dataset for a command about its repository. A clone that was made before the dataset
/// came into the repository does not have it yet.
///
/// # Errors
/// When it cannot be read.
pub(super) fn loaded(context: &CliContext) -> Result<Loaded, CliError> {
    let path = context.place()?.path;
    let is_missing = |path: &PathBuf| !path.exists() && path.parent().is_some_and(Repository::seems_to_hold_files_of);
    match context.load() {
        Err(failure) if path.as_ref().is_some_and(is_missing) => {
            Err(failure.with(texts::safekeeping::hint_git_pull(context.lang)))
        }
        loaded => loaded,
    }
}

/// Returns the failure of a call of git.
pub(super) fn refused(lang: Lang, error: &RepositoryError) -> CliError {
    let code = match error {
        RepositoryError::Refused { call, .. } if call.starts_with("git config") => ExitStatus::NotWritten,
        _ => ExitStatus::Usage,
    };
    let (said, lines) = error.message(lang);
    lines.into_iter().fold(CliError::new(code, said), CliError::with)
}

impl SetupLines {
    fn of(repository: &Repository) -> SetupLines {
        let within = &repository.within;
        let mut driver = attribute_pattern(within);
        driver.extend_from_slice(format!(" merge={DRIVER} diff={DRIVER}").as_bytes());
        SetupLines {
            attributes: LineFile { path: repository.top.join(".gitattributes"), is_ours: true },
            drivers: vec![driver],
            exclude: LineFile { path: repository.exclude.clone(), is_ours: false },
            ignored: companions(within),
        }
    }
}

/// Returns patterns for the files beside the dataset that do not belong in the repository: it has
/// its own history, and reminders are noted where they are sent.
fn companions(within: &Path) -> Vec<Vec<u8>> {
    let stem = stem(within);
    let beside = |before: &str, behind: &str| {
        let mut name = PathBuf::from(before).into_os_string();
        name.push(&stem);
        let mut pattern = ignore_pattern(&within.with_file_name(name));
        pattern.extend_from_slice(behind.as_bytes());
        pattern
    };
    // The hidden ones are locks, presence, and files that a save is making.
    vec![beside("", ".history"), beside("", ".backups/"), beside("", ".reminders"), beside(".", ".*")]
}
