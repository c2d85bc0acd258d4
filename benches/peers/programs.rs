//! The programs that are compared: how each is started, looked at, and left. Must not measure.
//! Enter at [`all`].

use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::forms::{Facts, NAMES};

/// How a program looks for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// With every character.
    Live,
    /// When Enter is pressed.
    OnEnter,
}

/// A program with a screen.
pub struct Program {
    /// Its name in the tables.
    pub name: &'static str,
    /// What is run.
    pub file: PathBuf,
    /// Its arguments before the name of the data.
    pub arguments: &'static [&'static str],
    /// The form it reads: a number in [`NAMES`].
    pub form: usize,
    /// What its screen shows as soon as it shows data.
    pub expect: &'static str,
    /// What it shows when it has read all of it, if that can be told.
    pub whole: Option<String>,
    /// Keys to where the moves are made.
    pub first: &'static [u8],
    /// Keys back to the beginning of the list, for 50 moves at once.
    pub home: &'static [u8],
    /// Keys that open the search.
    pub search: &'static [u8],
    /// How it searches.
    pub how: Search,
    /// Keys that close the search.
    pub close: &'static [u8],
    /// Keys that end it.
    pub quit: &'static [u8],
}

/// A program that a comparison wants and how to get it.
struct Wanted {
    name: &'static str,
    binary: &'static str,
    get: &'static str,
}

const WANTED: [Wanted; 5] = [
    Wanted { name: "less", binary: "less", get: "Debian: apt install less" },
    Wanted { name: "vim", binary: "vim", get: "Debian: apt install vim" },
    Wanted { name: "csvlens", binary: "csvlens", get: "cargo install csvlens --locked" },
    Wanted { name: "VisiData", binary: "vd", get: "Debian: apt install visidata" },
    Wanted { name: "recutils", binary: "recsel", get: "Debian: apt install recutils" },
];

/// The program itself, built by cargo for this bench.
pub fn ours() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_bildungsnetz"))
}

/// Where the `PATH` finds a program.
pub fn find(binary: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(binary)).find(|file| file.is_file())
}

/// Each wanted program's name and version, or how to get it.
pub fn versions() -> Vec<Result<String, String>> {
    let own = Ok(format!("bildungsnetz {}", env!("CARGO_PKG_VERSION")));
    let others = WANTED.iter().map(|wanted| match find(wanted.binary).map(|file| version(&file)) {
        Some(version) => Ok(format!("{} {version}", wanted.name)),
        None => Err(format!("{} is not installed and left out ({})", wanted.name, wanted.get)),
    });
    std::iter::once(own).chain(others).collect()
}

/// The first number with a point, or else the first one, that a program says of itself.
fn version(file: &Path) -> String {
    let said = Command::new(file).arg("--version").output().map(|out| out.stdout).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).into_owned();
    let words = said.lines().next().unwrap_or_default().split_whitespace().map(|word| word.trim_start_matches('v'));
    let numbers: Vec<&str> = words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect();
    numbers
        .iter()
        .find(|word| word.contains('.'))
        .or(numbers.first())
        .map_or_else(String::new, |word| (*word).to_owned())
}

/// The programs with a screen that are there.
pub fn all(facts: &Facts) -> Vec<Program> {
    [Some(bildungsnetz(facts)), less(), vim(facts), csvlens(facts), visidata(facts)].into_iter().flatten().collect()
}

fn bildungsnetz(facts: &Facts) -> Program {
    Program {
        name: "bildungsnetz",
        file: ours(),
        arguments: &["--lang", "de"],
        form: 0,
        // The first region by name, wherever it stands in the file.
        expect: "Ahrenau",
        whole: Some(format!("{} Regionen", facts.regions)),
        first: b"2",
        home: b"g",
        search: b"s",
        how: Search::Live,
        close: b"\x1b",
        quit: b"q",
    }
}

fn less() -> Option<Program> {
    Some(Program {
        name: "less",
        file: find("less")?,
        arguments: &[],
        form: 0,
        expect: "Directory(",
        // It reads as far as it is looked at.
        whole: None,
        first: b"",
        home: b"g",
        search: b"/",
        how: Search::OnEnter,
        close: b"",
        quit: b"q",
    })
}

fn vim(facts: &Facts) -> Option<Program> {
    Some(Program {
        name: "vim",
        file: find("vim")?,
        arguments: &["-n", "-i", "NONE"],
        form: 0,
        expect: "Directory(",
        whole: Some(format!(" {}L, ", facts.lines)),
        first: b"",
        home: b"gg",
        search: b"/",
        how: Search::Live,
        close: b"\x1b",
        quit: b":q!\r",
    })
}

fn csvlens(facts: &Facts) -> Option<Program> {
    Some(Program {
        name: "csvlens",
        file: find("csvlens")?,
        arguments: &[],
        form: 1,
        expect: "action_fields",
        whole: Some(format!("/{}", facts.records)),
        first: b"",
        home: b"g",
        search: b"/",
        how: Search::OnEnter,
        close: b"",
        quit: b"q",
    })
}

fn visidata(facts: &Facts) -> Option<Program> {
    Some(Program {
        name: "VisiData",
        file: find("vd")?,
        // Not to look for news in the network.
        arguments: &["--motd-url="],
        form: 1,
        expect: "action_fields",
        whole: Some(format!("{} rows", facts.records)),
        first: b"",
        home: b"gk",
        search: b"/",
        how: Search::OnEnter,
        close: b"",
        quit: b"gq",
    })
}

impl Program {
    /// The command that opens the data in `folder`, with settings of nobody and a home of its own.
    pub fn command(&self, folder: &Path, home: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(&self.file);
        command.args(self.arguments);
        command.arg(folder.join(NAMES[self.form]));
        command.cwd(home);
        command.env_clear();
        for (name, value) in environment(home) {
            command.env(name, value);
        }
        command
    }
}

/// The variables that every program gets.
pub fn environment(home: &Path) -> [(&'static str, String); 5] {
    [
        ("HOME", home.display().to_string()),
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("TERM", "xterm-256color".into()),
        ("COLORTERM", "truecolor".into()),
        ("LANG", "C.UTF-8".into()),
    ]
}
