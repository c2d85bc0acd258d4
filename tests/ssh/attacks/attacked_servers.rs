//! The servers that are attacked, what must not be reached on them, and the rows of the table.
//!
//! Entry point: [`AttackedServers::new`].

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::recipe::SetUp;
use crate::requests::SMALL;
use crate::server::{Run, Server};

/// What stands in files that no client may read.
pub const SECRET: &str = "GEHEIM-4711";

/// A row of the table.
pub struct AttackRow {
    attack: String,
    outcome: String,
}

impl AttackRow {
    pub fn new(attack: impl Into<String>, outcome: impl Into<String>) -> AttackRow {
        AttackRow { attack: attack.into(), outcome: outcome.into() }
    }

    /// The row as Markdown.
    pub fn line(&self) -> String {
        let cell = |text: &str| text.replace('|', "\\|");
        format!("| {} | {} |\n", cell(&self.attack), cell(&self.outcome))
    }
}

/// The servers.
pub struct AttackedServers {
    /// The account of the offices, which may write.
    pub write: Server,
    /// The account that only looks.
    pub look: Server,
    /// The account of the offices on a server that takes every variable of a client.
    pub lax: Server,
    /// An account with a shell on a server that permits everything.
    pub open: Server,
    before: BTreeMap<PathBuf, Vec<u8>>,
}

impl AttackedServers {
    pub fn new() -> AttackedServers {
        let lax = |config: String| config.replace("AcceptEnv LANG LC_* NO_COLOR COLORTERM", "AcceptEnv *");
        let all = |config: String| format!("AcceptEnv *\nX11Forwarding yes\nPermitTunnel yes\n{config}");
        let write = Server::start(SetUp::Write, SMALL);
        let look = Server::start(SetUp::Look, SMALL);
        let lax = Server::start_with(SetUp::Write, SMALL, lax);
        let open = Server::start_with(SetUp::Open, SMALL, all);
        for server in [&write, &look, &lax, &open] {
            fs::write(server.path("own.ron"), SMALL.replace("Kreis Düren", SECRET)).unwrap();
            fs::write(server.path("secret"), SECRET).unwrap();
        }
        let before = files(&write.path(""));
        AttackedServers { write, look, lax, open, before }
    }

    /// Carries out a request on the account that may write. Nothing secret comes out, and no
    /// control character.
    pub fn request(&self, attack: &str, request: &str) -> AttackRow {
        let places = [("SECRET", "secret"), ("OWN", "own.ron"), ("NEW", "new"), ("SRV", "srv")];
        let place =
            |text: String, (name, file): &(&str, &str)| text.replace(name, self.write.path(file).to_str().unwrap());
        let run = self.write.ask(&places.iter().fold(request.to_owned(), place));
        let shown = request.replace('\n', "⏎").replace('\u{1b}', "ESC").replace('\u{7}', "BEL");
        let shown = shown.replace('\u{9b}', "CSI").replace('\u{202e}', "RLO");
        let places = [("SECRET", "/root/secret"), ("OWN", "/root/own.ron"), ("NEW", "/tmp/new"), ("SRV", "/srv")];
        let shown = places.iter().fold(shown, |text, (name, place)| text.replace(name, place));
        let fence = if shown.contains('`') { "``" } else { "`" };
        AttackRow::new(format!("{attack}: {fence}{shown}{fence}"), self.told(&run))
    }

    /// What came of a run: its exit code, and the first line that was said.
    pub fn told(&self, run: &Run) -> String {
        let said = if run.err.is_empty() { &run.out } else { &run.err };
        for text in [&run.out, &run.err] {
            assert!(!text.contains(SECRET), "{run:?}");
            assert_eq!(bildungsnetz::text::unsafe_chars(text).find(|c| *c != '\n'), None, "{run:?}");
        }
        let said = said.lines().next().unwrap_or("nothing").trim_start_matches("bildungsnetz: ");
        let folder = self.write.path("").display().to_string();
        let said = said.replace(&folder, "/root/").replace("/root/new", "/tmp/new").replace("/root/srv", "/srv");
        format!("exit {}: {said}", run.code.map_or_else(|| "by a signal".to_owned(), |code| code.to_string()))
    }

    /// Every file is as it was before the attacks.
    pub fn is_untouched(&self) {
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        let after = files(&self.write.path(""));
        assert_eq!(names(&after), names(&self.before));
        assert!(after == self.before, "a file was changed");
    }
}

/// Every file below a folder, with what it holds; without what a session leaves by design.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true if path.ends_with(".koeln.ron.d") => {}
                true => folders.push(path),
                false => drop(found.insert(path.clone(), fs::read(&path).unwrap())),
            }
        }
    }
    found
}
