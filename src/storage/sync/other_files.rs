//! The files of a repository other than the dataset: which of them the other side changed, and
//! whether they can be updated without merging.
//!
//! Must not read their content: a file that both sides changed is left to git. Entry point:
//! [`OtherFiles`].

use std::ffi::OsStr;
use std::fs;
use std::ops::AddAssign;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use super::tree::{TreeChange, TreeEntry};
use super::{RepositoryError, SyncError, SyncRefusal};
use crate::storage::proposals;
use crate::storage::repository::Repository;

/// Maximum number of file names in a refusal.
const NAMED: usize = 5;

/// How many files besides the dataset came from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReceivedFiles {
    /// Proposals.
    pub proposals: usize,
    /// Answers to proposals.
    pub answers: usize,
    /// All others.
    pub others: usize,
}

impl AddAssign for ReceivedFiles {
    fn add_assign(&mut self, more: ReceivedFiles) {
        self.proposals += more.proposals;
        self.answers += more.answers;
        self.others += more.others;
    }
}

/// Other files that come from the others.
#[derive(Debug, Default)]
pub(super) struct OtherFiles {
    changes: Vec<OtherFile>,
}

/// A file that the others changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OtherFile {
    path: Vec<u8>,
    /// What was there; `None`: nothing.
    before: Option<TreeEntry>,
    /// What they have there; `None`: nothing.
    after: Option<TreeEntry>,
}

impl OtherFiles {
    /// Returns the files other than the dataset that differ between two versions (`None`: there was
    /// none yet).
    pub(super) fn between(
        repository: &Repository,
        from: Option<&str>,
        to: &str,
    ) -> Result<OtherFiles, RepositoryError> {
        let Some(from) = from else { return OtherFiles::all(repository, to) };
        let call = ["diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", "--raw", "--no-abbrev", from, to];
        let said = repository.working().args(call).output()?;
        let mut parts = said.split(|byte| *byte == 0);
        let mut changes = Vec::new();
        // ":<mode> <mode> <id> <id> <kind>", then the path.
        while let (Some(head), Some(path)) = (parts.next(), parts.next()) {
            let head = String::from_utf8_lossy(head).into_owned();
            let words: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            let [old_mode, new_mode, old_id, new_id, _] = words[..] else { continue };
            changes.push(OtherFile {
                path: path.to_owned(),
                before: entry(old_mode, old_id),
                after: entry(new_mode, new_id),
            });
        }
        changes.retain(|file| file.path != repository.dataset_path());
        Ok(OtherFiles { changes })
    }

    /// Returns all files of a version other than the dataset.
    fn all(repository: &Repository, version: &str) -> Result<OtherFiles, RepositoryError> {
        let said = repository.working().args(["ls-tree", "-r", "-z", "--full-tree", version]).output()?;
        let file = |line: &[u8]| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            let head = String::from_utf8_lossy(&line[..tab]).into_owned();
            let words: Vec<&str> = head.split(' ').collect();
            let [mode, _, id] = words[..] else { return None };
            Some(OtherFile { path: line[tab + 1..].to_owned(), before: None, after: entry(mode, id) })
        };
        let mut changes: Vec<OtherFile> = said.split(|byte| *byte == 0).filter_map(file).collect();
        changes.retain(|file| file.path != repository.dataset_path());
        Ok(OtherFiles { changes })
    }

    /// Returns those of `theirs` that `ours` does not have already.
    pub(super) fn merged(ours: &OtherFiles, theirs: OtherFiles) -> Result<OtherFiles, SyncRefusal> {
        let own = |file: &OtherFile| ours.changes.iter().find(|own| own.path == file.path);
        let (both, changes): (Vec<OtherFile>, Vec<OtherFile>) =
            theirs.changes.into_iter().partition(|file| own(file).is_some());
        let apart = both.iter().filter(|file| own(file).is_some_and(|own| own.after != file.after));
        let names: Vec<String> = apart.map(OtherFile::name).take(NAMED).collect();
        if names.is_empty() { Ok(OtherFiles { changes }) } else { Err(SyncRefusal::OtherFiles(names)) }
    }

    /// Counts the files by what they are.
    pub(super) fn counted(&self, repository: &Repository) -> ReceivedFiles {
        let folder = proposals::folder(&repository.within);
        let mut counted = ReceivedFiles::default();
        for file in &self.changes {
            let path = Path::new(OsStr::from_bytes(&file.path));
            let is_beside = path.parent() == Some(&folder) && file.after.is_some();
            let ends = |ending: &str| is_beside && file.path.ends_with(ending.as_bytes());
            match () {
                () if ends(proposals::ENDING) => counted.proposals += 1,
                () if ends(proposals::ANSWER) => counted.answers += 1,
                () => counted.others += 1,
            }
        }
        counted
    }

    /// Returns the changes of a tree.
    pub(super) fn tree_changes(&self) -> Vec<TreeChange> {
        let gone = |file: &OtherFile| TreeEntry {
            mode: "0".to_owned(),
            id: file.before.as_ref().map_or_else(String::new, |entry| entry.id.clone()),
        };
        self.changes.iter().map(|file| (file.path.clone(), file.after.clone().unwrap_or_else(|| gone(file)))).collect()
    }

    /// Writes the files below the repository, all or none; what was written by a run before stays.
    /// `version` is what is checked out.
    pub(super) fn bring(&self, repository: &Repository, version: Option<&str>) -> Result<(), SyncError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let mut there = Vec::new();
        let mut dirty = Vec::new();
        for (file, change) in self.changes.iter().zip(self.tree_changes()) {
            let found = file.found(repository)?;
            let has = |entry: &Option<TreeEntry>| found == entry.as_ref().map(|entry| entry.id.clone());
            match (has(&file.after), has(&file.before)) {
                (true, _) => there.push(change),
                (false, true) => {}
                (false, false) => dirty.push(file.name()),
            }
        }
        if !dirty.is_empty() {
            dirty.truncate(NAMED);
            return Err(SyncRefusal::DirtyFiles(dirty).into());
        }
        if !there.is_empty() {
            repository.change_index(&there)?;
        }
        Ok(self.check_out(repository, version)?)
    }

    /// Takes back what a run wrote that was broken off: the files that are as that run had them.
    /// `version` is what it was about to check out.
    pub(super) fn take_back(mut self, repository: &Repository, version: &str) -> Result<(), RepositoryError> {
        let mut written = Vec::new();
        for file in self.changes {
            if file.found(repository)? == file.before.as_ref().map(|entry| entry.id.clone()) {
                written.push(file);
            }
        }
        self.changes = written;
        if self.changes.is_empty() {
            return Ok(());
        }
        // That run may have been killed between writing the files and noting them.
        let gone = |file: &OtherFile| TreeEntry {
            mode: "0".to_owned(),
            id: file.after.as_ref().map_or_else(String::new, |entry| entry.id.clone()),
        };
        let noted =
            self.changes.iter().map(|file| (file.path.clone(), file.before.clone().unwrap_or_else(|| gone(file))));
        repository.change_index(&noted.collect::<Vec<TreeChange>>())?;
        self.check_out(repository, Some(version))
    }

    /// Has git write the files, whose index is that of `version`.
    fn check_out(&self, repository: &Repository, version: Option<&str>) -> Result<(), RepositoryError> {
        if self.changes.iter().any(|file| file.before.is_some()) {
            // Git takes files for changed whose entries were noted without looking at them. The
            // call fails where a file is changed indeed.
            let _ = repository.working().args(["update-index", "-q", "--refresh"]).output();
        }
        let before = repository.tree_with(version, &[])?;
        let after = repository.tree_with(version, &self.tree_changes())?;
        repository.working().args(["read-tree", "-m", "-u", &before, &after]).output().map(drop)
    }
}

impl OtherFile {
    fn name(&self) -> String {
        String::from_utf8_lossy(&self.path).into_owned()
    }

    /// Returns the id of what lies there now.
    fn found(&self, repository: &Repository) -> Result<Option<String>, RepositoryError> {
        let path = repository.top.join(OsStr::from_bytes(&self.path));
        let Ok(found) = fs::symlink_metadata(&path) else { return Ok(None) };
        if found.is_symlink() {
            let target = fs::read_link(&path).unwrap_or_default();
            let call = repository.working().args(["hash-object", "--stdin"]).input(target.as_os_str().as_bytes());
            return Ok(Some(String::from_utf8_lossy(&call.output()?).trim_end().to_owned()));
        }
        if !found.is_file() {
            return Ok(Some(String::new()));
        }
        let said = repository.working().args(["hash-object", "--"]).arg(&path).output()?;
        Ok(Some(String::from_utf8_lossy(&said).trim_end().to_owned()))
    }
}

/// Returns an entry; `None` for what is not there.
fn entry(mode: &str, id: &str) -> Option<TreeEntry> {
    (mode != "000000").then(|| TreeEntry { mode: mode.to_owned(), id: id.to_owned() })
}
