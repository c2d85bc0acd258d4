//! Proposals beside the dataset go with a sync from one machine to another, and so do the answers.

use super::team::{PHONE, Team};

/// The names of the files in somebody's folder of proposals.
fn files(team: &Team, person: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(team.path(person).join("koeln.ron.proposals")) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Proposes a telephone.
fn propose(team: &Team, person: &str, phone: &str) {
    team.done(person, &["--author", person, "--propose", "set", PHONE, phone]);
}

#[test]
fn a_proposal_is_made_at_one_place_and_taken_at_another() {
    let team = Team::new(&["anna", "berta"]);
    propose(&team, "anna", "02421 22-1");
    let would = team.done("anna", &["sync", "--dry-run"]);
    assert_eq!(would, "Would commit: 1 proposal or answer to one\nWould send.\n");
    assert_eq!(team.done("anna", &["sync"]), "Committed: 1 proposal or answer to one\nSent.\n");
    team.is_settled("anna");
    assert_eq!(team.done("anna", &["sync"]), "Both sides are the same.\n");
    assert_eq!(team.done("berta", &["sync"]), "Taken over: 1 proposal\n");
    assert_eq!(files(&team, "berta"), files(&team, "anna"));
    team.done("berta", &["--author", "berta", "proposals", "take", "anna"]);
    let said = team.done("berta", &["sync"]);
    assert!(said.contains("Committed: 1 change") && said.contains("Committed: 1 proposal"), "{said}");
    let said = team.done("anna", &["sync"]);
    assert!(said.contains("1 change by berta\nTaken over: 1 answer to a proposal\n"), "{said}");
    assert!(team.text("anna").contains("02421 22-1"));
    let mine = team.json("anna", &["--author", "anna", "proposals", "mine"]);
    assert_eq!(mine["proposals"][0]["changes"][0]["answer"]["what"], "taken", "{mine}");
    assert_eq!(files(&team, "anna"), files(&team, "berta"));
    team.is_settled("berta");
    team.is_settled("anna");
}

#[test]
fn both_answer_one_proposal_while_apart_and_taken_counts_everywhere() {
    let team = Team::new(&["anna", "berta"]);
    propose(&team, "anna", "02421 22-1");
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    team.done("anna", &["--author", "anna", "proposals", "decline", "anna", "--reason", "veraltet"]);
    team.done("berta", &["--author", "berta", "proposals", "take", "anna"]);
    for person in ["anna", "berta", "anna"] {
        team.done(person, &["sync"]);
    }
    for person in ["anna", "berta"] {
        assert!(team.text(person).contains("02421 22-1"), "{person}");
        let shown = team.json(person, &["proposals", "show", "anna"]);
        assert_eq!(shown["proposals"][0]["changes"][0]["answer"]["what"], "taken", "{shown}");
        let told = team.done(person, &["proposals", "show", "anna"]);
        assert!(told.contains("veraltet"), "the other answer is told too: {told}");
        team.is_settled(person);
    }
}

#[test]
fn what_is_no_proposal_or_ignored_is_not_committed_and_a_removed_one_comes_not_back() {
    let team = Team::new(&["anna", "berta"]);
    propose(&team, "anna", "02421 22-1");
    let folder = team.path("anna/koeln.ron.proposals");
    for name in ["notes.txt", "broken.proposal", "nobodys.0123456789abcdef.answer"] {
        std::fs::write(folder.join(name), "???\n").unwrap();
    }
    team.done("anna", &["sync"]);
    team.done("berta", &["sync"]);
    let [sent] = &files(&team, "berta")[..] else { panic!("{:?}", files(&team, "berta")) };
    assert!(sent.contains("-anna-") && sent.ends_with(".proposal"), "{sent}");
    // Removed at one place: that alone removes it nowhere else.
    std::fs::remove_file(team.path("berta/koeln.ron.proposals").join(sent)).unwrap();
    team.done("berta", &["set", PHONE, "02421 22-2"]);
    team.done("berta", &["sync"]);
    assert_eq!(files(&team, "berta"), [""; 0]);
    team.done("anna", &["sync"]);
    assert!(files(&team, "anna").contains(sent));
    // By git it goes.
    team.git("berta", &["commit", "--quiet", "--all", "--message=weg"]);
    team.done("berta", &["sync"]);
    team.done("anna", &["sync"]);
    assert!(!files(&team, "anna").contains(sent));
    // A folder that git is to ignore stays where it is.
    std::fs::write(team.path("berta/.git/info/exclude"), "*.proposals\n").unwrap();
    propose(&team, "berta", "02421 22-3");
    assert_eq!(team.done("berta", &["sync"]), "Both sides are the same.\n");
}
