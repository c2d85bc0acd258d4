//! Repositories and other machines as they are: gone, empty, refusing, asking, half done, hostile.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use super::team::{PHONE, PROGRAM, SMALL, Team, install_script, run};

/// Syncs, which is refused in these words; the dataset stays, and what is committed with it.
#[track_caller]
fn refused(team: &Team, person: &str, code: i32, words: &str) {
    let text = team.text(person);
    let run = team.run(person, &["sync"]);
    assert_eq!(run.code, Some(code), "{}{}", run.out, run.err);
    assert!(run.err.contains(words), "{}", run.err);
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
    assert_eq!(team.text(person), text);
}

#[test]
fn an_empty_remote_gets_its_first_version_and_a_second_clone_adds_its_own() {
    let team = Team::empty();
    team.clone_for("anna");
    team.clone_for("berta");
    team.write("anna", SMALL);
    team.write("berta", &SMALL.replace("02421 22-0", "02421 22-9"));
    assert_eq!(team.done("anna", &["sync", "--dry-run"]), "Would commit: the dataset\nWould send.\n");
    team.done("anna", &["sync"]);
    team.is_settled("anna");
    // Berta has the dataset without any common version: what differs is asked.
    let run = team.run("berta", &["sync"]);
    assert_eq!((run.code, run.err.contains(PHONE)), (Some(1), true), "{}", run.err);
    team.done("berta", &["sync", "--take", "ours"]);
    team.is_settled("berta");
    assert!(team.text("berta").contains("02421 22-9"));
    assert_eq!(team.git("berta", &["rev-list", "--count", "HEAD"]), "2\n");
}

#[test]
fn a_clone_that_was_made_before_the_dataset_came_is_told_to_pull() {
    let team = Team::empty();
    team.clone_for("anna");
    team.clone_for("berta");
    team.write("anna", SMALL);
    team.done("anna", &["git", "setup"]);
    team.done("anna", &["sync"]);
    for command in [&["sync"][..], &["git", "setup"]] {
        let run = team.run("berta", command);
        assert!(run.code != Some(0) && run.err.contains("git pull"), "{run:?}");
    }
    team.git("berta", &["pull", "--quiet"]);
    team.done("berta", &["git", "setup"]);
    assert_eq!(team.done("berta", &["sync"]), "Both sides are the same.\n");
    // Elsewhere, git has nothing to do with it.
    std::fs::create_dir(team.path("alone")).unwrap();
    assert!(!team.run("alone", &["sync"]).err.contains("git pull"));
}

#[test]
fn what_the_setup_wrote_is_committed_and_the_status_is_clean() {
    let team = Team::new(&["anna", "berta", "carla"]);
    for person in ["anna", "berta"] {
        team.done(person, &["git", "setup"]);
    }
    let said = team.done("anna", &["sync", "--dry-run"]);
    assert_eq!(said, "Would commit: .gitattributes, by git setup\nWould send.\n");
    let said = team.done("anna", &["sync"]);
    assert_eq!(said, "Committed: .gitattributes, by git setup\nSent.\n");
    std::fs::write(team.path("anna/koeln.ron.reminders"), "{}\n").unwrap();
    // Berta wrote the same and changed something.
    team.done("berta", &["set", PHONE, "02421 22-1"]);
    team.done("berta", &["sync"]);
    team.done("anna", &["sync"]);
    for person in ["anna", "berta"] {
        team.is_settled(person);
        assert_eq!(team.git(person, &["status", "--porcelain"]), "", "{person}");
    }
    // What somebody wrote into it is theirs to commit.
    std::fs::write(team.path("carla/.gitattributes"), "*.png binary\n").unwrap();
    refused(&team, "carla", 2, ".gitattributes");
}

#[test]
fn a_remote_that_is_gone_keeps_what_was_committed_for_the_next_time() {
    let team = Team::new(&["anna"]);
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    std::fs::rename(team.path("hub"), team.path("away")).unwrap();
    let would = team.run("anna", &["sync", "--dry-run"]);
    assert!(would.err.contains("cannot be reached") && !would.err.contains("is committed here"), "{}", would.err);
    let hub = team.path("hub").display().to_string();
    refused(&team, "anna", 4, "the next sync sends it");
    let said = team.run("anna", &["sync", "--lang", "de"]).err;
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].ends_with(&format!("Die Gegenseite ist nicht erreichbar: {hub}")), "{said}");
    assert!(lines[1].contains("der nächste Abgleich sendet es"), "{said}");
    assert!(lines.len() > 2 && lines[2..].iter().all(|line| line.trim_start().starts_with("git: ")), "{said}");
    assert!(!said.contains("--no-tags"), "{said}");
    assert_eq!(team.git("anna", &["rev-list", "--count", "HEAD"]), "2\n");
    std::fs::rename(team.path("away"), team.path("hub")).unwrap();
    team.done("anna", &["sync"]);
    team.is_settled("anna");
}

#[test]
fn a_remote_that_refuses_is_quoted_without_what_steers_a_terminal() {
    let team = Team::new(&["anna"]);
    let hook = "#!/bin/sh\nprintf 'heute \\033]0;x\\007nicht\\033[2J\\n' >&2\nexit 1\n";
    install_script(&team.path("hub/hooks/pre-receive"), hook);
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    refused(&team, "anna", 4, "nicht");
    std::fs::remove_file(team.path("hub/hooks/pre-receive")).unwrap();
    team.done("anna", &["sync"]);
    team.is_settled("anna");
}

#[test]
fn a_remote_that_asks_for_a_password_gets_none_and_nobody_waits() {
    let team = Team::new(&["anna"]);
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/koeln.git", server.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    team.git("anna", &["remote", "set-url", "origin", &url]);
    let asker = team.path("asker");
    install_script(&asker, &format!("#!/bin/sh\ntouch {}\n", team.path("asked").display()));
    for (name, value) in [("core.askPass", asker.to_str().unwrap()), ("credential.helper", "")] {
        team.git("anna", &["config", name, value]);
    }
    refused(&team, "anna", 4, "terminal prompts disabled");
    assert!(!team.path("asked").exists());
}

#[test]
fn ssh_is_told_to_ask_nothing_and_carries_the_dataset() {
    let team = Team::new(&["anna", "berta"]);
    // What stands for ssh notes its arguments and runs the last one here.
    let ssh = team.path("ssh");
    install_script(
        &ssh,
        "#!/bin/sh\necho \"$@\" >> \"$0.log\"\nwhile test $# -gt 1; do shift; done\nexec sh -c \"$1\"\n",
    );
    let url = format!("ssh://koeln.example{}", team.path("hub").display());
    for person in ["anna", "berta"] {
        team.git(person, &["remote", "set-url", "origin", &url]);
        team.git(person, &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    }
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    assert!(team.text("berta").contains("02421 22-1"));
    let log = std::fs::read_to_string(team.path("ssh.log")).unwrap();
    assert!(log.lines().count() >= 3 && log.lines().all(|line| line.contains("BatchMode=yes")), "{log}");
}

#[test]
fn whoever_was_quicker_is_merged_and_it_goes_on() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    team.done("berta", &["set", "regions/koeln/short", "K"]);
    // Berta pushes in the moment before Anna does.
    let hook = format!(
        "#!/bin/sh\ntest -e {0} || {{ touch {0}; cd {1} && unset GIT_DIR && BILDUNGSNETZ_DATA={1}/koeln.ron {PROGRAM} sync; }}\n",
        team.path("quick").display(),
        team.path("berta").display()
    );
    install_script(&team.path("anna/.git/hooks/pre-push"), &hook);
    let said = team.done("anna", &["sync"]);
    assert!(said.contains("1 change by berta") && said.contains("Sent."), "{said}");
    assert!(team.text("anna").contains("short: \"K\""));
    team.is_settled("anna");
}

#[test]
fn a_repository_in_which_something_is_under_way_is_left_alone() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["set", PHONE, "02421 111"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["set", PHONE, "02421 222"]);
    team.commit("berta", "b");
    assert!(!team.try_git("berta", &["pull", "--rebase"]).status.success());
    refused(&team, "berta", 2, "A git rebase is still under way");
    team.git("berta", &["rebase", "--abort"]);
    assert!(!team.try_git("berta", &["pull", "--no-rebase"]).status.success());
    refused(&team, "berta", 2, "A git merge is still under way");
    team.git("berta", &["merge", "--abort"]);
    std::fs::write(team.path("berta/.git/index.lock"), "").unwrap();
    refused(&team, "berta", 5, "index.lock");
    std::fs::remove_file(team.path("berta/.git/index.lock")).unwrap();
    team.done("berta", &["sync", "--take", "ours"]);
    team.git("berta", &["checkout", "--quiet", "--detach"]);
    refused(&team, "berta", 2, "No branch is checked out");
    team.git("berta", &["checkout", "--quiet", "-b", "versuch"]);
    refused(&team, "berta", 2, "git push --set-upstream origin versuch");
}

#[test]
fn one_sync_at_a_time() {
    let team = Team::new(&["anna"]);
    let lock = std::fs::File::create(team.path("anna/.git/bildungsnetz.lock")).unwrap();
    lock.lock().unwrap();
    refused(&team, "anna", 5, "is just being synced");
    drop(lock);
    team.done("anna", &["sync"]);
}

#[test]
fn a_shallow_clone_fetches_what_it_needs() {
    let team = Team::new(&["anna"]);
    for phone in ["02421 1", "02421 2", "02421 3"] {
        team.done("anna", &["set", PHONE, phone]);
        team.done("anna", &["sync"]);
    }
    let url = format!("file://{}", team.path("hub").display());
    team.git(".", &["clone", "--quiet", "--depth=1", &url, "berta"]);
    team.git("berta", &["config", "user.name", "berta"]);
    team.git("berta", &["config", "user.email", "berta@example.org"]);
    team.done("berta", &["set", "regions/koeln/short", "K"]);
    team.done("anna", &["set", PHONE, "02421 4"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    team.is_settled("berta");
    assert!(team.text("berta").contains("02421 4") && team.text("berta").contains("short: \"K\""));
}

#[test]
fn unrelated_repositories_are_left_alone() {
    let team = Team::new(&["anna"]);
    team.git("anna", &["checkout", "--quiet", "--orphan", "neu"]);
    team.git("anna", &["commit", "--quiet", "--message=anders"]);
    team.git("anna", &["branch", "--quiet", "--force", "main", "neu"]);
    team.git("anna", &["checkout", "--quiet", "main"]);
    refused(&team, "anna", 2, "no common origin");
}

#[test]
fn a_file_that_git_ignores_is_not_added_behind_its_back() {
    let team = Team::empty();
    team.clone_for("anna");
    team.write("anna", SMALL);
    std::fs::write(team.path("anna/.gitignore"), "*.ron\n").unwrap();
    refused(&team, "anna", 2, "told to ignore this file");
}

#[test]
fn without_a_repository_or_git_that_is_said() {
    let team = Team::new(&["anna"]);
    std::fs::create_dir(team.path("alone")).unwrap();
    team.write("alone", SMALL);
    refused(&team, "alone", 2, "not in a git repository");
    let run = run(team.command(PROGRAM, "anna").arg("sync").env("PATH", "/nowhere"));
    assert_eq!((run.code, run.err.contains("git cannot be started")), (Some(2), true), "{}", run.err);
}

#[test]
fn whoever_git_does_not_know_commits_under_their_account() {
    let team = Team::new(&["anna"]);
    for name in ["user.name", "user.email"] {
        team.git("anna", &["config", "--unset", name]);
    }
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    team.done("anna", &["--author", "Anna Amt", "sync"]);
    assert!(
        team.git("anna", &["log", "-1", "--format=%an <%ae>"]).starts_with("Anna Amt <"),
        "the person that is named"
    );
}
