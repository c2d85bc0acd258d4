//! `sync` from one clone to another: what it takes along, what it says, what it asks.

use super::team::{PHONE, PROGRAM, SMALL, Team, run};

const EMAIL: &str = "bodies/dueren-buero/contact/email";

#[test]
fn two_people_change_different_things_and_both_have_everything() {
    let team = Team::new(&["anna", "berta"]);
    team.write("anna", &SMALL.replace("    regions: [\n", "    // Von Anna\n    regions: [\n"));
    team.done("anna", &["set", PHONE, "02421 22-1", "--reason", "angerufen"]);
    team.write("berta", &SMALL.replace("seat: \"Düren\"", "seat: \"Jülich\""));
    let said = team.done("anna", &["sync"]);
    assert!(said.contains("Committed: 1 change") && said.contains("Sent."), "{said}");
    let said = team.done("berta", &["sync"]);
    assert!(said.contains(": 1 change by anna"), "{said}");
    let said = team.done("anna", &["sync"]);
    assert!(said.contains(": 1 change by berta") && !said.contains("Sent."), "{said}");
    assert_eq!(team.text("anna"), team.text("berta"));
    for part in ["02421 22-1", "Jülich", "// Von Anna", "// Zentrale"] {
        assert!(team.text("anna").contains(part), "{part}");
    }
    team.is_settled("anna");
    team.is_settled("berta");
    assert_eq!(team.done("anna", &["sync"]), "Both sides are the same.\n");
    let subjects = team.git("anna", &["log", "--format=%an: %s", "--topo-order"]);
    let expected = "berta: Merge 1 change of anna\nberta: regions/dueren/seat: “Düren” → “Jülich”\n\
                    anna: bodies/dueren-buero/contact/phone: “02421 22-0” → “02421 22-1”\nanna: Anfang\n";
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&subjects), sorted(expected));
    // The history has what was done here; git has the rest.
    let blame = team.json("anna", &["blame", PHONE]);
    assert_eq!((&blame["fields"][0]["reason"], blame["fields"][0]["commit"].is_string()), (&"angerufen".into(), true));
    let blame = team.json("anna", &["blame", "regions/dueren/seat"]);
    assert_eq!(blame["fields"][0]["who"], "berta <berta@example.org>");
}

#[test]
fn several_changes_are_one_commit_that_names_them() {
    let team = Team::new(&["anna"]);
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    team.done("anna", &["set", "regions/koeln/short", "K"]);
    let answer = team.json("anna", &["sync", "--dry-run"]);
    assert_eq!((answer["committed"].as_array().unwrap().len(), &answer["pushed"]), (2, &true.into()));
    assert_eq!(team.git("anna", &["rev-list", "--count", "HEAD"]), "1\n", "a rehearsal commits nothing");
    let run = team.run("anna", &["sync", "--lang", "de"]);
    assert_eq!(run.out, "Eingetragen: 2 Änderungen\nGesendet.\n");
    assert_eq!(
        team.git("anna", &["log", "-1", "--format=%B"]),
        "2 Änderungen: regions/koeln, bodies/dueren-buero\n\nregions/koeln/short: „Köln“ → „K“\n\
         bodies/dueren-buero/contact/phone: „02421 22-0“ → „02421 22-1“\n"
    );
}

#[test]
fn a_conflict_is_said_and_decided_and_nothing_is_half_done_meanwhile() {
    let team = Team::new(&["anna", "berta"]);
    for (person, phone) in [("anna", "02421 111"), ("berta", "02421 222")] {
        team.done(person, &["set", PHONE, phone]);
    }
    team.done("berta", &["set", EMAIL, "b@kreis-dueren.example"]);
    team.done("anna", &["sync"]);
    let before = team.text("berta");
    let rehearsed = team.run("berta", &["sync", "--dry-run"]);
    assert_eq!((rehearsed.code, rehearsed.out.contains("1 conflict")), (Some(1), true), "{}", rehearsed.out);
    let asked = team.run("berta", &["sync"]);
    assert_eq!(asked.code, Some(1));
    assert!(
        asked.err.contains("Conflict: bodies/dueren-buero/contact/phone: here \"02421 222\", there \"02421 111\""),
        "{}",
        asked.err
    );
    assert!(asked.err.contains("--take ours"), "{}", asked.err);
    assert_eq!(team.text("berta"), before, "nothing is taken over, and no marks are written");
    assert_eq!(team.git("berta", &["status", "--porcelain", "--untracked-files=no"]), "");
    let answer = team.json("berta", &["sync"]);
    assert_eq!(answer["conflicts"][0]["theirs"], "\"02421 111\"", "{answer}");
    team.done("berta", &["sync", "--take", "ours"]);
    team.is_settled("berta");
    team.done("anna", &["sync"]);
    assert!(team.text("anna").contains("02421 222") && team.text("anna").contains("b@kreis-dueren.example"));
    // What is set as there is no conflict.
    for (person, phone) in [("anna", "02421 333"), ("berta", "02421 444")] {
        team.done(person, &["set", PHONE, phone]);
    }
    team.done("anna", &["sync"]);
    assert_eq!(team.run("berta", &["sync"]).code, Some(1));
    team.done("berta", &["set", PHONE, "02421 333"]);
    team.done("berta", &["sync"]);
    team.is_settled("berta");
    // Theirs, too, can be taken.
    for (person, phone) in [("anna", "02421 555"), ("berta", "02421 666")] {
        team.done(person, &["set", PHONE, phone]);
    }
    team.done("anna", &["sync"]);
    team.done("berta", &["sync", "--take", "theirs"]);
    assert!(team.text("berta").contains("02421 555"));
    team.is_settled("berta");
}

#[test]
fn other_files_come_along_where_only_the_others_changed_them() {
    let team = Team::new(&["anna", "berta"]);
    let put = |person: &str, name: &str, text: &str| {
        let path = team.path(person).join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("anna", "doc/new.txt", "neu\n");
    put("anna", "both.txt", "1\n2\n3\n");
    team.git("anna", &["add", "--all"]);
    team.git("anna", &["commit", "--quiet", "--message=Dateien"]);
    team.done("anna", &["sync"]);
    // Berta has her own unstaged and staged files meanwhile; they stay what they are.
    put("berta", "own.txt", "staged\n");
    team.git("berta", &["add", "own.txt"]);
    team.done("berta", &["set", PHONE, "02421 22-1"]);
    assert!(team.done("berta", &["sync"]).contains("Taken over: 2 other files"));
    assert_eq!(std::fs::read_to_string(team.path("berta/doc/new.txt")).unwrap(), "neu\n");
    assert_eq!(team.git("berta", &["status", "--porcelain", "--untracked-files=no"]), "A  own.txt\n");
    // Removed there, untouched here.
    team.done("anna", &["sync"]);
    team.git("anna", &["rm", "--quiet", "doc/new.txt"]);
    team.git("anna", &["commit", "--quiet", "--message=weg"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    assert!(!team.path("berta/doc/new.txt").exists());
    // Changed on both sides: that is for git.
    put("anna", "both.txt", "eins\n2\n3\n");
    team.commit("anna", "eins");
    team.done("anna", &["sync"]);
    team.done("berta", &["set", PHONE, "02421 22-2"]);
    put("berta", "both.txt", "1\n2\ndrei\n");
    let text = team.text("berta");
    let dirty = team.run("berta", &["sync"]);
    assert_eq!(dirty.code, Some(2));
    assert!(dirty.err.contains("not committed: both.txt"), "{}", dirty.err);
    team.git("berta", &["commit", "--quiet", "--message=drei", "both.txt"]);
    let refused = team.run("berta", &["sync"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("both sides: both.txt") && refused.err.contains("git pull"), "{}", refused.err);
    assert_eq!(team.text("berta"), text);
    team.git("berta", &["commit", "--quiet", "--message=own"]);
    team.git("berta", &["pull", "--quiet", "--no-rebase", "--no-edit"]);
    team.done("berta", &["sync"]);
    assert_eq!(std::fs::read_to_string(team.path("berta/both.txt")).unwrap(), "eins\n2\ndrei\n");
}

#[test]
fn line_ends_are_those_of_each_machine() {
    let team = Team::new(&["anna", "berta"]);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    team.git("berta", &["config", "core.autocrlf", "true"]);
    std::fs::remove_file(team.dataset("berta")).unwrap();
    team.git("berta", &["checkout", "--quiet", "--", "koeln.ron"]);
    assert_eq!(team.text("berta"), crlf(SMALL));
    team.done("berta", &["set", PHONE, "02421 22-1"]);
    team.done("anna", &["set", "regions/koeln/short", "K"]);
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    team.done("anna", &["sync"]);
    assert_eq!(team.text("berta"), crlf(&team.text("anna")));
    assert!(team.text("anna").contains("02421 22-1") && !team.text("anna").contains('\r'));
    team.is_settled("berta");
}

#[test]
fn what_cannot_be_read_is_neither_committed_nor_taken_over() {
    let team = Team::new(&["anna", "berta"]);
    team.write("anna", "Directory(");
    let run = team.run("anna", &["sync"]);
    assert_eq!((run.code, run.err.contains("cannot be read")), (Some(3), true), "{}", run.err);
    assert_eq!(team.git("anna", &["rev-list", "--count", "HEAD"]), "1\n");
    team.commit("anna", "trotzdem");
    team.git("anna", &["push", "--quiet"]);
    let run = team.run("berta", &["sync"]);
    assert_eq!((run.code, run.err.contains("version of the others cannot be read")), (Some(3), true), "{}", run.err);
    assert_eq!(team.text("berta"), SMALL);
    team.git("anna", &["rm", "--quiet", "--force", "koeln.ron"]);
    team.git("anna", &["commit", "--quiet", "--message=weg"]);
    team.git("anna", &["push", "--quiet"]);
    let run = team.run("berta", &["sync"]);
    assert_eq!((run.code, run.err.contains("have deleted the dataset")), (Some(2), true), "{}", run.err);
    assert_eq!(team.text("berta"), SMALL);
}

#[test]
fn whoever_only_reads_or_proposes_and_a_restricted_access_that_is_not_allowed_to_does_not_sync() {
    let team = Team::new(&["anna"]);
    team.done("anna", &["set", PHONE, "02421 22-1"]);
    for (line, code, said) in [
        ("--restricted sync", 2, "no command “sync” in restricted mode"),
        ("--restricted --allow-sync sync", 2, "Whether this access syncs is set"),
        ("--restricted sync --allow-sync", 2, "Whether this access syncs is set"),
        ("--allow-sync --restricted sync --watch 1", 2, "without --watch"),
        ("--allow-sync --restricted sync --read-only", 4, "--read-only"),
        ("--allow-sync --read-only --restricted sync --dry-run", 4, "--read-only"),
        ("--allow-sync --propose --restricted sync", 2, "those who may write the dataset sync it"),
        ("--propose sync", 2, "those who may write the dataset sync it"),
        ("--propose sync --dry-run", 2, "those who may write the dataset sync it"),
        ("--read-only sync", 4, "--read-only"),
        ("sync --watch 0", 2, "at least 1 minute"),
    ] {
        let words: Vec<&str> = ["--data", "koeln.ron"].into_iter().chain(line.split(' ')).collect();
        let run = team.run("anna", &words);
        assert!(run.code == Some(code) && run.err.contains(said), "{line}: {run:?}");
    }
    assert_eq!(team.run("anna", &["--read-only", "sync", "--dry-run"]).code, Some(0));
    assert_eq!(team.git("anna", &["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn a_restricted_access_commits_under_the_name_it_was_given_and_follows_no_variable() {
    let team = Team::new(&["anna"]);
    let evil = team.path("evil");
    for (author, name) in
        [(Some("Meier"), "Meier"), (Some("Müller <mueller@x.de>"), "Müller mueller@x.de"), (None, "anna")]
    {
        let line = ["--data", "koeln.ron", "--allow-sync", "--restricted"];
        let mut words: Vec<&str> = line.to_vec();
        words.extend(author.iter().flat_map(|author| ["--author", author]));
        team.done("anna", &["set", "regions/dueren/seat", name]);
        let mut command = team.command(PROGRAM, "anna");
        for (variable, value) in [
            ("GIT_AUTHOR_NAME", "Landrat"),
            ("GIT_COMMITTER_NAME", "Landrat"),
            ("GIT_SSH_COMMAND", "false"),
            ("GIT_TRACE", evil.to_str().unwrap()),
            ("TMPDIR", "/nowhere"),
        ] {
            command.env(variable, value);
        }
        let synced = run(command.args(words).arg("sync"));
        assert_eq!(synced.code, Some(0), "{synced:?}");
        let last = team.git("hub", &["log", "-1", "--format=%an <%ae> %cn <%ce>", "main"]);
        assert_eq!(last, format!("{name} <anna@example.org> anna <anna@example.org>\n"));
        assert!(!evil.exists());
    }
    // Where git was not told who it is, the account is the committer.
    for entry in ["user.name", "user.email"] {
        team.git("anna", &["config", "--unset", entry]);
    }
    team.done("anna", &["set", "regions/dueren/seat", "Jülich"]);
    team.done("anna", &["--data", "koeln.ron", "--allow-sync", "--restricted", "--author", "Meier", "sync"]);
    let last = team.git("hub", &["log", "-1", "--format=%an", "main"]);
    assert_eq!(last, "Meier\n");
}
