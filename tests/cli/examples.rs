//! The example in the help of each command does what it says.

use std::process::Command;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use bildungsnetz::texts::examples::EXAMPLES;

use crate::desk::Desk;

#[test]
fn every_command_has_an_example_in_its_help() {
    let desk = Desk::empty();
    let root = bildungsnetz::cli::command(Lang::De);
    let mut names: Vec<String> = Vec::new();
    for command in root.get_subcommands() {
        let inner: Vec<String> =
            command.get_subcommands().map(|inner| format!("{}.{}", command.get_name(), inner.get_name())).collect();
        names.extend(if inner.is_empty() { vec![command.get_name().to_owned()] } else { inner });
    }
    for name in names {
        let (_, example) = EXAMPLES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("none: {name}"));
        for (lang, word) in [("de", "Beispiel:"), ("en", "Example:")] {
            let help = desk.run(&[&name.split('.').collect::<Vec<_>>()[..], &["--help", "--lang", lang]].concat());
            assert!(help.out.ends_with(&format!("{word}\n  {example}\n")), "{name}: {}", help.out);
        }
    }
}

#[test]
fn every_example_works() {
    let desk = Desk::empty();
    let file = |name: &str| desk.put(name, SHIPPED);
    ["alt.ron", "neu.ron", "basis.ron", "meine.ron", "andere.ron"].into_iter().for_each(file);
    desk.put("gremien.csv", "Kennung;Durchwahl\ndueren-bildungsbuero;02421 22-1\n");
    let proposed =
        "bodies/dueren-bildungsbuero/name\tA\nbodies/koeln-bildungsbuero/name\tB\nregions/koeln/network\tC\n";
    let proposed = desk.finish(desk.command(&["--propose", "--print", "set", "-"]), proposed);
    desk.put("vorschlag.txt", &proposed.out.replace("VERSION", env!("CARGO_PKG_VERSION")));
    for (name, line) in EXAMPLES {
        let words = shell_words::split(line).unwrap();
        let words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let mut command = desk.command(&words);
        if *name == "git.setup" {
            // The dataset must be a file in a repository.
            let is_made = Command::new("git").arg("init").arg("-q").current_dir(desk.folder.path()).status();
            if !is_made.is_ok_and(|status| status.success()) {
                continue;
            }
            command.env("PATH", std::env::var_os("PATH").unwrap()).env("BILDUNGSNETZ_DATA", desk.path("alt.ron"));
        }
        if *name == "sync" {
            // The repository of the example before has a branch on another machine.
            let setup = "git init -q --bare hub && git symbolic-ref HEAD refs/heads/main && git remote add origin hub \
                         && git config branch.main.remote origin && git config branch.main.merge refs/heads/main";
            let is_made = Command::new("sh").args(["-c", setup]).current_dir(desk.folder.path()).status();
            if !is_made.is_ok_and(|status| status.success()) {
                continue;
            }
            command.env("PATH", std::env::var_os("PATH").unwrap()).env("BILDUNGSNETZ_DATA", desk.path("alt.ron"));
        }
        let run = desk.finish(command, "");
        let expected = match *name {
            // What it finds is up to this machine.
            "doctor" => run.code,
            // In the dataset that comes with the program something is always due.
            "review" => Some(1),
            // And nobody is entered there who looks after anything.
            "remind" => Some(1),
            _ => Some(0),
        };
        assert_eq!(run.code, expected, "{line}: {run:?}");
        let says_nothing = ["check", "diff", "merge"].contains(name);
        assert!(says_nothing || !(run.out.is_empty() && run.err.is_empty()), "{line}");
    }
}
