//! `remind`: who looks after what, and the mail about what is due.

use crate::desk::{Desk, SMALL};

const MAILBOX: &str = "bildungsbuero@kreis-dueren.example";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("config/bildungsnetz/config.toml", "review_after_months = 24\n");
    desk.put("koeln.ron", &SMALL.replace("2024-06\", checked: \"2026-11-22\"", "2020-06\", checked: \"2020-07-01\""));
    assert_eq!(desk.run(&["set", "regions/dueren/caretaker", MAILBOX]).code, Some(0));
    desk
}

#[test]
fn nobody_is_entered_at_first() {
    let run = Desk::new().run(&["remind", "--lang", "en"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("Nobody is entered who maintains anything"), "{}", run.err);
    let run = desk().run(&["remind", "--caretaker", "wer@anders.example"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
}

#[test]
fn a_mail_names_what_is_due_and_is_not_repeated_within_the_year() {
    let desk = desk();
    let all = desk.run(&["remind", "--format", "csv"]);
    assert!(all.out.starts_with("caretaker,due,last_reminded\n"), "{}", all.out);
    assert!(all.out.contains(&format!("{MAILBOX},")) && all.out.ends_with(",\n"), "{}", all.out);
    // The spelling of the mailbox does not matter.
    let shown = desk.run(&["remind", "--caretaker", "Bildungsbuero@Kreis-Dueren.example", "-n"]);
    let mail = desk.run(&["remind", "--caretaker", MAILBOX]);
    assert_eq!((shown.code, mail.code), (Some(0), Some(0)), "{}", mail.told());
    assert_eq!(shown.out, mail.out);
    let (head, body) = mail.out.split_once("\n\n").unwrap();
    assert!(head.starts_with(&format!("To: {MAILBOX}\nSubject: Bitte um Durchsicht: ")), "{head}");
    assert!(head.is_ascii() && head.contains("Content-Type: text/plain; charset=utf-8"), "{head}");
    assert!(body.contains("gepflegt: Kreis Düren") && body.contains("2 Angaben sind durchzusehen:"), "{body}");
    assert!(body.contains("- Webseite · Regionales Bildungsbüro Kreis Düren: unbekannt\n"), "{body}");
    assert!(body.contains("ungeprüft, alt, Stand\n  2020-06\n"), "{body}");
    assert!(!body.contains("Köln ·") && body.contains("stimmt noch"), "{body}");
    assert!(mail.out.lines().all(|line| line.chars().count() <= 78), "{}", mail.out);
    let noted = desk.read("koeln.ron.reminders");
    assert_eq!(noted.lines().count(), 1, "{noted}");
    assert!(noted.contains("\"bodies/dueren-buero/contact/website\""), "{noted}");
    // What was said is not said again, unless it is asked for.
    let again = desk.run(&["remind", "--caretaker", MAILBOX, "--lang", "en"]);
    assert_eq!((again.code, &*again.out), (Some(1), ""));
    assert!(again.err.contains("--again names"), "{}", again.err);
    let all = desk.run(&["remind", "--format", "json"]).out;
    assert!(all.contains("\"due\": 0"), "{all}");
    assert_eq!(desk.run(&["remind", "--caretaker", MAILBOX, "--every", "0", "-n"]).out, mail.out);
    let repeated = desk.run(&["remind", "--caretaker", MAILBOX, "--again"]);
    assert_eq!((repeated.code, &repeated.out), (Some(0), &mail.out));
    assert_eq!(desk.read("koeln.ron.reminders").lines().count(), 2);
}

#[test]
fn what_cannot_be_noted_is_told() {
    let desk = desk();
    let run = desk.run(&["remind", "--caretaker", MAILBOX, "--read-only", "--lang", "en"]);
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("The reminder is not noted"), "{}", run.err);
    assert!(!desk.path("koeln.ron.reminders").exists());
    // A line that is none stays and counts for nothing.
    desk.put("koeln.ron.reminders", "{torn");
    assert_eq!(desk.run(&["remind", "--caretaker", MAILBOX]).code, Some(0));
    let noted = desk.read("koeln.ron.reminders");
    assert!(noted.starts_with("{torn\n{\"day\":"), "{noted}");
}

#[test]
fn a_mailbox_cannot_add_lines_to_the_head() {
    let desk = Desk::new();
    let hostile =
        SMALL.replace("name: \"Kreis Düren\"", "name: \"Kreis Düren\", caretaker: \"a@b.example\\nBcc: x@y.example\"");
    desk.put("koeln.ron", &hostile);
    let run = desk.run(&["remind", "--caretaker", "a@b.example\nBcc: x@y.example"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""), "{}", run.told());
}

#[test]
fn check_and_review_are_asked_by_caretaker() {
    let desk = desk();
    let asked = |command: &str| desk.run(&[command, "--caretaker", MAILBOX, "--format", "csv"]);
    for command in ["check", "review"] {
        let run = asked(command);
        assert!(run.out.contains("dueren") && !run.out.contains("koeln-"), "{command}\n{}", run.told());
        let unknown = desk.run(&[command, "--caretaker", "x@y.example"]);
        assert_eq!((unknown.code, &*unknown.out), (Some(2), ""));
    }
    // A body may be looked after by somebody else.
    let before = asked("review").out;
    assert_eq!(desk.run(&["set", "bodies/dueren-buero/caretaker", "buero@dueren.example"]).code, Some(0));
    let after = asked("review").out;
    assert!(before.contains("bodies/dueren-buero/") && !after.contains("bodies/dueren-buero/"), "{after}");
    let own = desk.run(&["review", "--caretaker", "buero@dueren.example", "--format", "csv"]).out;
    assert!(own.contains("bodies/dueren-buero/") && !own.contains("regions/dueren"), "{own}");
}
