//! A sync that is killed at any step, and run again: nothing is lost, nothing is half done.
//!
//! A program named `git` stands in front of git and kills who called it, at the call that is its
//! turn: before it does anything, or after.

use std::path::Path;
use std::process::Command;

use super::team::{PHONE, PROGRAM, SMALL, Team, install_script, run};

const KILLER: &str = r#"#!/bin/sh
count=$(($(cat "$KILLER_FOLDER/count" 2>/dev/null || echo 0) + 1))
echo $count > "$KILLER_FOLDER/count"
test "$count $KILLER_WHEN" = "$KILLER_AT before" && kill -9 $PPID && exit 1
PATH=$KILLER_PATH git "$@"
code=$?
test "$count $KILLER_WHEN" = "$KILLER_AT after" && kill -9 $PPID
exit $code
"#;

impl Team {
    /// Syncs, and is killed at this call of git. Returns what it said by then; `None` when there
    /// were not so many.
    fn killed(&self, person: &str, at: usize, when: &str) -> Option<String> {
        let folder = self.path("killer");
        if !folder.exists() {
            install_script(&folder.join("git"), KILLER);
        }
        let _ = std::fs::remove_file(folder.join("count"));
        let path = std::env::var("PATH").unwrap();
        let mut command = self.command(PROGRAM, person);
        command.env("PATH", format!("{}:{path}", folder.display())).env("KILLER_PATH", path);
        command.env("KILLER_FOLDER", &folder).env("KILLER_AT", at.to_string()).env("KILLER_WHEN", when);
        let ended = run(command.arg("sync"));
        assert!(ended.code.is_none() || ended.code == Some(0), "{}{}", ended.out, ended.err);
        ended.code.is_none().then_some(ended.out)
    }

    /// Returns a copy of all folders.
    fn copy(&self) -> Team {
        let copy = Team::bare();
        let contents = self.path(".");
        assert!(Command::new("cp").arg("-a").arg(contents).arg(copy.path(".")).status().unwrap().success());
        for person in ["anna", "berta"].iter().filter(|person| copy.path(person).exists()) {
            copy.git(person, &["remote", "set-url", "origin", copy.path("hub").to_str().unwrap()]);
        }
        copy
    }
}

/// Kills Berta's sync at each step, and looks at what the next one makes of it.
///
/// Killed before a call is killed after the one before it, and after what the program did between.
fn killed_everywhere(story: &Team, when: &str, look: impl Fn(&Team)) {
    let received: Vec<String> = {
        let team = story.copy();
        let whole = team.done("berta", &["sync"]);
        lines_about_others(&whole).into_iter().map(str::to_owned).collect()
    };
    let mut at = 1;
    loop {
        let team = story.copy();
        let Some(said) = team.killed("berta", at, when) else { break };
        // Whatever state it is in, the dataset is whole.
        let text = team.text("berta");
        assert!(text.contains("// Zentrale") && text.ends_with(")\n"), "{when} {at}: {text}");
        let again = team.run("berta", &["sync"]);
        assert_eq!(again.code, Some(0), "{when} {at}: {}{}", again.out, again.err);
        team.is_settled("berta");
        // Whoever was told nothing by the run that was killed is told by this one.
        if lines_about_others(&said) != received {
            assert_eq!(lines_about_others(&again.out), received, "{when} {at}: {said}{}", again.out);
        }
        look(&team);
        at += 1;
    }
    assert!(at > 10, "{at}");
}

/// What a sync said of what it received.
fn lines_about_others(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("Since ") || line.starts_with("Taken over")).collect()
}

/// Both changed the dataset, and Anna another file and a comment; she proposes something too.
fn both_changed() -> Team {
    let team = Team::new(&["anna", "berta"]);
    std::fs::write(team.path("anna/other.txt"), "anders\n").unwrap();
    team.git("anna", &["add", "other.txt"]);
    team.write("anna", &SMALL.replace("    regions: [\n", "    // Von Anna\n    regions: [\n"));
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    team.git("anna", &["commit", "--quiet", "--all", "--message=Anna"]);
    team.done("anna", &["--author", "anna", "--propose", "set", PHONE, "02421 22-5"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["set", "regions/dueren/seat", "Jülich"]);
    team
}

fn has_both(team: &Team) {
    for part in ["02421 22-1", "Jülich", "// Von Anna"] {
        assert!(team.text("berta").contains(part), "{part} is missing: {}", team.text("berta"));
    }
    assert_eq!(std::fs::read_to_string(team.path("berta/other.txt")).unwrap(), "anders\n");
    assert_eq!(team.git("hub", &["show", "main:koeln.ron"]), team.text("berta"));
    // Whoever changed something is still told.
    let blame = team.json("berta", &["blame", PHONE]);
    assert_eq!(blame["fields"][0]["who"], "anna <anna@example.org>");
}

/// So many proposals are in the common repository, and beside Berta's dataset.
fn has_proposals(team: &Team, count: usize) {
    let listed = team.git("hub", &["ls-tree", "--name-only", "main", "koeln.ron.proposals/"]);
    let names: Vec<&str> = listed.lines().collect();
    assert!(names.len() == count && names.iter().all(|name| team.path("berta").join(name).exists()), "{names:?}");
}

#[test]
fn a_merge_is_killed_before_each_call_of_git() {
    let team = both_changed();
    team.done("berta", &["--author", "berta", "--propose", "set", PHONE, "02421 22-6"]);
    killed_everywhere(&team, "before", |team| {
        has_both(team);
        has_proposals(team, 2);
    });
}

#[test]
fn taking_over_without_own_changes_is_killed_before_each_call_of_git() {
    let team = both_changed();
    team.git("berta", &["checkout", "--quiet", "--", "koeln.ron"]);
    killed_everywhere(&team, "before", |team| {
        assert_eq!(team.text("berta"), team.text("anna"));
        assert_eq!(std::fs::read_to_string(team.path("berta/other.txt")).unwrap(), "anders\n");
        has_proposals(team, 1);
    });
}

#[test]
fn the_first_sync_of_all_is_killed_after_each_call_of_git() {
    let team = Team::empty();
    team.clone_for("berta");
    team.write("berta", SMALL);
    killed_everywhere(&team, "after", |team| assert_eq!(team.git("hub", &["show", "main:koeln.ron"]), SMALL));
}

#[test]
fn what_is_edited_between_a_kill_and_the_next_sync_is_kept_too() {
    let story = both_changed();
    for at in (1..).step_by(3) {
        let team = story.copy();
        if team.killed("berta", at, "before").is_none() {
            break;
        }
        // Meanwhile both go on, and Anna changes the other file once more.
        team.done("berta", &["set", "regions/koeln/short", "K"]);
        std::fs::write(team.path("anna/other.txt"), "noch einmal anders\n").unwrap();
        team.commit("anna", "anders");
        team.git("anna", &["pull", "--quiet", "--rebase"]);
        team.git("anna", &["push", "--quiet"]);
        let again = team.run("berta", &["sync"]);
        assert_eq!(again.code, Some(0), "{at}: {}{}", again.out, again.err);
        team.is_settled("berta");
        assert!(again.out.contains(" by anna\n") && again.out.contains("other file"), "{at}: {}", again.out);
        for part in ["02421 22-1", "Jülich", "// Von Anna", "short: \"K\""] {
            assert!(team.text("berta").contains(part), "{at}: {part} is missing");
        }
        assert_eq!(std::fs::read_to_string(team.path("berta/other.txt")).unwrap(), "noch einmal anders\n", "{at}");
    }
}

#[test]
fn the_killer_kills() {
    let team = both_changed();
    assert!(team.killed("berta", 1, "before").is_some());
    assert!(team.killed("berta", 1000, "before").is_none());
    assert!(Path::new(&team.path("killer/count")).exists());
}
