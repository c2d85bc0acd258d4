//! `log` and `blame` tell what the history beside the file and git have, each change once.

use serde_json::Value;

use super::team::{PHONE, PROGRAM, SMALL, Team, run};

/// The changes of an answer of `log`: where, what it is now, who, and whether a commit has it.
fn told(log: &Value) -> Vec<(String, String, String, bool)> {
    let text = |change: &Value, name: &str| change[name].as_str().unwrap_or_default().to_owned();
    let changes = log["changes"].as_array().unwrap().iter();
    changes.map(|c| (text(c, "address"), text(c, "after"), text(c, "who"), c["commit"].is_string())).collect()
}

#[test]
fn what_was_saved_and_committed_is_told_once_and_what_only_one_has_too() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["set", PHONE, "111", "--reason", "angerufen"]);
    team.done("anna", &["set", PHONE, "222"]);
    team.commit("anna", "Telefon");
    team.git("anna", &["push", "--quiet"]);
    // By hand, in another clone.
    team.git("berta", &["pull", "--quiet"]);
    team.write("berta", &team.text("berta").replace("\"222\"", "\"333\""));
    team.commit("berta", "Nummer berichtigt");
    team.git("berta", &["push", "--quiet"]);
    team.git("anna", &["pull", "--quiet"]);
    team.done("anna", &["set", "regions/koeln/short", "K"]);
    let log = team.json("anna", &["log"]);
    let told = told(&log);
    // Within one second nobody knows which came first.
    let of = |value: &str| told.iter().position(|(_, now, ..)| now == value).unwrap();
    let places: Vec<(&str, bool)> = ["\"K\"", "\"333\"", "\"222\"", "\"111\"", ""]
        .map(|value| (told[of(value)].0.as_str(), told[of(value)].3))
        .to_vec();
    assert_eq!(
        places,
        [("regions/koeln/short", false), (PHONE, true), (PHONE, true), (PHONE, false), ("", true)],
        "{log}"
    );
    assert_eq!(told.len(), 5, "{log}");
    assert_eq!(told[of("\"333\"")].2, "berta <berta@example.org>");
    let saver = &told[of("\"222\"")].2;
    assert!(saver.contains('@') && !saver.contains('<'), "as the history has it: {saver}");
    let reason = |value: &str| &log["changes"][of(value)]["reason"];
    assert_eq!((reason("\"333\""), reason("\"111\"")), (&"Nummer berichtigt".into(), &"angerufen".into()));
    assert_eq!(log["changes"][of("")]["step"], "file-added");
    let limited = team.json("anna", &["log", PHONE, "--limit", "2"]);
    assert_eq!(limited["changes"].as_array().unwrap().len(), 2);
    let people = team.done("anna", &["log"]);
    assert!(people.contains("berta <berta@example.org>") && people.contains("file added"), "{people}");
    assert!(
        team.done("anna", &["log", "--format", "csv"]).starts_with("when,who,address,before,after,step,reason,commit")
    );
}

#[test]
fn each_field_has_who_changed_it_last_whichever_source_knows() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["set", PHONE, "111", "--reason", "angerufen"]);
    team.commit("anna", "Telefon");
    team.git("anna", &["push", "--quiet"]);
    team.git("berta", &["pull", "--quiet"]);
    team.write("berta", &team.text("berta").replace("\"Bildungsbüro Kreis Düren\"", "\"Büro Düren\""));
    let email = "bodies/dueren-buero/contact/email";
    team.done("berta", &["set", email, "neu@kreis-dueren.example"]);
    team.commit("berta", "Name und Post");
    team.git("berta", &["push", "--quiet"]);
    team.git("anna", &["pull", "--quiet"]);
    team.done("anna", &["set", "bodies/dueren-buero/note", "Neu"]);
    // By hand, and not committed: neither source knows.
    team.write("anna", &team.text("anna").replace("\"Neu\"", "\"Von Hand\""));
    let blame = team.json("anna", &["blame", "bodies/dueren-buero"]);
    let field = |name: &str| {
        let address = format!("bodies/dueren-buero/{name}");
        blame["fields"].as_array().unwrap().iter().find(|f| f["address"] == *address).unwrap().clone()
    };
    assert_eq!(
        (&field("contact/phone")["reason"], field("contact/phone")["commit"].is_string()),
        (&"angerufen".into(), true)
    );
    for (name, who, why) in [("contact/email", "berta <", "Name und Post"), ("level", "anna <", "Anfang")] {
        let field = field(name);
        assert!(field["who"].as_str().unwrap().starts_with(who), "{field}");
        assert_eq!(field["reason"], why);
    }
    assert_eq!((&field("note")["value"], &field("note")["who"]), (&"\"Von Hand\"".into(), &Value::Null));
    let one = team.json("anna", &["blame", PHONE]);
    assert_eq!(one["fields"].as_array().unwrap().len(), 1);
    let people = team.done("anna", &["blame", "bodies/dueren-buero/contact"]);
    assert!(people.contains("angerufen") && people.contains("neu@kreis-dueren.example"), "{people}");
    assert_eq!(team.run("anna", &["blame", "bodies/dueren-buero/note"]).code, Some(1));
    assert_eq!(team.run("anna", &["blame", "bodies/nirgends"]).code, Some(1));
    assert_eq!(team.run("anna", &["blame", "bodies/dueren-buero/nichts"]).code, Some(2));
}

#[test]
fn a_merge_has_changed_only_what_neither_side_had() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["git", "setup"]);
    team.done("anna", &["set", PHONE, "111"]);
    team.commit("anna", "a");
    team.git("anna", &["push", "--quiet"]);
    team.write("berta", &team.text("berta").replace("seat: \"Düren\"", "seat: \"Jülich\""));
    team.commit("berta", "b");
    team.git("berta", &["push", "--quiet", "origin", "main:side"]);
    team.git("anna", &["fetch", "--quiet"]);
    team.git("anna", &["merge", "--quiet", "--no-edit", "origin/side"]);
    let told = told(&team.json("anna", &["log"]));
    let places: Vec<&str> = told.iter().map(|(at, ..)| &**at).collect();
    assert_eq!(places.iter().filter(|at| **at == "regions/dueren/seat").count(), 1, "{told:?}");
    assert_eq!(places.iter().filter(|at| **at == PHONE).count(), 1, "{told:?}");
    assert_eq!(places.len(), 3, "{told:?}");
}

#[test]
fn without_git_or_a_repository_the_history_answers_and_a_restricted_access_says_so() {
    let team = Team::new(&["anna"]);
    team.done("anna", &["set", PHONE, "111"]);
    team.commit("anna", "Telefon");
    let nowhere = run(team.command(PROGRAM, "anna").args(["log", "--format", "json"]).env("PATH", "/nowhere"));
    assert!(nowhere.err.contains("git cannot be started"), "{}", nowhere.err);
    assert_eq!(told(&serde_json::from_str(&nowhere.out).unwrap()).len(), 1);
    let restricted = team.run("anna", &["--data", "koeln.ron", "--restricted", "log", "--format", "json"]);
    assert!(restricted.err.contains("starts no other programs"), "{}", restricted.err);
    assert_eq!(told(&serde_json::from_str(&restricted.out).unwrap()).len(), 1);
    // Outside of a repository there is nothing to say.
    std::fs::create_dir(team.path("alone")).unwrap();
    team.write("alone", SMALL);
    team.done("alone", &["set", PHONE, "111"]);
    let alone = run(team.command(PROGRAM, "alone").args(["blame", PHONE]).env("PATH", "/nowhere"));
    assert_eq!((alone.code, &*alone.err), (Some(0), ""));
}

#[test]
fn a_hostile_repository_starts_nothing_and_steers_no_terminal() {
    let team = Team::new(&["anna"]);
    let trap = format!("touch {}", team.path("trapped").display());
    for name in ["core.pager", "pager.log", "core.fsmonitor", "diff.external", "gpg.program", "core.sshCommand"] {
        team.git("anna", &["config", name, &trap]);
    }
    for (name, value) in [("log.showSignature", "true"), ("log.follow", "true"), ("color.ui", "always")] {
        team.git("anna", &["config", name, value]);
    }
    let hooks = team.path("anna/.git/hooks/post-index-change");
    std::fs::write(&hooks, format!("#!/bin/sh\n{trap}\n")).unwrap();
    team.write("anna", &SMALL.replace("02421 22-0", "5"));
    team.git(
        "anna",
        &[
            "-c",
            "core.fsmonitor=",
            "-c",
            "user.name=\u{1b}]0;x\u{7}Böse",
            "commit",
            "--quiet",
            "--all",
            "--message=\u{1b}[2J\u{202e}",
        ],
    );
    let _ = std::fs::remove_file(team.path("trapped"));
    for command in ["log", "blame"] {
        let mut arguments = vec![command];
        arguments.extend((command == "blame").then_some(PHONE));
        let run = team.run("anna", &arguments);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let with_environment = run_with_traps(&team, &arguments, &trap);
        assert_eq!(with_environment, run.out);
    }
    assert!(!team.path("trapped").exists());
}

/// Runs the program where the environment leads git elsewhere and names programs.
fn run_with_traps(team: &Team, arguments: &[&str], trap: &str) -> String {
    let mut command = team.command(PROGRAM, "anna");
    for name in ["GIT_PAGER", "PAGER", "GIT_EXTERNAL_DIFF", "GIT_ASKPASS", "GIT_SSH_COMMAND"] {
        command.env(name, trap);
    }
    command.env("GIT_DIR", "/nowhere").env("GIT_WORK_TREE", "/nowhere").env("GIT_INDEX_FILE", "/nowhere");
    run(command.args(arguments)).out
}

#[test]
fn a_version_that_cannot_be_read_is_counted() {
    let team = Team::new(&["anna"]);
    team.write("anna", "Directory(");
    team.commit("anna", "kaputt");
    team.write("anna", &SMALL.replace("02421 22-0", "5"));
    team.commit("anna", "wieder gut");
    let run = team.run("anna", &["log"]);
    assert!(run.err.contains("2 versions in git are unreadable"), "{}", run.err);
}

#[test]
fn a_record_is_followed_to_the_ids_that_it_had_before() {
    let team = Team::new(&["anna", "berta"]);
    let said = |person: &str, arguments: &[&str]| {
        team.done(person, arguments);
        team.done(person, &["sync"]);
    };
    said("anna", &["set", "bodies/dueren-buero/name", "Büro Eins", "--reason", "Umbenennung"]);
    team.done("berta", &["sync"]);
    // While anna gives it another identifier, berta changes it under the one before.
    team.done("berta", &["set", "bodies/dueren-buero/note", "Von berta"]);
    said("anna", &["set", "bodies/dueren-buero/id", "dueren-zwei"]);
    team.done("berta", &["sync"]);
    // Another identifier and another value in one commit.
    team.done("anna", &["sync"]);
    team.done("anna", &["set", "bodies/dueren-zwei/contact/phone", "333", "--reason", "angerufen"]);
    said("anna", &["set", "bodies/dueren-zwei/id", "dueren-drei"]);
    team.done("berta", &["sync"]);
    // Not committed yet.
    team.done("anna", &["set", "bodies/dueren-drei/id", "dueren-vier"]);
    for (person, record) in [("anna", "bodies/dueren-vier"), ("berta", "bodies/dueren-drei")] {
        let blame = team.json(person, &["blame", record]);
        let who = |name: &str| {
            let address = format!("{record}/{name}");
            let field = blame["fields"].as_array().unwrap().iter().find(|f| f["address"] == *address).unwrap();
            assert_eq!(field["commit"].is_string(), name != "id" || person == "berta", "{person}: {field}");
            // What was saved here is told by the history, which has no addresses of mail.
            let who = field["who"].as_str().unwrap();
            if who.contains('<') { who.split(' ').next().unwrap().to_owned() } else { person.to_owned() }
        };
        assert_eq!(who("note"), "berta");
        for own in ["name", "id", "contact/phone", "level"] {
            assert_eq!(who(own), "anna", "{own}: {blame}");
        }
        let log = team.json(person, &["log", record]);
        let mut told: Vec<String> = told(&log).into_iter().map(|(at, now, ..)| format!("{at} {now}")).collect();
        // The record as it came.
        told.retain(|line| !line.contains('('));
        told.sort();
        let phone = if person == "anna" { "dueren-zwei" } else { "dueren-drei" };
        let mut expected = vec![
            "bodies/dueren-buero/name \"Büro Eins\"".to_owned(),
            "bodies/dueren-buero/note \"Von berta\"".to_owned(),
            format!("bodies/{phone}/contact/phone \"333\""),
            "bodies/dueren-drei/id \"dueren-drei\"".to_owned(),
            "bodies/dueren-zwei/id \"dueren-zwei\"".to_owned(),
        ];
        expected.extend((person == "anna").then(|| "bodies/dueren-vier/id \"dueren-vier\"".to_owned()));
        expected.sort();
        assert_eq!(told, expected, "{person}: {log}");
        let name = team.json(person, &["log", &format!("{record}/name")]);
        assert_eq!(name["changes"].as_array().unwrap().len(), 1, "{name}");
    }
}

#[test]
fn reasons_and_proposers_travel_with_the_commits() {
    let team = Team::new(&["anna", "berta"]);
    let email = "bodies/dueren-buero/contact/email";
    team.done("anna", &["set", PHONE, "111", "--reason", "angerufen: Frau am Empfang"]);
    team.done("anna", &["sync"]);
    let message = team.git("anna", &["log", "-1", "--format=%B"]);
    assert!(message.ends_with("\n\nReason: angerufen: Frau am Empfang\n\n"), "{message}");
    team.done("anna", &["set", PHONE, "222", "--reason", "noch einmal angerufen"]);
    team.done("anna", &["set", "regions/koeln/short", "K"]);
    team.done(
        "anna",
        &["--author", "Meier", "--propose", "set", email, "neu@kreis-dueren.example", "--reason", "steht im Netz"],
    );
    team.done("anna", &["proposals", "take", "1"]);
    team.done("anna", &["sync"]);
    let message = team.git("anna", &["log", "-1", "--format=%b"]);
    let notes: Vec<&str> = message.split("\n\n").nth(1).unwrap_or_default().lines().collect();
    assert_eq!(
        notes,
        [
            &*format!("Reason: {PHONE}: noch einmal angerufen"),
            &format!("Reason: {email}: steht im Netz"),
            &format!("Proposed-by: {email}: Meier"),
        ],
        "{message}"
    );
    team.done("berta", &["sync"]);
    let blame = |place: &str| team.json("berta", &["blame", place])["fields"][0].clone();
    assert_eq!(blame(PHONE)["reason"], "noch einmal angerufen");
    let taken = blame(email);
    assert_eq!((&taken["reason"], &taken["proposed_by"]), (&"steht im Netz".into(), &"Meier".into()));
    let people = team.done("berta", &["blame", email]);
    assert!(people.contains("anna <anna@example.org>, proposed by Meier"), "{people}");
    assert!(blame("regions/koeln/short")["reason"].as_str().unwrap().contains("changes"), "the first line");
    let log = team.json("berta", &["log", PHONE]);
    let reasons: Vec<&str> = log["changes"].as_array().unwrap().iter().map(|c| c["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["noch einmal angerufen", "angerufen: Frau am Empfang"]);
    let log = team.done("berta", &["log"]);
    assert!(log.contains("proposed by Meier") && log.contains("steht im Netz"), "{log}");
}
