//! Attacks against an access that may sync: by its words, and by what git would read of the
//! environment.
//!
//! The server takes every variable of a client, and each variable first does its harm on an account
//! with a shell.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::attacked_servers::{AttackRow, AttackedServers};
use crate::recipe::SetUp;
use crate::requests::SMALL;
use crate::server::{KEYS, PROGRAM, Server};
use crate::syncing::{git, share};

/// What a client asks for; of each what it is, and its words.
const REQUESTS: &[(&str, &str)] = &[
    ("a sync without end", "sync --watch 1"),
    ("another machine than that of the repository", "sync https://example.org/own.git"),
    ("an option of git", "sync --upload-pack=/bin/sh"),
    ("another file to sync", "sync --data OWN"),
    ("the syncs of others allowed", "sync --allow-sync"),
    ("another program by `git setup`, where `sync` is allowed", "git setup"),
];

/// Variables that git follows: to a file that it writes, a program that it starts, settings that
/// name such a program.
const VARIABLES: &[(&str, &str)] = &[
    ("GIT_TRACE", "GIT_TRACE=REACHED"),
    ("GIT_EXEC_PATH", "GIT_EXEC_PATH=EVIL"),
    ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_GLOBAL=EVIL/config/git/config"),
    ("GIT_CONFIG_COUNT", "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=EVIL"),
    ("XDG_CONFIG_HOME", "XDG_CONFIG_HOME=EVIL/config"),
];

/// A server with a client's folder on it.
struct Victim<'a> {
    server: &'a Server,
    /// How often something was changed, so that there is something to sync.
    changes: usize,
}

pub fn rows(servers: &AttackedServers) -> Vec<AttackRow> {
    let sync = Server::start_with(SetUp::Sync, SMALL, |config| config + "AcceptEnv *\n");
    let mut rows: Vec<AttackRow> =
        REQUESTS.iter().map(|(attack, request)| refused(servers, &sync, attack, request)).collect();
    let (mut open, mut sync) = (Victim::new(&servers.open), Victim::new(&sync));
    for (name, variables) in VARIABLES {
        assert!(open.is_reached(variables, &format!("{PROGRAM} --data {}", open.server.dataset().display())), "{name}");
        assert!(!sync.is_reached(variables, ""), "{name}");
        rows.push(AttackRow::new(
            format!("`{name}` at a `sync`, even where sshd accepts it"),
            "git does not see it; the sync is the usual one",
        ));
    }
    // Programs are looked for where sshd says, also when a client says something else.
    let path = format!("PATH={}:/usr/bin:/bin", sync.server.path("evil").display());
    assert!(!sync.is_reached(&path, ""));
    rows.push(AttackRow::new(
        "`PATH` at a `sync`, even where sshd accepts it",
        "sshd sets it itself; the sync is the usual one",
    ));
    rows
}

/// Carries out a request, which is refused before anything is committed.
fn refused(servers: &AttackedServers, sync: &Server, attack: &str, request: &str) -> AttackRow {
    let run = sync.ask(&request.replace("OWN", sync.path("own.ron").to_str().unwrap()));
    assert_eq!(run.code, Some(2), "{request}: {run:?}");
    AttackRow::new(format!("{attack}: `{}`", request.replace("OWN", "/root/own.ron")), servers.told(&run))
}

impl Victim<'_> {
    fn new(server: &Server) -> Victim<'_> {
        share(server);
        let evil = server.path("evil");
        fs::create_dir_all(evil.join("config/git")).unwrap();
        fs::write(evil.join("config/git/config"), format!("[core]\n\thooksPath = {}\n", evil.display())).unwrap();
        for name in ["pre-push", "git-upload-pack", "git"] {
            let script = format!("#!/bin/sh\necho {name} > {}\n", server.path("reached").display());
            fs::write(evil.join(name), script).unwrap();
            fs::set_permissions(evil.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        Victim { server, changes: 0 }
    }

    /// Syncs with variables of the client; returns whether they led where the client wanted. Where
    /// they did not, everything was sent.
    fn is_reached(&mut self, variables: &str, program: &str) -> bool {
        self.changes += 1;
        let server = self.server;
        let set = format!("{program} set bodies/dueren-buero/contact/phone '02421 {}'", self.changes);
        assert_eq!(server.ask(&set).code, Some(0), "{set}");
        let place = |text: String, name: &str| text.replace(&name.to_uppercase(), server.path(name).to_str().unwrap());
        let variables = ["reached", "evil"].into_iter().fold(variables.to_owned(), place);
        let run = server.ask_as(KEYS[0], &["-o", &format!("SetEnv={variables}")], &format!("{program} sync"));
        let is_reached = fs::remove_file(server.path("reached")).is_ok();
        if !is_reached {
            assert_eq!((run.code, &*run.out), (Some(0), "Committed: 1 change\nSent.\n"), "{variables}: {run:?}");
            assert_eq!(git(&server.path("hub"), &["show", "main:koeln.ron"]), server.text(), "{variables}");
        }
        is_reached
    }
}
