//! A common repository and a clone of it for each person, without anybody's settings. Entry point:
//! [`Team::new`].

use std::path::PathBuf;
use std::process::{Command, Output};

pub const SMALL: &str = include_str!("../cli/small.ron");
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");
/// The telephone that most stories are about.
pub const PHONE: &str = "bodies/dueren-buero/contact/phone";

/// A folder with a bare repository `hub` and the clones.
pub struct Team {
    folder: tempfile::TempDir,
}

/// What came of a run of the program.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Team {
    /// Makes the repository with the small dataset in it, and a clone for each of these people.
    pub fn new(people: &[&str]) -> Team {
        let team = Team::empty();
        team.clone_for(people[0]);
        team.write(people[0], SMALL);
        team.git(people[0], &["checkout", "--quiet", "-B", "main"]);
        team.git(people[0], &["add", "koeln.ron"]);
        team.git(people[0], &["commit", "--quiet", "--message=Anfang"]);
        team.git(people[0], &["push", "--quiet", "--set-upstream", "origin", "main"]);
        people[1..].iter().for_each(|person| team.clone_for(person));
        team
    }

    /// Makes an empty folder.
    pub fn bare() -> Team {
        Team { folder: tempfile::tempdir().unwrap() }
    }

    /// Makes an empty repository.
    pub fn empty() -> Team {
        let team = Team::bare();
        team.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "hub"]);
        team
    }

    /// Clones the repository for somebody, and sets the clone up.
    pub fn clone_for(&self, person: &str) {
        self.git(".", &["clone", "--quiet", "hub", person]);
        self.git(person, &["config", "user.name", person]);
        self.git(person, &["config", "user.email", &format!("{person}@example.org")]);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn dataset(&self, person: &str) -> PathBuf {
        self.path(person).join("koeln.ron")
    }

    pub fn text(&self, person: &str) -> String {
        std::fs::read_to_string(self.dataset(person)).unwrap()
    }

    pub fn write(&self, person: &str, text: &str) {
        std::fs::write(self.dataset(person), text).unwrap();
    }

    /// Prepares a program in somebody's folder.
    pub fn command(&self, program: &str, place: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path(place)).env_clear().env("HOME", self.folder.path());
        command.env("XDG_STATE_HOME", self.path("state"));
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_EDITOR", "true");
        command.env("LANG", "en_GB.UTF-8").env("BILDUNGSNETZ_DATA", self.dataset(place));
        command
    }

    pub fn try_git(&self, place: &str, arguments: &[&str]) -> Output {
        self.command("git", place).args(arguments).output().unwrap()
    }

    #[track_caller]
    pub fn git(&self, place: &str, arguments: &[&str]) -> String {
        let output = self.try_git(place, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn run(&self, person: &str, arguments: &[&str]) -> Run {
        run(self.command(PROGRAM, person).args(arguments))
    }

    /// Runs the program, which must succeed.
    #[track_caller]
    pub fn done(&self, person: &str, arguments: &[&str]) -> String {
        let run = self.run(person, arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}{}", run.out, run.err);
        run.out
    }

    /// Returns the answer for programs.
    #[track_caller]
    pub fn json(&self, person: &str, arguments: &[&str]) -> serde_json::Value {
        let run = self.run(person, &[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
    }

    /// Commits the dataset as people do without this program.
    pub fn commit(&self, person: &str, message: &str) {
        self.git(person, &["commit", "--quiet", "--all", "--message", message]);
    }
}

pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Run { code: output.status.code(), out, err }
}

impl Team {
    /// Both are the same, nothing is half done, and the dataset has no errors.
    #[track_caller]
    pub fn is_settled(&self, person: &str) {
        self.is_in_step(person);
        self.done(person, &["check"]);
    }

    /// Both are the same, and nothing is half done.
    #[track_caller]
    pub fn is_in_step(&self, person: &str) {
        assert_eq!(self.git(person, &["status", "--porcelain", "--untracked-files=no"]), "", "{person}");
        let [head, hub] =
            [(person, "HEAD"), ("hub", "main")].map(|(place, name)| self.git(place, &["rev-parse", name]));
        assert_eq!(head, hub, "{person} and the common repository");
        let left = self.git(person, &["for-each-ref", "--format=%(refname)", "refs/worktree/bildungsnetz/"]);
        assert!(left.lines().all(|name| name.ends_with("/upstream")), "{left}");
    }
}

/// Writes a script by another process: one that this process had open for writing could not be
/// started while a child of another test still holds it.
pub fn install_script(at: &std::path::Path, text: &str) {
    use std::io::Write as _;
    let mut install = Command::new("install");
    install.args(["-D", "-m", "755", "/dev/stdin"]).arg(at).stdin(std::process::Stdio::piped());
    let mut child = install.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}
