//! What the shell offers: the answers of the program, and the scripts in bash, zsh and fish.

use std::process::Command;

use crate::desk::Desk;

/// The candidates for the last of these words, without what they mean.
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    let run = desk.run(&[&["complete", "--", "bildungsnetz"], words].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    run.out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn every_place_of_a_line_offers_what_may_stand_there() {
    let desk = Desk::new();
    for (words, wanted) in [
        (&["mat"][..], &["words", "matrix"][..]),
        (&["list", "reg"], &["words", "regions"]),
        (&["list", "bodies", "--reg"], &["words", "--region"]),
        (&["list", "bodies", "--region", "du"], &["words", "dueren"]),
        (&["list", "bodies", "--region=du"], &["words", "--region=dueren"]),
        (&["list", "bodies", "--level", "L"], &["words", "Lenkungskreis"]),
        (&["list", "bodies", "--field", "m"], &["words", "mint"]),
        (&["list", "bodies", "ph"], &["words", "phone:"]),
        (&["list", "bodies", "mint level:Fachf"], &["words", "mint level:Fachforum"]),
        (&["list", "bodies", "region:du"], &["words", "region:dueren"]),
        (&["find", "-regi"], &["words"]),
        (&["find", "tabelle:gre"], &["words", "tabelle:gremien"]),
        (&["find", "mint", "region:du"], &["words", "region:dueren"]),
        (&["set", "--where", "field:m"], &["words", "field:mint"]),
        (&["export", "--as", "csv", "unbekannt:tel"], &["words", "unbekannt:telefon"]),
        (&["export", "--table", "meetings", "datu"], &["words", "datum:"]),
        (&["export", "--table=bodies", "lev"], &["words", "level:"]),
        (&["list", "bodies", "--columns", "name,contact/p"], &["words", "name,contact/phone"]),
        (&["list", "Gremien", "--sort", "-lev"], &["words", "-level"]),
        (&["show", "bodies/dueren-buero", "--field", "contact/e"], &["words", "contact/email"]),
        (&["list", "--columns", "n"], &["words"]),
        (&["--format", "j"], &["words", "json"]),
        (&["get", "bod"], &["words", "bodies/"]),
        (&["get", "bodies/dueren-b"], &["words", "bodies/dueren-buero/"]),
        (&["show", "bodies/dueren-b"], &["words", "bodies/dueren-buero"]),
        (&["get", "bodies/dueren-buero/contact/p"], &["words", "bodies/dueren-buero/contact/phone"]),
        (&["get", "action_fields/mint/synonyms/"], &["words", "action_fields/mint/synonyms/0"]),
        (&["get", "district/na"], &["words", "district/name"]),
        (&["set", "bodies/dueren-buero/level", "F"], &["words", "Fachforum"]),
        (&["contact", "K"], &["words", "Köln"]),
        (&["git", ""], &["words", "setup"]),
        (&["--data", "k"], &["files"]),
        (&["diff", "a", ""], &["files"]),
        (&["koel"], &["files"]),
        (&["--", "list"], &["files"]),
        (&["--nanu=", ""], &["words", "list"]),
        (&["get", "bodies/nanu/"], &["words", "bodies/nanu/id"]),
        (&["get", "nanu/"], &["words"]),
        (&["get", "a", "b"], &["words"]),
    ] {
        let found = offered(&desk, words);
        assert!(found.starts_with(&wanted.iter().map(ToString::to_string).collect::<Vec<_>>()), "{words:?}: {found:?}");
    }
}

#[test]
fn the_dataset_and_the_language_are_those_of_the_line() {
    let desk = Desk::new();
    desk.put(
        "anders wo.ron",
        "#![enable(implicit_some)]\nDirectory(regions: [(id: \"bonn\", name: \"Stadt Bonn\")])\n",
    );
    let line = ["complete", "--", "bildungsnetz", "--data", "anders wo.ron", "list", "bodies", "--region", ""];
    assert_eq!(desk.run(&line).out, "words\nbonn\tStadt Bonn\n");
    let line = ["complete", "--", "bildungsnetz", "--lang", "en", "list", "reg"];
    assert_eq!(desk.run(&line).out, "words\nregions\tRegions\n");
    let line = ["complete", "--", "bildungsnetz", "--data", "gibt es nicht.ron", "get", "regions/"];
    assert_eq!(desk.run(&line).out, "words\n");
    // In front of a restricted run's line nothing is completed.
    let run = desk.run(&["--restricted", "complete", "--", "bildungsnetz", "--data", "anders wo.ron", "list", ""]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
}

/// What a shell prints that has the program in its path; `None` where there is no such shell.
fn shell(desk: &Desk, name: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(name);
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_bildungsnetz")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let lang = ("LC_ALL", "C.UTF-8");
    command.args(arguments).envs([("PATH", path.as_str()), lang]).env("HOME", desk.path("")).current_dir(desk.path(""));
    command.env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
    match command.output() {
        Ok(output) => {
            Some(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("{name}: {error}"),
    }
}

#[test]
fn bash_completes_names_with_spaces_as_one_word_and_values_behind_an_equals_sign() {
    let desk = Desk::new();
    desk.put("Verzeichnis Köln.ron", "");
    desk.put("koeln.ron.views.toml", "[\"büros am Rhein\"]\ntable = \"bodies\"\n");
    let script = r#"
        source <(bildungsnetz completions bash)
        type() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _bildungsnetz; printf '<%s>' "${COMPREPLY[@]}"; echo; }
        type bildungsnetz matr
        type bildungsnetz --data Ver
        type bildungsnetz --data = Ver
        type bildungsnetz list bodies --region = du
        type bildungsnetz get bodies/dueren-b
        type bildungsnetz list @ b
        type bildungsnetz list @
        type bildungsnetz list bodies region : du
        type bildungsnetz list bodies open-to-a
    "#;
    let told = shell(&desk, "bash", &["--norc", "-c", script]).expect("bash");
    let wanted = "<matrix>
<Verzeichnis Köln.ron>
<Verzeichnis Köln.ron>
<dueren>
<bodies/dueren-buero/>
\
                  <büros-am-Rhein>
<büros-am-Rhein>
<dueren>
<open-to-all:>
";
    assert_eq!(told, wanted);
}

#[test]
fn fish_completes_with_what_each_means() {
    let desk = Desk::new();
    let script = "bildungsnetz completions fish | source; complete -C 'bildungsnetz list bodies --region du'; \
                  complete -C 'bildungsnetz --lang de get bodies/dueren-buero/contact/ph'";
    let Some(told) = shell(&desk, "fish", &["--no-config", "-c", script]) else { return };
    assert_eq!(
        told,
        "dueren\tDüren\nbodies/dueren-buero/contact/phone\tTelefon\nbodies/dueren-buero/contact/phone_source/\tTelefon laut\n"
    );
}

#[test]
fn zsh_completes_a_word_that_is_typed() {
    let desk = Desk::new();
    let script = r#"
        zmodload zsh/zpty
        zpty -b typed 'zsh -f -i'
        seen= line=
        until_seen() { repeat 200; do
            while zpty -r -t typed line; do seen+=$line; done
            [[ $seen == *$1* ]] && return; sleep 0.05
        done; print -r -- "in vain: $seen"; exit 1; }
        zpty -w typed 'stty columns 300; autoload -Uz compinit; compinit -u -D; source <(bildungsnetz completions zsh); print REA""DY'
        until_seen READY
        zpty -n -w typed $'bildungsnetz list bodies --region du\t'
        until_seen 'dueren'
        zpty -n -w typed $' ; bildungsnetz get bodies/dueren-bu\t'
        until_seen 'dueren-buero/'
        print found
    "#;
    let Some(told) = shell(&desk, "zsh", &["-f", "-c", script]) else { return };
    assert_eq!(told, "found\n");
}
