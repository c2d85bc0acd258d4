//! The process's environment as a value, read once at program start ([`Environment::read`]) and
//! passed on.
//!
//! Everything that depends on it is therefore a function of its arguments. Nothing else reads
//! variables or folders.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::account::Account;

/// Name of the variable that names the dataset.
pub const DATA_VARIABLE: &str = "BILDUNGSNETZ_DATA";

/// Name of this program's own folder in each of the user's folders.
const FOLDER: &str = "bildungsnetz";

/// Name of the variable that tells people apart who share an account.
pub const AUTHOR_VARIABLE: &str = "BILDUNGSNETZ_AUTHOR";

/// Name of the variable in which sshd puts what a client asked for, where another command is
/// forced.
pub const REQUEST_VARIABLE: &str = "SSH_ORIGINAL_COMMAND";

/// Variables that a restricted run still reads: language, characters, terminal, what sshd sets, and
/// who somebody claims to be (`environment=` in `authorized_keys` tells keys of one account apart).
/// A client that may send variables can neither choose a file nor start a program with them.
const HARMLESS: &[&str] = &[
    "LANG",
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "TMUX",
    "STY",
    "USER",
    "LOGNAME",
    AUTHOR_VARIABLE,
    "SSH_CLIENT",
    "SSH_CONNECTION",
    "SSH_TTY",
    REQUEST_VARIABLE,
];

/// Prefix of the locale's variables, which a restricted run still reads.
const LOCALE: &str = "LC_";

/// Variables, folders and names that this process was started with.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    /// Where programs are looked for. Sshd sets it, whatever a client sends.
    pub search_path: Option<OsString>,
    /// Base of relative paths; `None` when that folder is gone.
    pub current: Option<PathBuf>,
    /// The user's folders; `None` when no home folder is known.
    pub folders: Option<Folders>,
    /// The account this process runs as; `None` when the system's list does not have it.
    pub account: Option<Account>,
    /// The number of that account.
    pub uid: u32,
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
    /// For what must survive a restart but is not a document: journal, backups.
    pub state: PathBuf,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn read() -> Environment {
        Environment {
            variables: std::env::vars_os().collect(),
            search_path: std::env::var_os("PATH"),
            current: std::env::current_dir().ok(),
            folders: Folders::read(),
            account: Account::read(),
            uid: rustix::process::geteuid().as_raw(),
            host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        }
    }

    /// Returns an environment with these variables and nothing else; for tests.
    pub fn with<const N: usize>(variables: [(&str, &str); N]) -> Environment {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Environment { variables, ..Environment::default() }
    }

    /// Returns the environment of a restricted run: without variables that could steer this
    /// program, and with the folders of the account, whatever `HOME` and the XDG variables say.
    pub fn restricted(mut self) -> Environment {
        self.variables.retain(|name, _| {
            let name = name.to_string_lossy();
            HARMLESS.contains(&&*name) || name.starts_with(LOCALE)
        });
        self.folders = self.account.as_ref().map(|account| Folders::of_home(&account.home));
        self
    }

    /// Sets a variable, as if the program had been started with it.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.into(), value.into());
    }

    /// Returns a variable; an empty one counts as not set.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// Returns a variable that is text; an empty one, or one that is not UTF-8, counts as not set.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(OsStr::to_str)
    }

    /// Returns the first of these variables that is set.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.text(name))
    }

    /// Makes a path absolute, so that it stays valid when the current folder changes.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        self.current.as_ref().map_or_else(|| path.to_owned(), |folder| folder.join(path))
    }
}

impl Folders {
    /// Returns the default folders of the XDG rules.
    pub fn of_home(home: &Path) -> Folders {
        Folders {
            home: home.to_owned(),
            config: home.join(".config").join(FOLDER),
            data: home.join(".local/share").join(FOLDER),
            state: home.join(".local/state").join(FOLDER),
        }
    }

    fn read() -> Option<Folders> {
        let folders = directories::ProjectDirs::from("", "", FOLDER)?;
        Some(Folders {
            home: directories::BaseDirs::new()?.home_dir().to_owned(),
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            state: folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restricted_run_keeps_language_and_terminal_and_nothing_that_steers() {
        let steering = ["BILDUNGSNETZ_DATA", "EDITOR", "VISUAL", "PAGER", "HOME", "XDG_CONFIG_HOME", "PATH", "TZ"];
        let variables = steering.iter().chain(&["LC_CTYPE", "LANG", "TERM"]).map(|name| (name.into(), "x".into()));
        let account = Account { name: "anna".into(), home: "/home/anna".into() };
        let env = Environment {
            variables: variables.collect(),
            folders: Some(Folders::of_home(Path::new("/tmp/elsewhere"))),
            account: Some(account),
            ..Environment::default()
        };
        let env = env.restricted();
        assert!(steering.iter().all(|name| env.get(name).is_none()));
        assert!(["LC_CTYPE", "LANG", "TERM"].iter().all(|name| env.get(name).is_some()));
        let state = env.folders.map(|folders| folders.state);
        assert_eq!(state.as_deref(), Some(Path::new("/home/anna/.local/state/bildungsnetz")));
    }
}
