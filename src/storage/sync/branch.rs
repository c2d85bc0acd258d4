//! The checked-out branch and its upstream. Refuses a repository in the middle of another
//! operation.
//!
//! Entry point: [`checked_out`].

use std::fs;
use std::path::PathBuf;

use super::{RepositoryError, SyncError, SyncRefusal, SyncRequest};
use crate::storage::repository::Repository;

/// Files and folders in `.git` that show that git is in the middle of an operation.
const UNDER_WAY: [&str; 6] =
    ["rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG"];

/// The operation that each of them belongs to.
const CALLED: [&str; 6] = ["rebase", "rebase", "merge", "cherry-pick", "revert", "bisect"];

/// The ref that holds the version of the others; one for each work tree.
pub(super) const THEIRS: &str = "refs/worktree/bildungsnetz/upstream";

/// A branch and its upstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    /// The branch (`refs/heads/main`).
    pub(super) name: String,
    /// The other repository.
    remote: String,
    /// The branch there.
    upstream: String,
}

/// How a push ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PushEnd {
    /// The commit was pushed.
    Done,
    /// Somebody else pushed first.
    Outrun,
}

/// Returns the branch, unless the state of the repository rules a sync out.
pub(super) fn checked_out(repository: &Repository) -> Result<Branch, SyncError> {
    let is_there = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    if let Some(at) = repository.git_paths(UNDER_WAY)?.iter().position(is_there) {
        return Err(SyncRefusal::Busy(CALLED[at]).into());
    }
    let [lock] = repository.git_paths(["index.lock"])?;
    if is_there(&lock) {
        return Err(SyncRefusal::Locked(lock.to_string_lossy().into_owned()).into());
    }
    let name = match repository.ask(&["symbolic-ref", "--quiet", "HEAD"]) {
        Ok(name) => String::from_utf8_lossy(&name).trim_end().to_owned(),
        Err(RepositoryError::Refused { .. }) => return Err(SyncRefusal::Detached.into()),
        Err(error) => return Err(error.into()),
    };
    let short = name.strip_prefix("refs/heads/").unwrap_or(&name);
    let entry = |what: &str| repository.entry(&format!("branch.{short}.{what}"));
    match (entry("remote"), entry("merge")) {
        (Some(remote), Some(upstream)) => Ok(Branch { name, remote, upstream }),
        _ => Err(SyncRefusal::NoUpstream(short.to_owned()).into()),
    }
}

impl Branch {
    /// Fetches the upstream commit; `None` when there is none yet. With `is_whole`, completes a
    /// shallow clone.
    pub(super) fn fetch(
        &self,
        repository: &Repository,
        request: &SyncRequest<'_>,
        is_whole: bool,
    ) -> Result<Option<String>, RepositoryError> {
        let call = request.identity.reaching(repository, repository.reaching()).args([
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
        ]);
        let call = call.arg("--no-recurse-submodules").args(is_whole.then_some("--unshallow")).arg("--");
        let call = call.args([&self.remote, &format!("+{}:{THEIRS}", self.upstream)]);
        match call.output_unless(request.is_cancelled) {
            Ok(_) => Ok(repository.commit_of(THEIRS)),
            Err(RepositoryError::Refused { said, .. }) if said.contains("couldn't find remote ref") => Ok(None),
            Err(error) => Err(self.or_unreachable(repository, error)),
        }
    }

    /// Pushes a commit.
    pub(super) fn push(
        &self,
        repository: &Repository,
        request: &SyncRequest<'_>,
        commit: &str,
    ) -> Result<PushEnd, RepositoryError> {
        let call = request.identity.reaching(repository, repository.reaching()).args([
            "push",
            "--quiet",
            "--no-follow-tags",
            "--",
        ]);
        let call = call.args([&self.remote, &format!("{commit}:{}", self.upstream)]);
        match call.output_unless(request.is_cancelled) {
            Ok(_) => Ok(PushEnd::Done),
            Err(RepositoryError::Refused { said, .. }) if is_outrun(&said) => Ok(PushEnd::Outrun),
            Err(error) => Err(self.or_unreachable(repository, error)),
        }
    }

    /// Returns the error of a call that did not get through to the others as what it is.
    fn or_unreachable(&self, repository: &Repository, error: RepositoryError) -> RepositoryError {
        match error {
            RepositoryError::Refused { said, .. } if is_unreachable(&said) => {
                let url = repository.ask(&["remote", "get-url", "--", &self.remote]);
                let url = url.map(|url| String::from_utf8_lossy(&url).trim_end().to_owned());
                let remote = without_credentials(&url.unwrap_or_else(|_| self.remote.clone()));
                RepositoryError::Unreachable { remote, said }
            }
            error => error,
        }
    }
}

/// Returns whether a call ended before the other git was there to answer.
fn is_unreachable(said: &str) -> bool {
    let words = [
        "Could not read from remote repository",
        "does not appear to be a git repository",
        "unable to access",
        "unable to connect",
        "unable to look up",
        "Authentication failed",
        "could not read Username",
        "could not read Password",
    ];
    words.iter().any(|words| said.contains(words))
}

/// Returns an address without the name and password that may stand before the machine, and without
/// what follows a question mark.
fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let rest = rest.split('?').next().unwrap_or_default();
    let (machine, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let machine = machine.rsplit_once('@').map_or(machine, |(_, machine)| machine);
    format!("{scheme}://{machine}{path}")
}

/// Returns whether a push was refused because the branch there has moved on.
fn is_outrun(said: &str) -> bool {
    // The last ones are what the other git says when two pushes meet in it.
    let moved = ["(fetch first)", "(non-fast-forward)", "(stale info)", "cannot lock ref", "failed to update ref"];
    moved.iter().any(|words| said.contains(words)) || said.contains("incorrect old value")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_what_is_secret_in_it() {
        for (url, shown) in [
            ("https://anna:geheim@git.example/netz.git?token=x", "https://git.example/netz.git"),
            ("https://anna:ge@heim@git.example/netz.git", "https://git.example/netz.git"),
            ("https://token@git.example", "https://git.example"),
            ("ssh://git@git.example:2222/netz.git", "ssh://git.example:2222/netz.git"),
            ("git@git.example:netz.git", "git@git.example:netz.git"),
            ("/srv/netz@koeln.git", "/srv/netz@koeln.git"),
            ("https://git.example/netz@koeln.git", "https://git.example/netz@koeln.git"),
        ] {
            assert_eq!(without_credentials(url), shown);
        }
    }
}
