//! What was received and nobody was told of yet: kept under two refs until a person was, so that a
//! run that is killed, or ends early, leaves it to the next one to say.
//!
//! Must not decide what is received. Entry points: [`Untold`], [`Receipt`].

use std::collections::HashMap;

use super::RepositoryError;
use super::received_changes::Received;
use crate::storage::repository::Repository;

/// The refs: the branch before it was received, and the version of the others. One for each work
/// tree.
const REFS: [&str; 2] = ["refs/worktree/bildungsnetz/untold-from", "refs/worktree/bildungsnetz/untold-to"];

/// What was received and nobody was told of yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Untold {
    /// The branch before it was received.
    pub(super) from: String,
    /// The version of the others.
    pub(super) to: String,
}

/// The confirmation that a person was told what a sync received.
#[derive(Debug)]
pub struct Receipt {
    repository: Repository,
}

impl Untold {
    /// Returns what is kept under the refs of syncs.
    pub(super) fn kept(refs: &HashMap<String, String>) -> Option<Untold> {
        let [from, to] = REFS.map(|name| refs.get(name).cloned());
        Some(Untold { from: from?, to: to? })
    }

    /// Returns the commands by which git keeps it.
    pub(super) fn lines(&self) -> String {
        format!("update {} {}\nupdate {} {}\n", REFS[0], self.from, REFS[1], self.to)
    }

    /// Returns the changes.
    pub(super) fn received(&self, repository: &Repository) -> Result<Received, RepositoryError> {
        Received::between(repository, &self.from, &self.to, repository.common(&self.from, &self.to).as_deref())
    }
}

impl Receipt {
    pub(super) fn of(repository: &Repository) -> Receipt {
        Receipt { repository: repository.clone() }
    }

    /// Notes that they were told.
    ///
    /// # Errors
    /// When git refuses; the next sync then says it again.
    pub fn acknowledge(self) -> Result<(), RepositoryError> {
        self.repository.change_refs(&REFS.map(|name| format!("delete {name}\n")).concat())
    }
}

impl Repository {
    /// Changes refs, all or none.
    pub(super) fn change_refs(&self, lines: &str) -> Result<(), RepositoryError> {
        self.working().args(["update-ref", "--stdin"]).input(lines).output().map(drop)
    }

    /// Returns the refs of syncs, each with its commit.
    pub(super) fn sync_refs(&self) -> Result<HashMap<String, String>, RepositoryError> {
        let said = self.ask(&["for-each-ref", "--format=%(refname) %(objectname)", "refs/worktree/bildungsnetz/"])?;
        let said = String::from_utf8_lossy(&said);
        let lines = said.lines().filter_map(|line| line.split_once(' '));
        Ok(lines.map(|(name, commit)| (name.to_owned(), commit.to_owned())).collect())
    }
}
