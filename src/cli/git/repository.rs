//! The git repository in which a dataset lies, as git itself tells.
//!
//! What git refuses is passed on in its own words, because it knows what to do about it. Entry
//! point: [`Repository::of`].

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::DRIVER;
use crate::cli::ExitStatus;
use crate::cli::error::{CliError, shown};
use crate::texts::{self, Lang};

/// A dataset's repository.
#[derive(Debug)]
pub(in crate::cli) struct Repository {
    /// The folder of the dataset.
    folder: PathBuf,
    /// The name of the dataset in it.
    name: OsString,
    /// The top folder of the repository.
    pub(in crate::cli) top: PathBuf,
    /// The dataset, from there.
    pub(super) within: PathBuf,
    /// The repository's own list of ignored files.
    pub(super) exclude: PathBuf,
}

/// Why git did not do something.
#[derive(Debug)]
pub(in crate::cli) enum RepositoryError {
    /// The file lies in no repository.
    Missing(PathBuf),
    /// Git cannot be started.
    NotStarted(io::Error),
    /// Git refused a call, and said why, in English.
    Refused { call: String, said: String },
}

impl RepositoryError {
    /// Returns the failure of the command.
    pub(super) fn report(&self, lang: Lang) -> CliError {
        match self {
            RepositoryError::Missing(file) => CliError::usage(texts::safekeeping::no_repository(lang, &shown(file))),
            RepositoryError::NotStarted(error) => CliError::usage(texts::safekeeping::no_git(lang, &error.to_string())),
            RepositoryError::Refused { call, said } => {
                let code = if call.starts_with("git config") { ExitStatus::NotWritten } else { ExitStatus::Usage };
                let failure = CliError::new(code, texts::safekeeping::git_refused(lang, call));
                let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.fold(failure, |failure, line| failure.with(line))
            }
        }
    }
}

impl Repository {
    /// Finds the repository of a file.
    pub(in crate::cli) fn of(file: &Path) -> Result<Repository, RepositoryError> {
        let missing = || RepositoryError::Missing(file.to_owned());
        let path = fs::canonicalize(file).map_err(|_| missing())?;
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err(missing()) };
        let ask = |what: &[&str]| ask(folder, ["rev-parse"].iter().chain(what).map(OsStr::new));
        let top = match ask(&["--show-toplevel"]) {
            // `LC_ALL=C` makes these words certain.
            Err(RepositoryError::Refused { said, .. }) if said.contains("not a git repository") => {
                return Err(missing());
            }
            answer => printed_path(answer?),
        };
        let within = path.strip_prefix(&top).map_err(|_| missing())?.to_owned();
        let exclude = folder.join(printed_path(ask(&["--git-path", "info/exclude"])?));
        Ok(Repository { folder: folder.to_owned(), name: name.to_owned(), top, within, exclude })
    }

    /// Runs git in the dataset's folder, and returns what it prints.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, RepositoryError> {
        ask(&self.folder, arguments.iter().map(OsStr::new))
    }

    /// Returns an entry of git's configuration.
    pub(in crate::cli) fn entry(&self, name: &str) -> Option<String> {
        let value = self.ask(&["config", "--get", name]).ok()?;
        Some(String::from_utf8_lossy(&value).trim_end_matches('\n').to_owned())
    }

    /// Returns whether the attributes of the dataset name this program, for merging and for
    /// showing.
    pub(in crate::cli) fn is_driven(&self) -> Result<bool, RepositoryError> {
        let asked = ["check-attr", "-z", "merge", "diff", "--"].map(OsStr::new);
        let said = ask(&self.folder, asked.into_iter().chain([self.name.as_os_str()]))?;
        // Name, attribute and value, each with a zero behind it.
        let values: Vec<&[u8]> = said.split(|byte| *byte == 0).skip(2).step_by(3).collect();
        Ok(values.len() == 2 && values.iter().all(|value| *value == DRIVER.as_bytes()))
    }
}

fn printed_path(mut text: Vec<u8>) -> PathBuf {
    text.pop_if(|last| *last == b'\n');
    PathBuf::from(OsString::from_vec(text))
}

/// Runs git in a folder, and returns what it prints.
fn ask<'a>(folder: &Path, arguments: impl Iterator<Item = &'a OsStr>) -> Result<Vec<u8>, RepositoryError> {
    let mut command = Command::new("git");
    // Its output is parsed here, so its language must be known.
    command.env("LC_ALL", "C").arg("-C").arg(folder).args(arguments);
    let output = command.output().map_err(RepositoryError::NotStarted)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    // After `-C` and the folder.
    let call: Vec<_> = command.get_args().skip(2).map(|argument| argument.to_string_lossy()).collect();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(RepositoryError::Refused { call: format!("git {}", call.join(" ")), said })
}
