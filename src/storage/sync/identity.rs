//! The author of commits and the SSH command, from the environment and git's configuration.
//!
//! Entry point: [`GitIdentity::of`].

use crate::storage::repository::{GitCall, GitEnvironment, Repository};
use crate::storage::{Environment, Person};

/// The variables by which people tell git who they are.
const NAMES: [&str; 4] = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];

/// Who commits, and how other machines are reached.
#[derive(Debug, Clone)]
pub struct GitIdentity {
    /// The author, whatever git is configured with.
    author: Option<String>,
    name: String,
    email: String,
    /// Whether each of the variables is set.
    is_told: [bool; 4],
    /// The person's own command for SSH.
    ssh: Option<String>,
    /// Whether they named a program for it, which may not know its options.
    has_ssh_program: bool,
    environment: GitEnvironment,
}

impl GitIdentity {
    /// Returns who is at work in an environment.
    pub fn of(env: &Environment, person: &Person) -> GitIdentity {
        GitIdentity {
            author: None,
            name: person.author.clone().unwrap_or_else(|| person.login.clone()),
            email: format!("{}@{}", person.login, person.host),
            is_told: NAMES.map(|name| env.get(name).is_some()),
            ssh: env.text("GIT_SSH_COMMAND").map(str::to_owned),
            has_ssh_program: env.get("GIT_SSH").is_some(),
            environment: GitEnvironment::default(),
        }
    }

    /// Returns who is at work in a restricted access: the author is whom its administrator names;
    /// the committer is the account, as git is configured for it.
    pub fn of_access(env: &Environment, person: &Person) -> GitIdentity {
        GitIdentity {
            author: person.author.clone(),
            name: person.login.clone(),
            environment: GitEnvironment::of_account(env),
            ..GitIdentity::of(env, person)
        }
    }

    /// Returns the environment in which git runs.
    pub(super) fn environment(&self) -> GitEnvironment {
        self.environment.clone()
    }

    /// Sets author and committer, unless git is configured with them.
    pub(super) fn named(&self, repository: &Repository, mut call: GitCall) -> GitCall {
        let entries = ["user.name", "user.email"].map(|name| repository.entry(name).is_some());
        for (at, variable) in NAMES.iter().enumerate().filter(|(at, _)| !self.is_told[*at] && !entries[at % 2]) {
            call = call.env(variable, if at % 2 == 0 { &self.name } else { &self.email });
        }
        match &self.author {
            Some(author) => call.env(NAMES[0], author),
            None => call,
        }
    }

    /// Keeps SSH from prompting.
    pub(super) fn reaching(&self, repository: &Repository, call: GitCall) -> GitCall {
        if self.has_ssh_program && self.ssh.is_none() {
            return call;
        }
        let own = self.ssh.clone().or_else(|| repository.entry("core.sshCommand"));
        let ssh = own.unwrap_or_else(|| "ssh".to_owned());
        call.env("GIT_SSH_COMMAND", format!("{ssh} -o BatchMode=yes -o ConnectTimeout=20"))
    }
}
