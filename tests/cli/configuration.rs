//! `config`, and what the configuration file may say.

use crate::desk::{Desk, SMALL};

const FILE: &str = "config/bildungsnetz/config.toml";

/// The file that `config --default` writes, with the `#` before each setting taken away.
fn in_force(default: &str) -> String {
    let setting = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    default.lines().map(|line| if setting(line) { &line[1..] } else { line }).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_default_file_explains_every_setting_and_changes_nothing() {
    for lang in ["de", "en"] {
        let desk = Desk::new();
        let default = desk.run(&["--lang", lang, "config", "--default"]);
        assert_eq!((default.code, default.err.as_str()), (Some(0), ""));
        assert!(default.out.lines().all(|line| line.is_empty() || line.starts_with('#') || line.starts_with('[')));
        // As it is it sets nothing; what it names is known.
        desk.put(FILE, "");
        let before = desk.run(&["config"]);
        desk.put(FILE, &default.out);
        assert_eq!(desk.run(&["config"]), before);
        desk.put(FILE, &in_force(&default.out));
        let keys = desk.run(&["keys", "--format", "json"]);
        desk.put(FILE, "");
        assert_eq!(desk.run(&["keys", "--format", "json"]), keys, "{lang}");
    }
}

#[test]
fn every_setting_is_in_the_default_file() {
    let desk = Desk::new();
    let default = desk.run(&["config", "--default"]).out;
    // The list of what is possible is that of the program.
    desk.put(FILE, "xxxxxxxx = 1\n[check]\nxxxxxxxx = 1\n[backup]\nxxxxxxxx = 1\n");
    let told = desk.run(&["config"]).err;
    let mut known = 0;
    for line in told.lines() {
        let names = line.split_once("(möglich: ").unwrap().1.trim_end_matches(')');
        for name in names.split(", ") {
            known += 1;
            let is_there = |line: &str| line.starts_with(&format!("#{name} = ")) || line == format!("[{name}]");
            assert!(default.lines().any(is_there), "{name} is missing");
        }
    }
    assert!(known >= 13, "{told}");
}

#[test]
fn a_dataset_is_opened_by_its_name() {
    let desk = Desk::empty();
    desk.put("netz/bonn.ron", SMALL);
    desk.put(FILE, "[datasets]\nbonn = \"../../netz/bonn.ron\"\n\"köln-2\" = \"/nowhere.ron\"\n");
    for arguments in [&["--data", "@bonn", "list", "regions"][..], &["list", "regions", "--data=@bonn"]] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        assert!(run.out.contains("dueren"), "{run:?}");
    }
    let listed = desk.run(&["config"]);
    assert!(listed.out.contains("datasets.bonn") && listed.out.contains("config.toml:2:8"), "{listed:?}");

    let slip = desk.run(&["--data", "@bon", "list", "regions"]);
    assert_eq!(slip.code, Some(2));
    assert!(slip.err.contains("@bon ist nicht eingestellt") && slip.err.contains("Meinten Sie @bonn?"), "{slip:?}");
    // A file of such a name is still reached.
    desk.put("@bon", SMALL);
    assert_eq!(desk.run(&["--data", "./@bon", "list", "regions"]).code, Some(0));
}

#[test]
fn without_names_it_is_said_where_they_stand() {
    let desk = Desk::empty();
    let run = desk.run(&["--data", "@bonn", "list", "regions"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("~/config/bildungsnetz/config.toml") && run.err.contains("[datasets]"), "{run:?}");
    desk.put(FILE, "[datasets]\n\"@ x\" = \"a.ron\"\nbonn = 3\n");
    let run = desk.run(&["config"]);
    assert!(run.err.contains(":2:1: „@ x“ taugt nicht") && run.err.contains("datasets.bonn erwartet"), "{run:?}");
}

#[test]
fn a_misspelt_setting_is_told_with_what_was_meant() {
    let desk = Desk::empty();
    desk.put(FILE, "them = \"dark\"\n[backup]\nkeeep = 3\n");
    let told = desk.run(&["config"]).err;
    assert!(told.contains(":1:1: Eine Einstellung them gibt es nicht; ist theme gemeint?"), "{told}");
    assert!(told.contains("backup.keeep gibt es nicht; ist keep gemeint?"), "{told}");
}

#[test]
fn a_restricted_run_has_the_names_of_the_institution_alone() {
    let desk = Desk::new();
    desk.put(FILE, "[datasets]\nbonn = \"koeln.ron\"\n");
    let run = desk.run(&["--data", "@bonn", "--restricted", "list", "regions"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}
