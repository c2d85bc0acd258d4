//! Proposing on the command line: as text to send, under a restricted access, and by those who may
//! not write the dataset.

use crate::desk::{Desk, Run, SMALL};

const PHONE: &str = "bodies/dueren-buero/contact/phone";

/// The files in the folder of proposals.
fn files(desk: &Desk) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(desk.path("koeln.ron.proposals")) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Runs the program as somebody else.
fn run_as(desk: &Desk, who: &str, arguments: &[&str]) -> Run {
    let mut command = desk.command(arguments);
    command.env("BILDUNGSNETZ_DATA", desk.path("koeln.ron")).env("BILDUNGSNETZ_AUTHOR", who);
    desk.finish(command, "")
}

#[test]
fn a_proposal_as_text_is_sent_and_taken_in_on_another_machine() {
    let here = Desk::new();
    let sent = here.run(&["--propose", "--print", "set", PHONE, "02421 22-99", "--reason", "Neue Nummer – ab sofort"]);
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    assert!(sent.out.is_ascii() && sent.out.lines().all(|line| line.len() <= 80), "{}", sent.out);
    assert_eq!((files(&here), here.read("koeln.ron")), (Vec::new(), SMALL.to_owned()), "nothing is written");

    let there = Desk::new();
    let mail: String = sent.out.replace("VERSION", env!("CARGO_PKG_VERSION"));
    let mail = mail.lines().map(|line| format!("> {line}\r\n")).collect::<String>();
    let mut command = there.command(&["proposals", "add", "-"]);
    command.env("BILDUNGSNETZ_DATA", there.path("koeln.ron"));
    let mail = format!("Guten Tag,\r\n{mail}\r\nGruß\r\n");
    let added = there.finish(command, &mail);
    assert_eq!(added.code, Some(0), "{}", added.err);
    there.put("mail.txt", &mail);
    assert_eq!(there.run(&["proposals", "add", "mail.txt"]).code, Some(0), "once more is the same one");
    assert_eq!(files(&there).len(), 1);
    assert_eq!(there.run(&["proposals", "take", "2"]).code, Some(0));
    assert_eq!(there.read("koeln.ron"), SMALL.replace("02421 22-0", "02421 22-99"));
    there.put("mail.txt", &mail.replace("phone", "fax"));
    let refused = there.run(&["proposals", "add", "mail.txt", "--lang", "en"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("the text is cut or altered"), "{}", refused.err);
}

#[test]
fn what_waits_is_asked_by_caretaker() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["set", "regions/dueren/caretaker", "rbb@dueren.example"]).code, Some(0));
    assert_eq!(desk.run(&["set", "regions/koeln/caretaker", "rbb@koeln.example"]).code, Some(0));
    assert_eq!(run_as(&desk, "anna", &["--propose", "set", PHONE, "02421 22-99"]).code, Some(0));
    let new = "(id: \"n\", name: \"Neu\", level: Arbeitskreis, regions: [\"koeln\"])";
    assert_eq!(run_as(&desk, "anna", &["--propose", "add", "bodies", new]).code, Some(0));
    let waits = |mailbox: &str| desk.run(&["proposals", "list", "--caretaker", mailbox, "--format", "csv"]);
    let (dueren, koeln) = (waits("RBB@dueren.example").out, waits("rbb@koeln.example").out);
    assert!(dueren.contains(PHONE) && !dueren.contains("bodies/n"), "{dueren}");
    assert!(koeln.contains("bodies/n") && !koeln.contains(PHONE), "{koeln}");
    assert_eq!(waits("wer@anders.example").code, Some(2));
}

#[test]
fn what_a_body_of_its_own_caretaker_waits_for_is_not_its_regions() {
    let desk = Desk::new();
    for (place, mailbox) in [("regions/dueren", "rbb@dueren.example"), ("bodies/dueren-buero", "buero@dueren.example")]
    {
        assert_eq!(desk.run(&["set", &format!("{place}/caretaker"), mailbox]).code, Some(0));
    }
    assert_eq!(run_as(&desk, "anna", &["--propose", "set", PHONE, "02421 22-99"]).code, Some(0));
    let new = "(id: \"n\", title: \"Neu\", body: \"dueren-buero\")";
    assert_eq!(run_as(&desk, "anna", &["--propose", "add", "meetings", new]).code, Some(0));
    let waits = |mailbox: &str| desk.run(&["proposals", "list", "--caretaker", mailbox, "--format", "csv"]);
    let own = waits("buero@dueren.example").out;
    assert!(own.contains(PHONE) && own.contains("meetings/n"), "{own}");
    assert_eq!(waits("rbb@dueren.example").code, Some(1));
}

#[test]
fn a_table_tells_the_earlier_value_where_somebody_changed_it_since() {
    let desk = Desk::new();
    assert_eq!(run_as(&desk, "anna", &["--propose", "set", PHONE, "02421 22-99"]).code, Some(0));
    let told = |lang: &str| desk.run(&["proposals", "show", "2", "--lang", lang]).out;
    assert!(!told("en").contains("Then") && !told("de").contains("Damals"), "{}", told("en"));
    assert_eq!(desk.run(&["set", PHONE, "02421 22-55"]).code, Some(0));
    for (lang, title) in [("en", "Then"), ("de", "Damals")] {
        let told = told(lang);
        assert!([title, "22-0", "22-55", "22-99"].iter().all(|word| told.contains(word)), "{told}");
    }
}

#[test]
fn of_a_list_the_items_are_told_that_come_and_go() {
    let desk = Desk::new();
    let synonyms = "action_fields/mint/synonyms";
    assert_eq!(run_as(&desk, "anna", &["--propose", "add", synonyms, "Forscherwerkstatt"]).code, Some(0));
    let told = desk.run(&["proposals", "list", "--lang", "en"]).out;
    assert!(told.contains("2 items") && told.contains("new: “Forscherwerkstatt”"), "{told}");
}

#[test]
fn whoever_proposes_writes_nothing_but_proposals_and_the_lost_work_of_a_session_can_be_proposed() {
    let desk = Desk::new();
    for arguments in [
        &["set", PHONE, "02421 1"][..],
        &["set", "--where", "level:Bildungsbuero", "bodies/note", "Neu"],
        &["confirm", PHONE],
        &["add", "action_fields", "(id: \"x\", name: \"Xylophon\")"],
        &["remove", "meetings/dueren-1"],
    ] {
        let before = files(&desk).len();
        let run = desk.run(&[&["--propose"], arguments].concat());
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.err);
        assert_eq!(files(&desk).len(), before + 1, "{arguments:?}: {}", run.err);
    }
    assert_eq!(desk.read("koeln.ron"), SMALL);
    assert!(!desk.path("koeln.ron.history").exists() && !desk.path("koeln.ron.backups").exists());
    let purged = desk.run(&["--propose", "history", "purge", "--before", "2999", "--yes"]);
    assert_ne!(purged.code, Some(0));
}

#[test]
fn nobody_withdraws_what_somebody_else_proposed() {
    let desk = Desk::new();
    assert_eq!(run_as(&desk, "Meier", &["--propose", "set", PHONE, "02421 1"]).code, Some(0));
    let other = run_as(&desk, "Otto", &["--propose", "proposals", "withdraw", "2", "--lang", "en"]);
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("Somebody else proposed"), "{}", other.err);
    assert_eq!(run_as(&desk, "Otto", &["proposals", "mine"]).code, Some(1));
    assert_eq!(run_as(&desk, "Meier", &["--propose", "proposals", "withdraw", "2"]).code, Some(0));
    assert_eq!(run_as(&desk, "Meier", &["proposals", "mine"]).code, Some(0));
    assert_eq!(run_as(&desk, "Meier", &["proposals", "list"]).code, Some(1));
}

#[test]
fn a_restricted_access_proposes_where_the_administrator_says_so_and_no_client_widens_it() {
    let desk = Desk::new();
    let path = desk.path("koeln.ron");
    let run = |line: &[&str], asked: &str| {
        let mut command = desk.command(&[&["--data", path.to_str().unwrap()], line].concat());
        command.env("SSH_ORIGINAL_COMMAND", asked);
        desk.finish(command, "")
    };
    let proposing = &["--propose", "--restricted", "--lang", "en"][..];
    let done = run(proposing, &format!("set {PHONE} '02421 22-99' --reason 'New number'"));
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!((files(&desk).len(), desk.read("koeln.ron")), (1, SMALL.to_owned()));
    for asked in
        ["proposals take 2", "proposals decline 2 --reason x", "--propose list regions", "proposals add /etc/passwd"]
    {
        let refused = run(proposing, asked);
        assert_eq!(refused.code, Some(2), "{asked}: {}", refused.err);
    }
    for asked in ["--propose set", "set --propose", "--read-only --propose set"] {
        let refused = run(&["--read-only", "--restricted"], &format!("{asked} {PHONE} 1"));
        assert_eq!(refused.code, Some(2), "{asked}: {}", refused.err);
    }
    assert_ne!(run(&["--read-only", "--restricted"], "proposals withdraw 2").code, Some(0));
    assert_eq!((files(&desk).len(), desk.read("koeln.ron")), (1, SMALL.to_owned()));
}
