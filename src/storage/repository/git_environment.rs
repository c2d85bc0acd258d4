//! The environment in which git runs: that of this process, or in a restricted access nothing that
//! its client can set.
//!
//! Entry points: [`GitEnvironment::default`], [`GitEnvironment::of_account`].

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::storage::Environment;

/// Where programs are looked for when the system does not say.
const SEARCH_PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// Where files lie that exist during a call only.
const SCRATCH_FOLDER: &str = "/tmp";

/// The environment of git; the default is that of this process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GitEnvironment {
    /// All variables; `None`: those of this process.
    variables: Option<[(&'static str, OsString); 2]>,
}

impl GitEnvironment {
    /// Returns an environment with two variables: where programs are, and the home folder that the
    /// system's list has for the account. So the configuration that git and SSH read there counts,
    /// and no variable of a client.
    pub fn of_account(env: &Environment) -> GitEnvironment {
        let path = env.search_path.clone().unwrap_or_else(|| SEARCH_PATH.into());
        let home = env.account.as_ref().map(|account| account.home.clone()).unwrap_or_default();
        GitEnvironment { variables: Some([("PATH", path), ("HOME", home.into_os_string())]) }
    }

    /// Sets the environment of a command.
    pub(super) fn enter(&self, command: &mut Command) {
        if let Some(variables) = &self.variables {
            command.env_clear().envs(variables.iter().map(|(name, value)| (name, value)));
        }
    }

    /// Returns the folder for files that exist during a call only; `None`: that of this process.
    pub(super) fn scratch_folder(&self) -> Option<&'static Path> {
        self.variables.as_ref().map(|_| Path::new(SCRATCH_FOLDER))
    }
}
