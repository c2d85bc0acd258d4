//! Makes blobs, trees and commits, and moves the branch, without touching what is checked out.
//!
//! Trees are built in a temporary index, so that staged changes stay staged. Entry points: the
//! methods of [`Repository`].

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use super::{GitIdentity, RepositoryError};
use crate::storage::repository::Repository;

/// An entry of a tree. In a change, a mode of 0 takes it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TreeEntry {
    pub(super) mode: String,
    pub(super) id: String,
}

/// A changed entry of a new tree: its path and its content.
pub(super) type TreeChange = (Vec<u8>, TreeEntry);

impl Repository {
    /// Returns the path of the dataset as bytes.
    pub(super) fn dataset_path(&self) -> &[u8] {
        self.within.as_os_str().as_bytes()
    }

    /// Returns the dataset in a version.
    pub(super) fn entry_of(&self, version: &str) -> Result<Option<TreeEntry>, RepositoryError> {
        let call = self.working().args(["ls-tree", "-z", "--full-tree", version, "--"]);
        let said = call.arg(&self.within).output()?;
        // "<mode> <kind> <id>\t<path>\0"
        let said = String::from_utf8_lossy(&said);
        let words: Vec<&str> = said.split('\t').next().unwrap_or_default().split(' ').collect();
        let [mode, "blob", id] = words[..] else { return Ok(None) };
        Ok(Some(TreeEntry { mode: mode.to_owned(), id: id.to_owned() }))
    }

    /// Returns the text of the dataset in a version, as it would be checked out; `None` when that
    /// version does not have it. The inner error holds what is no text.
    pub(super) fn text_of(&self, version: &str) -> Result<Option<Result<String, Vec<u8>>>, RepositoryError> {
        if self.entry_of(version)?.is_none() {
            return Ok(None);
        }
        let mut object = version.as_bytes().to_vec();
        object.push(b':');
        object.extend_from_slice(self.dataset_path());
        let bytes = self.working().args(["cat-file", "--filters"]).arg(OsStr::from_bytes(&object)).output()?;
        Ok(Some(String::from_utf8(bytes).map_err(|error| error.into_bytes())))
    }

    /// Returns the id of a text of the dataset; stores it with `is_stored`.
    pub(super) fn blob_of(&self, text: &str, is_stored: bool) -> Result<String, RepositoryError> {
        let call = self.working().arg("hash-object").args(is_stored.then_some("-w"));
        let call = call.arg("--stdin").arg("--path").arg(self.dataset_name());
        Ok(printed(call.input(text).output()?))
    }

    /// Returns the id of a file; stores it with `is_stored`.
    pub(super) fn blob_of_file(&self, path: &Path, is_stored: bool) -> Result<String, RepositoryError> {
        let call = self.working().arg("hash-object").args(is_stored.then_some("-w"));
        Ok(printed(call.arg("--").arg(path).output()?))
    }

    /// Makes the tree of a version (`None`: nothing) with other files in it.
    pub(super) fn tree_with(&self, version: Option<&str>, changes: &[TreeChange]) -> Result<String, RepositoryError> {
        let folder = self.scratch_folder().map_err(RepositoryError::NotStarted)?;
        let index = folder.path().join("index");
        let call = |arguments: &[&str]| self.working().env("GIT_INDEX_FILE", &index).args(arguments);
        match version {
            Some(version) => call(&["read-tree", version]).output()?,
            None => call(&["read-tree", "--empty"]).output()?,
        };
        if !changes.is_empty() {
            call(&["update-index", "-z", "--index-info"]).input(index_lines(changes)).output()?;
        }
        Ok(printed(call(&["write-tree"]).output()?))
    }

    /// Makes a commit.
    pub(super) fn commit_tree(
        &self,
        tree: &str,
        parents: &[&str],
        message: &str,
        identity: &GitIdentity,
    ) -> Result<String, RepositoryError> {
        let mut call = identity.named(self, self.working()).args(["commit-tree", tree]);
        for parent in parents {
            call = call.args(["-p", parent]);
        }
        Ok(printed(call.args(["-F", "-"]).input(message).output()?))
    }

    /// Moves a ref, unless it has meanwhile become another than `old` (`None`: it must not exist).
    /// Returns whether it moved.
    pub(super) fn move_ref(&self, name: &str, new: &str, old: Option<&str>) -> Result<bool, RepositoryError> {
        let call = ["update-ref", "-m", "bildungsnetz sync", name, new, old.unwrap_or_default()];
        match self.working().args(call).output() {
            Ok(_) => Ok(true),
            Err(RepositoryError::Refused { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Lets the index have the dataset as a version has it, as `git commit FILE` does.
    pub(super) fn settle_index(&self, version: &str) -> Result<(), RepositoryError> {
        let Some(entry) = self.entry_of(version)? else { return Ok(()) };
        let staged = self.working().args(["ls-files", "-s", "-z", "--"]).arg(self.dataset_name()).output()?;
        if staged.starts_with(format!("{} {} 0\t", entry.mode, entry.id).as_bytes()) {
            return Ok(());
        }
        self.change_index(&[(self.dataset_path().to_vec(), entry)])
    }

    /// Changes entries of the index.
    pub(super) fn change_index(&self, changes: &[TreeChange]) -> Result<(), RepositoryError> {
        let call = self.working().args(["update-index", "-z", "--index-info"]);
        call.input(index_lines(changes)).output().map(drop)
    }

    /// Returns whether a commit contains another.
    pub(super) fn contains(&self, commit: &str, other: &str) -> bool {
        self.ask(&["merge-base", "--is-ancestor", other, commit]).is_ok()
    }

    /// Returns the newest commit that both contain.
    pub(super) fn common(&self, one: &str, other: &str) -> Option<String> {
        self.ask(&["merge-base", one, other]).ok().map(printed).filter(|id| !id.is_empty())
    }
}

/// Returns what `update-index --index-info` reads.
fn index_lines(changes: &[TreeChange]) -> Vec<u8> {
    let mut lines = Vec::new();
    for (path, entry) in changes {
        lines.extend_from_slice(format!("{} {}\t", entry.mode, entry.id).as_bytes());
        lines.extend_from_slice(path);
        lines.push(0);
    }
    lines
}

fn printed(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}
