//! `git setup`: lets git merge and show the dataset by records, in the dataset's repository.
//!
//! Asks `git` itself for everything; writes `.gitattributes`, the repository's own configuration
//! and its list of ignored files, nothing else. Entry point: [`setup`].

use std::ffi::OsStr;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ExitStatus;
use super::context::CliContext;
use super::error::{CliError, shown};
use crate::storage::companion_name::stem;
use crate::storage::{Distrust, ReadOnlyReason, StoreError};
use crate::texts::{self, Lang};

/// The name of this program's drivers in git's configuration.
pub(super) const DRIVER: &str = "bildungsnetz";

/// Runs the command.
///
/// # Errors
/// When there is no repository, or git refuses something.
pub fn setup(context: &CliContext) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::not_allowed(lang)));
    }
    let file = context.load()?;
    if context.global.read_only || file.read_only == Some(ReadOnlyReason::Stream) {
        context.require_writable(&file)?;
    }
    let none = || {
        CliError::usage(texts::safekeeping::no_repository(lang, &file.path.as_deref().map(shown).unwrap_or_default()))
    };
    let path = file.path.as_deref().filter(|_| file.fingerprint.is_some()).ok_or_else(none)?;
    let path = fs::canonicalize(path).map_err(|_| none())?;
    let folder = path.parent().ok_or_else(none)?;
    let top = match git(lang, folder, &["rev-parse", "--show-toplevel"])? {
        GitAnswer::Done(top) => PathBuf::from(top),
        GitAnswer::Refused(said) if is_distrusted(&said) => {
            let hint = texts::safekeeping::hint_distrusted(lang, &shown(folder));
            return Err(CliError::usage(texts::safekeeping::git_distrusts(lang, &shown(folder))).with(hint));
        }
        GitAnswer::Refused(_) => return Err(none()),
    };
    let within = path.strip_prefix(&top).map_err(|_| none())?;
    let attributes = top.join(".gitattributes");
    note(context, &attributes, &[format!("{} merge={DRIVER} diff={DRIVER}", pattern(within))])?;
    for (name, value) in entries(lang)? {
        if let GitAnswer::Refused(said) = git(lang, folder, &["config", "--local", &name, &value])? {
            let call = ["git", "config", &name].join(" ");
            return Err(CliError::new(ExitStatus::NotWritten, texts::safekeeping::git_refused(lang, &call)).with(said));
        }
        context.say(&texts::safekeeping::git_entry(lang, &name, &value));
    }
    if let GitAnswer::Done(exclude) = git(lang, folder, &["rev-parse", "--git-path", "info/exclude"])? {
        note(context, &folder.join(exclude), &beside(within))?;
    }
    Ok(ExitStatus::Done)
}

/// Returns the entries of the configuration.
fn entries(lang: Lang) -> Result<Vec<(String, String)>, CliError> {
    let program = std::env::current_exe()
        .map_err(|error| CliError::usage(texts::safekeeping::git_refused(lang, &error.to_string())))?;
    let program = shell_words::quote(&program.to_string_lossy()).into_owned();
    let merge = format!("{} merge %O %A %B --output %A --path %P", program.replace('%', "%%"));
    Ok(vec![
        (format!("merge.{DRIVER}.name"), DRIVER.to_owned()),
        (format!("merge.{DRIVER}.driver"), merge),
        (format!("diff.{DRIVER}.textconv"), format!("{program} diff --textconv")),
    ])
}

/// The dataset in `.gitattributes`. A pattern with white space or a quotation mark is quoted as in
/// C (gitattributes(5)).
fn pattern(within: &Path) -> String {
    let pattern = format!("/{}", escaped(within.as_os_str()));
    if pattern.contains(|c: char| c.is_whitespace() || c == '"') {
        format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t"))
    } else {
        pattern
    }
}

/// A name as a pattern that fits it (gitignore(5)). What no line can hold, a line break or a byte
/// that is no text, may be any byte.
fn escaped(name: &OsStr) -> String {
    let mut pattern = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' | '\r' => pattern.push('?'),
                '\\' | '*' | '?' | '[' => pattern.extend(['\\', c]),
                // Only at the beginning these two mean something.
                '#' | '!' if pattern.is_empty() => pattern.extend(['\\', c]),
                c => pattern.push(c),
            }
        }
        pattern.extend(chunk.invalid().iter().map(|_| '?'));
    }
    pattern
}

/// Returns patterns for the files beside the dataset, which do not belong in the repository: it has
/// its own history.
fn beside(within: &Path) -> Vec<String> {
    let name = escaped(&stem(within));
    // The hidden ones are locks, presence, and files that a save is making.
    vec![format!("{name}.history"), format!("{name}.backups/"), format!(".{name}.*")]
}

/// Returns what is wrong with a file that is to be added to, if anything.
fn distrust(found: &Metadata) -> Option<Distrust> {
    match found.nlink() {
        _ if found.is_symlink() => Some(Distrust::Link),
        _ if !found.is_file() => Some(Distrust::NotAFile),
        1 => None,
        names => Some(Distrust::Names(names)),
    }
}

/// Adds lines that a file does not have yet. Anybody with the folder may have put something else
/// under its name, so that is looked at before it is opened.
fn note(context: &CliContext, path: &Path, lines: &[String]) -> Result<(), CliError> {
    let lang = context.lang;
    if let Ok(found) = fs::symlink_metadata(path)
        && let Some(why) = distrust(&found)
    {
        let refused = StoreError::Untrusted { path: path.to_owned(), why };
        return Err(CliError::store(lang, &refused));
    }
    let old = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        old => old,
    };
    let failed = |error: io::Error| {
        CliError::new(ExitStatus::NotWritten, texts::safekeeping::not_written(lang, &shown(path), &error.to_string()))
    };
    let old = old.map_err(failed)?;
    let mut text = String::new();
    for line in lines.iter().filter(|line| !old.lines().any(|known| known == line.as_str())) {
        text.push_str(&format!("{line}\n"));
        context.say(&texts::safekeeping::git_line(lang, &shown(path), line));
    }
    if text.is_empty() {
        return Ok(());
    }
    let gap = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(format!("{gap}{text}").as_bytes())).map_err(failed)
}

/// The result of a git command; texts are without the final line break.
pub(super) enum GitAnswer {
    /// It succeeded and printed this.
    Done(String),
    /// It failed with this message, in English.
    Refused(String),
}

/// Runs git in a folder.
///
/// # Errors
/// When git cannot be started.
pub(super) fn git(lang: Lang, folder: &Path, arguments: &[&str]) -> Result<GitAnswer, CliError> {
    // Its output is parsed here, so its language must be known.
    let output = Command::new("git").env("LC_ALL", "C").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| CliError::usage(texts::safekeeping::no_git(lang, &error.to_string())))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end_matches('\n').to_owned();
    Ok(if output.status.success() {
        GitAnswer::Done(text(&output.stdout))
    } else {
        GitAnswer::Refused(text(&output.stderr))
    })
}

/// Returns true when git refuses a repository because it belongs to another account
/// (`safe.directory`, git-config(1)).
pub(super) fn is_distrusted(said: &str) -> bool {
    said.contains("safe.directory")
}
