//! The git repository in which a dataset lies, as git itself tells.
//!
//! Everything is asked of `git`: nothing here reads or writes below `.git`. What git refuses is
//! passed on in its own words, because it knows what to do about it. Entry points:
//! [`Repository::of`]; [`Repository::commits`] for what was recorded.

mod blob_reader;
mod change_notes;
mod commits;
mod git_call;
mod git_environment;
mod recorded_changes;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use blob_reader::BlobReader;
pub use change_notes::{ChangeNote, ChangeNotes};
pub use commits::{CommitRange, DatasetCommit};
pub use git_call::GitCall;
pub use git_environment::GitEnvironment;
pub use recorded_changes::{FILE_STEPS, RecordedChange, RecordedChanges};

use crate::texts::{self, Lang};

/// A dataset's repository.
#[derive(Debug, Clone)]
pub struct Repository {
    /// The folder of the dataset.
    folder: PathBuf,
    /// The name of the dataset in it.
    name: OsString,
    /// The top folder of the repository.
    pub top: PathBuf,
    /// The dataset, from there.
    pub within: PathBuf,
    /// The repository's own list of ignored files.
    pub exclude: PathBuf,
    environment: GitEnvironment,
}

/// Why git did not do something.
#[derive(Debug)]
pub enum RepositoryError {
    /// The file lies in no repository.
    Missing(PathBuf),
    /// Git cannot be started.
    NotStarted(io::Error),
    /// Git refused a call, and said why, in English.
    Refused {
        /// The call.
        call: String,
        /// What it said.
        said: String,
    },
    /// The repository of the others cannot be reached.
    Unreachable {
        /// Its address, without a name or password in it.
        remote: String,
        /// What git said.
        said: String,
    },
    /// A file below `.git` cannot be written.
    NotWritten {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Git was still at work when the longest time for it was over.
    TooLong {
        /// The call.
        call: String,
        /// The longest time.
        limit: Duration,
    },
    /// A person gave up waiting for it.
    Cancelled,
}

impl RepositoryError {
    /// Returns the failure in one sentence, and below it the lines that git said.
    pub fn message(&self, lang: Lang) -> (String, Vec<String>) {
        match self {
            RepositoryError::Missing(file) => {
                (texts::safekeeping::no_repository(lang, &file.to_string_lossy()), Vec::new())
            }
            RepositoryError::NotStarted(error) => (texts::safekeeping::no_git(lang, &error.to_string()), Vec::new()),
            RepositoryError::Refused { call, said } => {
                let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
                (texts::safekeeping::git_refused(lang, call), lines.map(str::to_owned).collect())
            }
            RepositoryError::Unreachable { remote, said } => {
                let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
                let lines = lines.map(|line| texts::sync::said_by_git(lang, line));
                (texts::sync::unreachable(lang, remote), lines.collect())
            }
            RepositoryError::NotWritten { path, error } => {
                let path = path.to_string_lossy();
                (texts::safekeeping::not_written(lang, &path, &error.to_string()), Vec::new())
            }
            RepositoryError::TooLong { call, limit } => {
                (texts::safekeeping::git_too_long(lang, call, limit.as_secs() / 60), Vec::new())
            }
            RepositoryError::Cancelled => (texts::safekeeping::git_cancelled(lang).to_owned(), Vec::new()),
        }
    }
}

impl Repository {
    /// Finds the repository of a file.
    ///
    /// # Errors
    /// When there is none, or git does not tell.
    pub fn of(file: &Path) -> Result<Repository, RepositoryError> {
        Repository::with_environment(file, GitEnvironment::default())
    }

    /// Finds the repository of a file; git runs in this environment from now on.
    ///
    /// # Errors
    /// When there is none, or git does not tell.
    pub fn with_environment(file: &Path, environment: GitEnvironment) -> Result<Repository, RepositoryError> {
        let missing = || RepositoryError::Missing(file.to_owned());
        let path = fs::canonicalize(file).map_err(|_| missing())?;
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err(missing()) };
        let ask = |what: &[&str]| GitCall::reading(folder, &environment).arg("rev-parse").args(what).output();
        let top = match ask(&["--show-toplevel"]) {
            // `LC_ALL=C` makes these words certain.
            Err(RepositoryError::Refused { said, .. }) if said.contains("not a git repository") => {
                return Err(missing());
            }
            answer => printed_path(answer?),
        };
        let within = path.strip_prefix(&top).map_err(|_| missing())?.to_owned();
        let exclude = folder.join(printed_path(ask(&["--git-path", "info/exclude"])?));
        Ok(Repository { folder: folder.to_owned(), name: name.to_owned(), top, within, exclude, environment })
    }

    /// Returns true when some folder above a file looks like a repository. Asks no git, so that it
    /// can be told where git must not be run.
    pub fn seems_to_hold(file: &Path) -> bool {
        fs::canonicalize(file).is_ok_and(|path| path.parent().is_some_and(Repository::seems_to_hold_files_of))
    }

    /// Returns true when a file in this folder would lie in what looks like a repository.
    pub fn seems_to_hold_files_of(folder: &Path) -> bool {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let is_top = |folder: &Path| fs::symlink_metadata(folder.join(".git")).is_ok();
        fs::canonicalize(folder).is_ok_and(|folder| folder.ancestors().any(is_top))
    }

    /// Returns a call of git that reads, in the dataset's folder.
    pub fn reading(&self) -> GitCall {
        GitCall::reading(&self.folder, &self.environment)
    }

    /// Returns a call of git that works on the repository, in the dataset's folder. No hook takes
    /// part.
    pub(in crate::storage) fn working(&self) -> GitCall {
        GitCall::working(&self.folder, &self.environment)
    }

    /// Returns a call of git that talks to another machine, in the dataset's folder.
    pub(in crate::storage) fn reaching(&self) -> GitCall {
        GitCall::reaching(&self.folder, &self.environment)
    }

    /// Returns the paths of files below `.git`.
    pub(in crate::storage) fn git_paths<const N: usize>(
        &self,
        names: [&str; N],
    ) -> Result<[PathBuf; N], RepositoryError> {
        let asked = names.iter().flat_map(|name| ["--git-path", name]);
        let said = self.reading().arg("rev-parse").args(asked).output()?;
        let mut lines = said.split(|byte| *byte == b'\n');
        Ok(names.map(|_| self.folder.join(printed_path(lines.next().unwrap_or_default().to_vec()))))
    }

    /// Makes a folder for files that exist during a call only.
    pub(in crate::storage) fn scratch_folder(&self) -> io::Result<tempfile::TempDir> {
        match self.environment.scratch_folder() {
            Some(folder) => tempfile::tempdir_in(folder),
            None => tempfile::tempdir(),
        }
    }

    /// Returns the name of the dataset in its folder.
    pub(in crate::storage) fn dataset_name(&self) -> &OsStr {
        &self.name
    }

    /// Returns whether git is told to ignore the dataset.
    pub(in crate::storage) fn is_ignored(&self) -> bool {
        // `check-ignore` does not take names literally.
        let call = self.reading().args(["ls-files", "--others", "--ignored", "--exclude-standard", "--"]);
        call.arg(&self.name).output().is_ok_and(|said| !said.is_empty())
    }

    /// Returns whether the clone leaves out old commits.
    pub(in crate::storage) fn is_shallow(&self) -> bool {
        self.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said.starts_with(b"true"))
    }

    /// Runs git in the dataset's folder, and returns what it prints.
    ///
    /// # Errors
    /// When git refuses.
    pub fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, RepositoryError> {
        self.reading().args(arguments).output()
    }

    /// Returns an entry of git's configuration.
    pub fn entry(&self, name: &str) -> Option<String> {
        let value = self.ask(&["config", "--get", name]).ok()?;
        Some(String::from_utf8_lossy(&value).trim_end_matches('\n').to_owned())
    }

    /// Returns whether the attributes of the dataset name a driver, for merging and for showing.
    ///
    /// # Errors
    /// When git refuses.
    pub fn is_driven(&self, driver: &str) -> Result<bool, RepositoryError> {
        let asked = ["check-attr", "-z", "merge", "diff", "--"].map(OsStr::new);
        let said = self.reading().args(asked).arg(&self.name).output()?;
        // Name, attribute and value, each with a zero behind it.
        let values: Vec<&[u8]> = said.split(|byte| *byte == 0).skip(2).step_by(3).collect();
        Ok(values.len() == 2 && values.iter().all(|value| *value == driver.as_bytes()))
    }

    /// Returns the name of the dataset in a version, as git reads it; `None` for a name that its
    /// protocols cannot hold.
    fn object_of(&self, version: &str) -> Option<Vec<u8>> {
        let path = self.within.as_os_str().as_bytes();
        let is_plain = !path.contains(&b'\n');
        is_plain.then(|| [version.as_bytes(), b":", path].concat())
    }
}

fn printed_path(mut text: Vec<u8>) -> PathBuf {
    text.pop_if(|last| *last == b'\n');
    PathBuf::from(OsString::from_vec(text))
}
