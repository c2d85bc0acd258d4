//! A folder with home, dataset and configuration of its own, in which the program is run.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The dataset of most tests.
pub const SMALL: &str = include_str!("small.ron");

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// As transcripts have it: the answer, what was said beside it after `! `, and the exit code
    /// when it is not 0.
    pub fn told(&self) -> String {
        let mut text = self.out.clone();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("(no line end)\n");
        }
        self.err.lines().for_each(|line| writeln!(text, "! {line}").unwrap());
        if self.code != Some(0) {
            writeln!(text, "[{}]", self.code.map_or_else(|| "signal".to_owned(), |code| code.to_string())).unwrap();
        }
        text
    }
}

/// The folder.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    /// A desk with the small dataset, where no statement counts as old.
    pub fn new() -> Desk {
        let desk = Desk::empty();
        desk.put("koeln.ron", SMALL);
        desk.put("config/bildungsnetz/config.toml", "review_after_months = 12000\n");
        desk
    }

    /// A desk with nothing on it.
    pub fn empty() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with these arguments, nothing from outside around it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"));
        command.args(arguments);
        self.surround(command, "/nowhere")
    }

    /// Gives a command home, language and `PATH`, and nothing from outside.
    pub fn surround(&self, mut command: Command, path: &str) -> Command {
        command.current_dir(self.folder.path()).env_clear();
        for (name, folder) in
            [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")]
        {
            command.env(name, self.path(folder));
        }
        command.env("LANG", "de_DE.UTF-8").env("TERM", "xterm").env("BILDUNGSNETZ_AUTHOR", "anna").env("PATH", path);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program on the dataset of this desk.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let path = self.path("koeln.ron");
        let mut command = self.command(arguments);
        if path.exists() {
            command.env("BILDUNGSNETZ_DATA", path);
        }
        self.finish(command, "")
    }

    /// Runs a command with something to read.
    pub fn finish(&self, mut command: Command, input: &str) -> Run {
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        // One that does not need the input may end before it is written.
        if let Err(error) = child.stdin.take().unwrap().write_all(input.as_bytes()) {
            assert_eq!(error.kind(), ErrorKind::BrokenPipe, "{error}");
        }
        let output = child.wait_with_output().unwrap();
        let masked = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(self.folder.path().to_str().unwrap(), "~").replace(env!("CARGO_PKG_VERSION"), "VERSION")
        };
        Run { code: output.status.code(), out: masked(output.stdout), err: masked(output.stderr) }
    }
}
