//! Makes a sync safe to interrupt at any step: only one runs at a time, and a merge is committed
//! before any of it is written.
//!
//! A merge is first stored as a commit under a ref of its own. Then the other files and the dataset
//! are written, the branch is moved to the commit, and the ref is deleted. A run that finds the ref
//! resumes the interrupted one: if the dataset already matches the commit, only the branch has to
//! be moved; otherwise the other files are restored and the merge is repeated. What was received is
//! kept, too, until a person was told of it ([`super::untold`]). Entry points:
//! [`Repository::keep`], [`take_up`].

use std::fs::{File, OpenOptions};

use rustix::fs::{FlockOperation, flock};

use super::other_files::OtherFiles;
use super::untold::Untold;
use super::{RepositoryError, SyncError, SyncRefusal, SyncReport, SyncRequest};
use crate::storage::load;
use crate::storage::repository::Repository;

/// The ref that keeps a merge until the branch has it; one for each work tree.
const PENDING: &str = "refs/worktree/bildungsnetz/merged";

/// Excludes other syncs of a repository. Released when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct RepositoryLock {
    _file: File,
}

impl RepositoryLock {
    pub(super) fn take(repository: &Repository) -> Result<RepositoryLock, SyncError> {
        let [path] = repository.git_paths(["bildungsnetz.lock"])?;
        let opened = OpenOptions::new().create(true).append(true).open(&path);
        let file = opened.map_err(|error| RepositoryError::NotWritten { path, error })?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(rustix::io::Errno::WOULDBLOCK) => Err(SyncRefusal::Running.into()),
            // Where locks are not supported, git itself still refuses conflicting updates of refs.
            _ => Ok(RepositoryLock { _file: file }),
        }
    }
}

/// Completes or undoes what an interrupted run left. Returns what it received, unless a person was
/// told of it.
pub(super) fn take_up(
    repository: &Repository,
    request: &SyncRequest<'_>,
    report: &mut SyncReport,
) -> Result<Option<Untold>, SyncError> {
    if request.is_rehearsal {
        return Ok(None);
    }
    let head = repository.commit_of("HEAD");
    let refs = repository.sync_refs()?;
    if let Some(merged) = refs.get(PENDING).cloned() {
        let text = load::read(request.order.disk, request.order.path)?.text.to_string();
        let id = repository.blob_of(&text, false)?;
        let is_written = repository.entry_of(&merged)?.is_some_and(|entry| entry.id == id);
        let is_ahead = head.as_ref().is_none_or(|head| *head != merged && repository.contains(&merged, head));
        if is_written && is_ahead {
            OtherFiles::between(repository, head.as_deref(), &merged)?.bring(repository, head.as_deref())?;
            repository.move_ref("HEAD", &merged, head.as_deref())?;
        } else if let Some(head) = head.as_ref().filter(|_| is_ahead) {
            OtherFiles::between(repository, Some(&merged), head)?.take_back(repository, &merged)?;
        }
        repository.forget(PENDING)?;
    }
    if let Some(head) = repository.commit_of("HEAD") {
        settle(repository, &head, report);
    }
    Ok(Untold::kept(&refs))
}

/// Updates the index to match the branch. Where this fails, only `git status` is wrong until the
/// next run.
pub(super) fn settle(repository: &Repository, head: &str, report: &mut SyncReport) {
    report.notes.extend(repository.settle_index(head).err());
}

impl Repository {
    /// Keeps a merge until the branch has it, and what it receives until a person was told of it.
    pub(super) fn keep(&self, merged: &str, received: Option<&Untold>) -> Result<(), RepositoryError> {
        let lines = received.map(Untold::lines).unwrap_or_default();
        self.change_refs(&format!("update {PENDING} {merged}\n{lines}"))
    }

    /// Deletes the ref that keeps the merge.
    pub(super) fn let_go(&self) -> Result<(), RepositoryError> {
        self.forget(PENDING)
    }

    fn forget(&self, name: &str) -> Result<(), RepositoryError> {
        self.working().args(["update-ref", "-d", name]).output().map(drop)
    }
}
