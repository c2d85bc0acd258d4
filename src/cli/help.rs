//! Adds the help texts of `texts::help` to the arguments.
//!
//! Entry point: [`command`], [`version`].

use clap::{Arg, Command};

use super::args::Arguments;
use crate::texts::global_options::GLOBAL_OPTIONS;
use crate::texts::{self, Lang, credits, examples, help};

/// Returns the arguments with their help in one language.
pub fn command(lang: Lang) -> Command {
    let root = Arguments::bare()
        .about(texts::cli::about(lang))
        .after_help(texts::cli::after_help(lang))
        .override_usage(texts::cli::usage(lang));
    let root =
        root.subcommand_help_heading(texts::cli::commands(lang)).subcommand_value_name(texts::cli::command_name(lang));
    let root = root.mut_args(|arg| worded(arg, "", lang)).help_template(template(lang));
    root.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        subcommand(command, &name, lang)
    })
}

/// Adds the help to a command; `name` begins with the names of its parent commands.
fn subcommand(command: Command, name: &str, lang: Lang) -> Command {
    let command = command.about(help::help(name).get(lang)).help_template(template(lang));
    let command = match examples::example(name) {
        Some(line) => command.after_help(texts::cli::example(lang, line)),
        None => command,
    };
    let command = command
        .subcommand_help_heading(texts::cli::commands(lang))
        .subcommand_value_name(texts::cli::command_name(lang));
    // Otherwise positional arguments would be sorted by name like options.
    let mut order = 0;
    let command = command.mut_args(|arg| {
        order += 1;
        worded(arg, name, lang).display_order(order)
    });
    let command = command.mut_subcommands(|inner| {
        let name = format!("{name}.{}", inner.get_name());
        subcommand(inner, &name, lang)
    });
    usage(command, name, lang)
}

/// Returns name, version and the sources of the data.
pub fn version(lang: Lang) -> String {
    let mut text = format!("bildungsnetz {}\n", env!("CARGO_PKG_VERSION"));
    for line in credits::LINES {
        text.push_str(line.get(lang));
        text.push('\n');
    }
    text
}

fn template(lang: Lang) -> String {
    format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", texts::cli::usage_word(lang))
}

/// Adds help, heading and the name of its value to an argument.
fn worded(arg: Arg, command: &str, lang: Lang) -> Arg {
    let id = arg.get_id().to_string();
    let global = GLOBAL_OPTIONS.iter().any(|(name, _)| *name == id);
    let heading = match (global, arg.is_positional()) {
        (true, _) => texts::cli::global_options(lang),
        (false, true) => texts::cli::arguments(lang),
        (false, false) => texts::cli::options(lang),
    };
    let key = if global || command.is_empty() { id } else { format!("{command}.{id}") };
    let names: Vec<&'static str> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| texts::value_names::value_name(name.as_str(), lang))
        .collect();
    let takes_value = arg.get_action().takes_values();
    let arg = arg.help(help::help(&key).get(lang)).help_heading(heading);
    // What clap adds about values is in English; the help says it itself.
    if takes_value { arg.value_names(names).hide_possible_values(true).hide_default_value(true) } else { arg }
}

/// Returns the usage line; clap's own has the English word for options.
fn usage(command: Command, name: &str, lang: Lang) -> Command {
    let line = command.clone().bin_name(format!("bildungsnetz {}", name.replace('.', " "))).render_usage().to_string();
    let line = line.strip_prefix("Usage: ").unwrap_or(&line).replace("[OPTIONS]", texts::cli::options_word(lang));
    command.override_usage(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_its_help_in_both_languages() {
        for lang in [Lang::De, Lang::En] {
            let root = command(lang);
            let inner = root.get_subcommands().flat_map(clap::Command::get_subcommands);
            let parts = std::iter::once(&root).chain(root.get_subcommands()).chain(inner);
            for part in parts {
                assert!(part.get_about().is_some_and(|a| !a.to_string().is_empty()), "{}", part.get_name());
                for arg in part.get_arguments() {
                    let said = arg.get_help().is_some_and(|h| !h.to_string().is_empty());
                    assert!(said, "{} {}", part.get_name(), arg.get_id());
                    let names = arg.get_value_names().unwrap_or_default();
                    assert!(names.iter().all(|name| !name.is_empty()), "{} {}", part.get_name(), arg.get_id());
                }
            }
        }
    }

    #[test]
    fn a_german_help_says_nothing_in_english() {
        let mut root = command(Lang::De);
        root.build();
        let inner = root.get_subcommands().flat_map(clap::Command::get_subcommands);
        for part in std::iter::once(&root).chain(root.get_subcommands()).chain(inner) {
            // An option is no word of a language.
            let said = part.clone().render_long_help().to_string().replace("--default", "");
            let english =
                ["Usage", "Options", "Arguments", "Commands", "default", "possible", "Print", "[OPTIONS]", "COMMAND"];
            assert!(!english.iter().any(|word| said.contains(word)), "{said}");
        }
    }
}
