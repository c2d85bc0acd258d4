//! Whether a run may start git, in which environment, and as whom it commits.
//!
//! Entry point: [`CliContext::may_sync`].

use super::context::CliContext;
use crate::storage::repository::GitEnvironment;
use crate::storage::sync::GitIdentity;

impl CliContext {
    /// Returns true when this access may sync the dataset with other machines, which needs git.
    pub fn may_sync(&self) -> bool {
        !self.global.restricted || self.global.allow_sync
    }

    /// Returns the environment in which git runs; `None` when it must not be started.
    pub fn git_environment(&self) -> Option<GitEnvironment> {
        match (self.global.restricted, self.may_sync()) {
            (false, _) => Some(GitEnvironment::default()),
            (true, true) => Some(GitEnvironment::of_account(&self.env)),
            (true, false) => None,
        }
    }

    /// Returns as whom git commits.
    pub fn git_identity(&self) -> GitIdentity {
        match self.global.restricted {
            true => GitIdentity::of_access(&self.env, &self.person()),
            false => GitIdentity::of(&self.env, &self.person()),
        }
    }
}
