//! Every exit code, what is said with it, and that the old file is as it was.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::desk::{Desk, Run, SMALL};

const PHONE: &str = "bodies/dueren-buero/contact/phone";

fn ends(run: &Run, code: i32) {
    assert_eq!(run.code, Some(code), "{run:?}");
}

#[test]
fn done_and_negative() {
    let desk = Desk::new();
    ends(&desk.run(&["get", PHONE]), 0);
    let absent = desk.run(&["get", "bodies/koeln-buero/contact/phone"]);
    assert_eq!((absent.code, absent.out.as_str(), absent.err.as_str()), (Some(1), "", ""));
    ends(&desk.run(&["find", "nirgendwo"]), 1);
}

#[test]
fn without_a_terminal_there_is_no_screen_but_a_sentence() {
    let desk = Desk::new();
    for arguments in [&[][..], &["koeln.ron"], &["--lang", "en"]] {
        let run = desk.run(arguments);
        ends(&run, 2);
        assert!(run.out.is_empty() && run.err.starts_with("bildungsnetz: ") && run.err.contains("erminal"), "{run:?}");
    }
}

#[test]
fn a_file_that_is_no_dataset_is_told_with_its_place_and_line() {
    let desk = Desk::new();
    desk.put("koeln.ron", "Directory(\n    bodies: [\n        (id: \"a\"),\n    ,\n)\n");
    let run = desk.run(&["check"]);
    ends(&run, 3);
    assert!(run.err.starts_with("~/koeln.ron:4:5: "), "{}", run.err);
    assert!(run.err.lines().count() >= 2, "{}", run.err);

    desk.put("koeln.ron", &SMALL.replace("    regions: [\n", "<<<<<<< ours\n    regions: [\n"));
    let run = desk.run(&["list", "regions", "--lang", "en"]);
    ends(&run, 3);
    assert!(run.err.contains("leftover of a merge"), "{}", run.err);

    fs::write(desk.path("koeln.ron"), b"Directory(\n  x\xff").unwrap();
    let run = desk.run(&["check"]);
    ends(&run, 3);
    assert!(run.err.starts_with("~/koeln.ron:2:4: "), "{}", run.err);
}

#[test]
fn a_record_that_cannot_be_read_does_not_hide_the_others() {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace("seat: \"Köln\"),", "seat: \"Köln\" nanu),"));
    let run = desk.run(&["list", "regions"]);
    ends(&run, 0);
    assert!(run.out.contains("Kreis Düren") && run.err.contains("koeln.ron:12:"), "{run:?}");
    let run = desk.run(&["get", "regions/koeln/name"]);
    ends(&run, 3);
    assert!(run.err.contains("regions/koeln") && run.err.contains("nanu"), "{}", run.err);
    let run = desk.run(&["check"]);
    ends(&run, 1);
    ends(&desk.run(&["set", PHONE, "02421 22-9"]), 0);
    for question in [&["find", "Düren"][..], &["contact", "Düren"], &["matrix"]] {
        let run = desk.run(question);
        ends(&run, 0);
        assert_eq!(
            run.err, "1 Eintrag ist nicht lesbar und fehlt hier; bildungsnetz check zeigt, wo.\n",
            "{question:?}"
        );
    }
}

#[test]
fn findings_that_are_errors_make_the_check_fail_and_silenced_ones_do_not() {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace("region: \"dueren\", action", "region: \"durren\", action"));
    let run = desk.run(&["check"]);
    ends(&run, 1);
    assert!(
        run.out.contains("dangling-reference: ") && run.out.contains("    engagements/dueren-mint/region"),
        "{}",
        run.out
    );
    desk.put("config/bildungsnetz/config.toml", "[check]\nsilence = [\"dangling-reference\", \"dangeling\"]\n");
    let run = desk.run(&["check"]);
    ends(&run, 0);
    assert!(run.err.starts_with("~/config/bildungsnetz/config.toml:2:34: "), "{}", run.err);
}

#[test]
fn a_folder_that_cannot_be_written_leaves_the_old_file() {
    let desk = Desk::new();
    let limit = "ulimit -f 1; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_bildungsnetz");
    let mut large = SMALL.to_owned();
    large.push_str(&"// eine Zeile, damit die Datei größer ist als erlaubt\n".repeat(100));
    desk.put("koeln.ron", &large);
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", limit, program, "--data", "koeln.ron", "set", PHONE, "02421 22-9"]);
    command.current_dir(desk.folder.path()).env("HOME", desk.path("")).env("LANG", "en_GB.UTF-8");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let run = desk.finish(command, "");
    ends(&run, 4);
    assert_eq!(desk.read("koeln.ron"), large);
    assert!(run.err.contains("file size") && run.err.contains("unchanged"), "{}", run.err);
}

#[test]
fn a_file_without_the_right_to_write_it_stays_as_it_is() {
    let desk = Desk::new();
    fs::set_permissions(desk.path("koeln.ron"), fs::Permissions::from_mode(0o444)).unwrap();
    // The administrator may write it all the same.
    if File::options().write(true).open(desk.path("koeln.ron")).is_err() {
        ends(&desk.run(&["set", PHONE, "1234"]), 4);
        assert_eq!(desk.read("koeln.ron"), SMALL);
    }
}

#[test]
fn a_dataset_that_somebody_else_is_writing_is_locked() {
    let desk = Desk::new();
    let lock = File::create(desk.path(".koeln.ron.lock")).unwrap();
    fs::write(desk.path(".koeln.ron.lock"), "otto@rathaus 4711 seit eben\n").unwrap();
    lock.lock().unwrap();
    let run = desk.run(&["set", PHONE, "02421 22-9"]);
    ends(&run, 5);
    assert!(run.err.contains("otto@rathaus"), "{}", run.err);
    assert_eq!(desk.read("koeln.ron"), SMALL);
    // Reading needs no lock.
    ends(&desk.run(&["get", PHONE]), 0);
    let doctor = desk.run(&["doctor"]);
    assert!(doctor.out.contains("gehalten von otto@rathaus"), "{}", doctor.out);
}

#[test]
fn interrupted_it_ends_by_the_signal() {
    // Tests that run in the background of a script ignore the signal, and a program inherits that.
    // One that is caught is not inherited.
    let as_always = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, as_always).unwrap();
    let desk = Desk::new();
    let mut command = desk.command(&["--data", "koeln.ron", "add", "action_fields", "-"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let pid = rustix::process::Pid::from_child(&child);
    // More than a pipe holds: when all is written, it is reading, and it reads until the pipe is
    // closed.
    child.stdin.as_mut().unwrap().write_all(&[b' '; 1 << 20]).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(2));
    assert_eq!(desk.read("koeln.ron"), SMALL);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = desk.command(&["keys", "--format", "json"]);
    command.stdout(writer);
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let desk = Desk::new();
    for arguments in [&["keys"][..], &["list", "regions"], &["get", PHONE], &["man"], &["--version"]] {
        let run = into_the_full(&desk, arguments);
        ends(&run, 4);
        assert!(run.err.starts_with("bildungsnetz: Die Ausgabe"), "{arguments:?}: {run:?}");
    }
}

#[test]
fn what_is_saved_is_done_even_when_the_news_of_it_cannot_be_printed() {
    let desk = Desk::new();
    let run = into_the_full(&desk, &["add", "action_fields/mint/synonyms", "neu"]);
    ends(&run, 0);
    assert!(run.err.contains("bildungsnetz: Es ist gespeichert; nur die Ausgabe"), "{run:?}");
    assert_eq!(desk.read("koeln.ron").matches("\"neu\"").count(), 1);
    // What was not saved is not called so.
    let run = into_the_full(&desk, &["add", "action_fields/nichts/synonyms", "neu"]);
    ends(&run, 1);
    assert!(!run.err.contains("gespeichert"), "{run:?}");
}

/// Runs the program on the dataset of a desk with a standard output stream that takes nothing.
fn into_the_full(desk: &Desk, arguments: &[&str]) -> Run {
    let mut command = desk.command(&[&["--data", "koeln.ron"], arguments].concat());
    command.stdout(File::options().write(true).open("/dev/full").unwrap());
    desk.finish(command, "")
}

#[test]
fn every_family_of_commands_ends_with_the_code_of_what_happened() {
    const REGION: &str = "(id: \"x\", name: \"x\")";
    // What is asked, what is asked in vain, and what is not understood.
    let families: &[(&[&str], &[&str], &[&str])] = &[
        (&["list", "regions"], &["list", "bodies", "--level", "Fachforum"], &["list", "nichts"]),
        (&["show", "regions/koeln"], &["show", "regions/nichts"], &["show"]),
        (&["find", "Düren"], &["find", "nirgendwo"], &["find"]),
        (&["contact", "Düren"], &["contact", "Nirgendwo"], &["contact"]),
        (&["get", PHONE], &["get", "bodies/koeln-buero/contact/phone"], &["get", PHONE, "x"]),
        (&["set", PHONE, "02421 22-0"], &["set", "bodies/nichts/name", "x"], &["set", PHONE]),
        (
            &["confirm", PHONE, "bodies/dueren-buero"],
            &["confirm", PHONE, "bodies/koeln-buero/name"],
            &["confirm", PHONE, "regions/koeln"],
        ),
        (&["add", "action_fields", REGION], &["add", "bodies/nichts/regions", "x"], &["add", "action_fields", "("]),
        (&["remove", "meetings/dueren-1"], &["remove", "meetings/nichts"], &["remove", "regions/koeln"]),
        (&["diff", "koeln.ron", "koeln.ron"], &["diff", "koeln.ron", "other.ron"], &["diff", "koeln.ron"]),
        (&["check"], &[], &["check", "x"]),
        (&["review", "--kind", "uncertain"], &["review"], &["review", "--kind", "x"]),
        (&["matrix"], &[], &["matrix", "--format", "ron"]),
        (&["process"], &["process", "--open"], &["process", "--year", "bald"]),
        (&["meetings"], &["meetings", "--overdue"], &["meetings", "--format", "ron"]),
        (&["overview"], &[], &["overview", "--sort", "bald"]),
        (&["network"], &[], &["network", "--format", "ron"]),
        (&[], &["log"], &["log", "--since", "nie"]),
        (&["recover"], &["recover", "nichts"], &["recover", "--take", "--drop"]),
        (&["history", "purge", "--before", "2020-01-01"], &[], &["history"]),
    ];
    for (asked, in_vain, not_understood) in families {
        for (arguments, code) in [(asked, 0), (in_vain, 1), (not_understood, 2)] {
            let desk = Desk::new();
            desk.put("other.ron", &SMALL.replace("Kreis Düren", "Kreis Duren"));
            if !arguments.is_empty() {
                let run = desk.run(arguments);
                // A command without its arguments tells what there is, which is an answer.
                let helped = arguments.len() == 1 && run.out.contains("Aufruf:");
                assert!(run.code == Some(code) || helped, "{arguments:?}: {run:?}");
            }
        }
        let desk = Desk::new();
        desk.put("koeln.ron", "Directory(");
        if !asked.is_empty() && asked[0] != "history" {
            let run = desk.run(asked);
            assert_eq!(run.code, Some(3), "{asked:?}: {run:?}");
        }
    }
}

#[test]
fn an_option_that_names_no_region_or_mailbox_is_no_answer_to_the_question() {
    let desk = Desk::new();
    for command in ["overview", "network", "process", "meetings", "review", "check", "proposals list"] {
        let asked: Vec<&str> = command.split(' ').chain(["--region", "Atlantis"]).collect();
        assert_eq!(desk.run(&asked).code, Some(2), "{command}");
    }
    for command in ["review", "check", "proposals list", "remind"] {
        let asked: Vec<&str> = command.split(' ').chain(["--caretaker", "x@example.org"]).collect();
        assert_eq!(desk.run(&asked).code, Some(2), "{command}");
    }
    let nothing_waits = desk.run(&["proposals", "list", "--region", "dueren"]);
    assert_eq!(nothing_waits.code, Some(1), "{nothing_waits:?}");
}

#[test]
fn the_keys_listed_are_those_in_force() {
    let desk = Desk::new();
    let all: serde_json::Value = serde_json::from_str(&desk.run(&["keys", "--format", "json"]).out).unwrap();
    let named = |json: &serde_json::Value, name: &str| {
        json["commands"].as_array().unwrap().iter().find(|c| c["name"] == name).unwrap()["keys"].to_string()
    };
    assert_eq!(all["commands"].as_array().unwrap().len(), bildungsnetz::command::bindings().count());
    assert_eq!(named(&all, "save"), r#"["ctrl+s"]"#);
    desk.put("config/bildungsnetz/config.toml", "[keys]\nsave = [\"f8\"]\nsaev = \"f9\"\n");
    let run = desk.run(&["keys", "--format", "json"]);
    assert_eq!(named(&serde_json::from_str(&run.out).unwrap(), "save"), r#"["f8"]"#);
    let told = |run: &Run| run.err.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(
        told(&run)[0].starts_with("~/config/bildungsnetz/config.toml:3:1: ") && run.err.contains("saev"),
        "{run:?}"
    );
    assert!(desk.run(&["keys", "--lang", "en", "--format", "md"]).out.contains("| `F8` | save | save the file"));
    // Where the configuration is looked at, and by the doctor, all that is wrong with it is told.
    desk.put(
        "config/bildungsnetz/config.toml",
        "[check]\nsilence = \"alles\"\n[keys]\nhelp = \"q\"\nedit = \"strgf\"\n",
    );
    let run = desk.run(&["config", "--lang", "en"]);
    for (line, wanted) in told(&run).iter().zip([
        "~/config/bildungsnetz/config.toml:4:1: q is bound twice, to help and quit",
        "~/config/bildungsnetz/config.toml:5:1: edit: “strgf” is not a key",
        "~/config/bildungsnetz/config.toml:2:11: ",
    ]) {
        assert!(line.starts_with(wanted), "{run:?}");
    }
    assert!(desk.run(&["doctor"]).out.contains("~/config/bildungsnetz/config.toml:4:1: "));
}

#[test]
fn completions_and_manual_know_every_command() {
    let desk = Desk::new();
    let elvish = desk.run(&["completions", "elvish"]);
    let man = desk.run(&["man", "--lang", "en"]);
    ends(&elvish, 0);
    ends(&man, 0);
    for command in [
        "list", "show", "find", "contact", "get", "set", "add", "remove", "check", "matrix", "process", "meetings",
        "review", "overview", "network", "doctor",
    ] {
        assert!(elvish.out.contains(&format!("cand {command} ")), "{command}");
        assert!(man.out.contains(&format!("bildungsnetz {command}")), "{command}");
    }
    assert!(man.out.contains("BILDUNGSNETZ_DATA"));
    let titles = |lang: &str| {
        let page = desk.run(&["man", "--lang", lang]).out;
        let titles = page.lines().filter_map(|line| line.strip_prefix(".SH "));
        titles.map(|title| title.trim_matches('"').to_owned()).take(5).collect::<Vec<_>>()
    };
    assert_eq!(titles("en"), ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS"]);
    assert_eq!(titles("de"), ["BEZEICHNUNG", "ÜBERSICHT", "BESCHREIBUNG", "OPTIONEN", "BEFEHLE"]);
}

#[test]
fn each_command_has_a_manual_page_of_its_own() {
    let desk = Desk::new();
    let list = desk.run(&["man", "--list"]);
    ends(&list, 0);
    assert!(list.out.lines().any(|name| name == "history purge"), "{list:?}");
    for name in list.out.lines() {
        for (lang, heading) in [("en", ".SH NAME\n"), ("de", ".SH BEZEICHNUNG\n")] {
            let mut arguments = vec!["man", "--lang", lang];
            arguments.extend(name.split(' '));
            let page = desk.run(&arguments);
            ends(&page, 0);
            let title = format!("bildungsnetz\\-{}", name.replace(' ', "\\-"));
            assert!(page.out.contains(&format!("{heading}{title} \\- ")), "{lang} {name}: {}", page.out);
        }
    }
    ends(&desk.run(&["man", "history"]), 2);
    ends(&desk.run(&["man", "--list", "list"]), 2);
}
