//! Commands that the documents mention in a sentence or an indented block: those there are, with
//! the options they have.
//!
//! Must not run anything. Entry point: [`unknown`].

use bildungsnetz::cli::command;
use bildungsnetz::texts::Lang;

/// Returns the commands of a document that the program does not have, or with options it has not.
pub fn unknown(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        let indented = line.strip_prefix("    ").map(|line| line.split("   ").next().unwrap_or_default());
        let spans = line.split('`').skip(1).step_by(2);
        let mentioned = indented.into_iter().chain(spans).filter_map(|code| code.strip_prefix("bildungsnetz "));
        if !fenced {
            found.extend(mentioned.filter(|line| !is_known(line)).map(str::to_owned));
        }
    }
    found
}

/// Returns true for words behind the program's name that begin with a command, an option, a file or
/// what stands for one of them, and go on with options that there are.
fn is_known(line: &str) -> bool {
    let program = command(Lang::En);
    let mut subcommand = &program;
    let mut options: Vec<&str> = Vec::new();
    for word in line.split([' ', '[', ']', '|']).take_while(|word| !matches!(*word, ">" | "<" | "|")) {
        match word.strip_prefix("--") {
            Some(option) => options.push(option.split('=').next().unwrap_or_default()),
            None => subcommand = subcommand.find_subcommand(word).unwrap_or(subcommand),
        }
    }
    let first = line.split(' ').next().unwrap_or_default();
    let is_file = first.contains(['.', '@', '/']) || first.chars().all(|c| !c.is_lowercase());
    let has = |option: &&str| {
        let mut arguments = subcommand.get_arguments().chain(program.get_arguments());
        option.is_empty() || ["help", "version"].contains(option) || arguments.any(|a| a.get_long() == Some(*option))
    };
    (is_file || first.starts_with('-') || program.find_subcommand(first).is_some()) && options.iter().all(has)
}

#[test]
fn a_command_is_known_by_its_name_and_its_options() {
    for (text, wanted) in [
        ("Call `bildungsnetz check --all`.", 0),
        ("`bildungsnetz history purge --before 2025`", 0),
        ("`bildungsnetz /srv/netz.ron` or `bildungsnetz @bonn`", 0),
        ("    bildungsnetz list TABLE [QUERY] [--region R]    lists --this", 0),
        ("`bildungsnetz chek`", 1),
        ("`bildungsnetz check --al`", 1),
    ] {
        assert_eq!(unknown(text).len(), wanted, "{text}");
    }
}
