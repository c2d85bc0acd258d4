//! An access that the administrator allows to sync: by command and on the screen, over a common
//! repository in a folder. Entry point for other tests: [`share`].

use std::path::Path;
use std::process::Command;

use crate::recipe::SetUp;
use crate::requests::SMALL;
use crate::server::{KEYS, PROGRAM, Run, Server, finish};
use crate::terminal::Life;

const CTRL_G: &str = "\x07";
const PHONE: &str = "bodies/dueren-buero/contact/phone";

/// Runs git in a folder, without anybody's settings; returns what it prints.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").args(arguments);
    let output = git.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Names a clone in its own settings.
fn call(folder: &Path, name: &str) {
    git(folder, &["config", "user.name", name]);
    git(folder, &["config", "user.email", &format!("{name}@example.org")]);
}

/// Puts the dataset of a server into a repository, with a common one in the folder `hub`.
pub fn share(server: &Server) {
    git(&server.path(""), &["init", "--quiet", "--bare", "--initial-branch=main", "hub"]);
    let folder = server.path("srv");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    call(&folder, "netz");
    git(&folder, &["remote", "add", "origin", server.path("hub").to_str().unwrap()]);
    git(&folder, &["add", "koeln.ron"]);
    git(&folder, &["commit", "--quiet", "--message=Anfang"]);
    git(&folder, &["push", "--quiet", "--set-upstream", "origin", "main"]);
}

/// The clone of an office elsewhere, which has no restriction.
struct Office<'a> {
    server: &'a Server,
}

impl Office<'_> {
    fn new(server: &Server) -> Office<'_> {
        git(&server.path(""), &["clone", "--quiet", "hub", "aachen"]);
        call(&server.path("aachen"), "aachen");
        Office { server }
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(PROGRAM);
        command.arg("--data").arg(self.server.path("aachen/koeln.ron")).args(arguments).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "en_GB.UTF-8");
        command.env("HOME", self.server.path("home")).env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let run = finish(command, "");
        assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
        run
    }
}

fn shared() -> Server {
    // Each client says its own language.
    let server = Server::start_with(SetUp::Sync, SMALL, |config| config + "AcceptEnv LANG LC_*\n");
    share(&server);
    server
}

#[track_caller]
fn answers(run: &Run, code: i32, out: &str, err: &str) {
    assert!(run.code == Some(code) && run.out.contains(out) && run.err.contains(err), "{run:?}");
}

#[test]
fn an_access_that_may_sync_sends_and_receives_under_the_name_that_it_was_given() {
    let server = shared();
    let meier = |request: &str| server.ask_as("meier", &[], request);
    answers(&meier(&format!("set {PHONE} '02421 22-1'")), 0, "", "");
    answers(&meier("sync --dry-run"), 0, "Would commit: 1 change\nWould send.", "");
    assert_eq!(git(&server.path("hub"), &["rev-list", "--count", "main"]), "1\n");
    let synced = meier("sync");
    assert_eq!((synced.code, &*synced.out), (Some(0), "Committed: 1 change\nSent.\n"), "{synced:?}");
    let last = git(&server.path("hub"), &["log", "-1", "--format=%an <%ae> by %cn <%ce>", "main"]);
    assert_eq!(last, "Meier <netz@example.org> by netz <netz@example.org>\n");
    assert_eq!(git(&server.path("hub"), &["show", "main:koeln.ron"]), server.text());

    let office = Office::new(&server);
    office.run(&["set", "regions/dueren/seat", "Jülich"]);
    office.run(&["sync"]);
    // Whoever was not allowed to does not sync, and the past is asked of git only where it may run.
    answers(&server.ask_as("otto", &[], "sync"), 2, "", "no command “sync” in restricted mode");
    answers(&server.ask_as("otto", &[], "--allow-sync sync"), 2, "", "Whether this access syncs is set");
    answers(&meier("sync"), 0, "1 change by aachen", "");
    assert!(server.text().contains("seat: \"Jülich\""));
    answers(&meier("log regions/dueren/seat"), 0, "aachen@example.org", "");
    answers(&server.ask_as("otto", &[], "log regions/dueren/seat"), 1, "", "Answered without git");
    answers(&meier("sync --format json"), 0, "\"pushed\": false", "");
}

#[test]
fn a_conflict_is_told_and_decided_for_one_side() {
    let server = shared();
    let office = Office::new(&server);
    office.run(&["set", PHONE, "02421 22-2"]);
    office.run(&["sync"]);
    let meier = |request: &str| server.ask_as("meier", &[], request);
    answers(&meier(&format!("set {PHONE} '02421 22-1'")), 0, "", "");
    answers(&meier("sync"), 1, "1 conflict", "02421 22-2");
    assert!(server.text().contains("02421 22-1"));
    answers(&meier("sync --take theirs"), 0, "", "");
    assert!(server.text().contains("02421 22-2"));
    assert_eq!(git(&server.path("hub"), &["show", "main:koeln.ron"]), server.text());
    assert_eq!(git(&server.path("hub"), &["log", "-1", "--format=%an", "main"]), "Meier\n", "the merge too");
}

#[test]
fn the_screen_of_such_an_access_syncs_and_that_of_another_says_why_not() {
    let server = shared();
    let office = Office::new(&server);
    office.run(&["set", "regions/dueren/name", "Kreis an der Rur"]);
    office.run(&["sync"]);
    let mut otto = server.log_in("otto", "de_DE.UTF-8");
    otto.shows("Kreis Düren");
    otto.keys(CTRL_G).shows("Mit diesem Zugang nicht erlaubt.");
    assert_eq!(otto.keys("q").ends(), Life::Ended(0));
    let mut meier = server.log_in(KEYS[0], "de_DE.UTF-8");
    meier.shows("Kreis Düren");
    meier.keys(CTRL_G).shows("1 Änderung von aachen").shows("Kreis an der Rur");
    meier.keys("\r/telefon\re\x150241 1\r").shows("[+1]");
    meier.keys("\x13").shows(" gespeichert").hides("[+1]");
    meier.keys(CTRL_G).shows("Eingetragen: 1 Änderung · Gesendet.");
    assert_eq!(meier.keys("q").ends(), Life::Ended(0));
    assert_eq!(git(&server.path("hub"), &["log", "-1", "--format=%an", "main"]), "Meier\n");
}
