//! The process's environment as a value, read once at the edge ([`Environment::read`]) and passed on.
//!
//! Everything that depends on it is therefore a function of its arguments. Nothing else asks for variables or folders.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Name of the variable that names the dataset.
pub const DATA_VARIABLE: &str = "BILDUNGSNETZ_DATA";

/// Variables, folders and names this process was started with.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    /// Where relative paths begin; `None` when that folder is gone.
    pub current: Option<PathBuf>,
    /// The user's folders; `None` when no home folder is known.
    pub folders: Option<Folders>,
    /// Name of this machine; empty when unknown.
    pub host: String,
}

/// The user's folders for this program, by the XDG rules; they need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The user's home.
    pub home: PathBuf,
    /// For the configuration.
    pub config: PathBuf,
    /// For the user's dataset.
    pub data: PathBuf,
    /// For what must survive a restart but is nobody's document: journal, backups.
    pub state: PathBuf,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn read() -> Environment {
        Environment {
            variables: std::env::vars_os().collect(),
            current: std::env::current_dir().ok(),
            folders: Folders::read(),
            host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        }
    }

    /// An environment with these variables and nothing else; for tests.
    pub fn with<const N: usize>(variables: [(&str, &str); N]) -> Environment {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Environment { variables, ..Environment::default() }
    }

    /// The same without the variables by which a user steers this program, for `--restricted`.
    pub fn restricted(mut self) -> Environment {
        self.variables.retain(|name, _| !name.to_string_lossy().starts_with("BILDUNGSNETZ_"));
        self
    }

    /// A variable; an empty one counts as not set.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// A variable that is text; an empty one, or one that is not UTF-8, counts as not set.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(OsStr::to_str)
    }

    /// The first of these variables that is set.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The path made absolute, so that it stays right when the current folder changes.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        self.current.as_ref().map_or_else(|| path.to_owned(), |folder| folder.join(path))
    }

    /// The user's login name, `?` when it is unknown.
    pub fn user(&self) -> &str {
        self.first(&["USER", "LOGNAME"]).unwrap_or("?")
    }
}

impl Folders {
    fn read() -> Option<Folders> {
        let folders = directories::ProjectDirs::from("", "", "bildungsnetz")?;
        Some(Folders {
            home: directories::BaseDirs::new()?.home_dir().to_owned(),
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            state: folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned(),
        })
    }
}
