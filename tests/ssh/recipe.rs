//! The blocks that `docs/ssh.md` gives administrators, with the places of this test in them.

use std::path::Path;

const DOCUMENT: &str = include_str!("../../docs/ssh.md");

/// Returns the blocks below a heading that are of this kind, one after the other.
fn blocks(heading: &str, kind: &str) -> String {
    let start = DOCUMENT.find(&format!("\n### {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}")) + 1;
    let section = &DOCUMENT[start..];
    let section = &section[..section[3..].find("\n##").map_or(section.len(), |end| end + 3)];
    let opening = format!("```{kind}\n");
    let found: String = section.split(&*opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(!found.is_empty(), "no {kind} below {heading}");
    found
}

/// A set-up of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUp {
    /// Everybody looks, nobody writes.
    Look,
    /// The offices write.
    Write,
    /// The same, each key with a name.
    NamedKeys,
    /// Each key with a command.
    KeyCommands,
    /// One key proposes, the other decides.
    Proposals,
    /// One key syncs, the other does not.
    Sync,
    /// No set-up: an account with a shell, on which an attack must work.
    Open,
}

/// The places of a test that stand for those of the document.
pub struct Places<'a> {
    pub user: &'a str,
    pub dataset: &'a Path,
    /// The file of the authorised keys.
    pub keys: &'a Path,
}

impl SetUp {
    /// Returns the lines of `sshd_config`.
    pub fn config(self, places: &Places<'_>) -> String {
        let (look, write) = ("Everybody looks, nobody writes", "The offices write");
        let text = match self {
            SetUp::Look => blocks(look, "sshd_config"),
            SetUp::Write => blocks(write, "sshd_config"),
            // In front of all `Match` blocks.
            SetUp::NamedKeys => blocks("Each key with a name", "sshd_config") + &blocks(write, "sshd_config"),
            SetUp::KeyCommands | SetUp::Proposals | SetUp::Sync | SetUp::Open => {
                format!("AuthorizedKeysFile {}\n", places.keys.display())
            }
        };
        let text = text.replace("Match User netz-redaktion\n", &format!("Match User {}\n", places.user));
        let text = text.replace("Match User netz\n", &format!("Match User {}\n", places.user));
        replaced(&text, places)
    }

    /// Returns the lines of the file of authorised keys, one for each of these public keys.
    pub fn authorized_keys(self, places: &Places<'_>, public: &[String]) -> String {
        let lines = match self {
            SetUp::NamedKeys => blocks("Each key with a name", "authorized_keys"),
            SetUp::KeyCommands => blocks("Each key with a command", "authorized_keys"),
            SetUp::Proposals => blocks("Some propose, others decide", "authorized_keys"),
            SetUp::Sync => blocks("Some sync with other machines", "authorized_keys"),
            SetUp::Look | SetUp::Write | SetUp::Open => "ssh-ed25519 AAAA… key\n".repeat(public.len()),
        };
        assert_eq!(lines.lines().count(), public.len());
        let lines = lines.lines().zip(public).map(|(line, key)| {
            let (options, _) = line.split_once("ssh-ed25519 AAAA… ").unwrap();
            format!("{options}{key}\n")
        });
        replaced(&lines.collect::<String>(), places)
    }
}

fn replaced(text: &str, places: &Places<'_>) -> String {
    text.replace("/usr/bin/bildungsnetz ", concat!(env!("CARGO_BIN_EXE_bildungsnetz"), " "))
        .replace("/srv/bildungsnetz/koeln.ron", places.dataset.to_str().unwrap())
        .replace("/etc/ssh/bildungsnetz/%u", places.keys.to_str().unwrap())
}
