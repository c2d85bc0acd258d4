//! `completions SHELL` and `man`: files for shells and packagers, from the same arguments as the
//! help.

use clap_mangen::roff::{Roff, bold, italic, roman};

use super::ExitStatus;
use super::complete;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::export::Format;
use crate::texts::query_examples::{self, QueryExample};
use crate::texts::{self, Lang, examples, manual};

/// Writes the completions for a shell.
///
/// # Errors
/// When the requested format is not supported.
pub fn completions(
    context: &CliContext,
    shell: clap_complete::Shell,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    context.format(&[Format::Table])?;
    match complete::script(shell) {
        Some(script) => out.exact(script),
        None => clap_complete::generate(shell, &mut super::command(context.lang), "bildungsnetz", out),
    }
    Ok(ExitStatus::Done)
}

/// Writes the manual page: the program, each command, exit codes, files and variables, under the
/// titles that manual pages of the language have.
///
/// # Errors
/// When it cannot be written.
pub fn page(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    context.format(&[Format::Table])?;
    let lang = context.lang;
    let mut command = super::command(lang);
    command.build();
    let mut roff = Roff::new();
    // The place of a date has the version: a page is the same whenever it is printed.
    let version = env!("CARGO_PKG_VERSION");
    roff.control("TH", ["BILDUNGSNETZ", "1", version, "bildungsnetz", manual::TITLE.get(lang)]);
    section(&mut roff, manual::NAME.get(lang));
    roff.text([roman(format!("bildungsnetz - {}", texts::cli::tagline(lang)))]);
    section(&mut roff, manual::SYNOPSIS.get(lang));
    for (number, line) in texts::cli::usage(lang).lines().enumerate() {
        if number > 0 {
            roff.control("br", []);
        }
        let arguments = line.trim().strip_prefix("bildungsnetz").unwrap_or_default();
        roff.text([bold("bildungsnetz"), roman(arguments)]);
    }
    section(&mut roff, manual::DESCRIPTION.get(lang));
    roff.text([roman(texts::cli::about(lang))]);
    section(&mut roff, manual::OPTIONS.get(lang));
    command.get_arguments().for_each(|arg| argument(&mut roff, arg));
    section(&mut roff, manual::COMMANDS.get(lang));
    commands(&mut roff, &command);
    notes(&mut roff, lang);
    queries(&mut roff, lang);
    section(&mut roff, manual::EXAMPLES.get(lang));
    for (_, line) in examples::EXAMPLES {
        roff.control("PP", []);
        roff.text([roman(*line)]);
    }
    roff.to_writer(out).map_err(|error| CliError::output(lang, &error))?;
    Ok(ExitStatus::Done)
}

fn section(roff: &mut Roff, title: &str) {
    roff.control("SH", [title]);
}

/// Adds a subsection with the arguments of each command.
fn commands(roff: &mut Roff, command: &clap::Command) {
    let groups = |command: &clap::Command| command.has_subcommands();
    let inner = command.get_subcommands().flat_map(clap::Command::get_subcommands);
    for command in command.get_subcommands().filter(|command| !groups(command)).chain(inner) {
        let usage = command.clone().render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ").trim()]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
        command.get_arguments().filter(|arg| !arg.is_global_set()).for_each(|arg| argument(roff, arg));
    }
}

/// Adds an argument: its names, then what it means.
fn argument(roff: &mut Roff, arg: &clap::Arg) {
    let long = arg.get_long().map(|long| format!("--{long}"));
    let flags: Vec<String> = arg.get_short().map(|short| format!("-{short}")).into_iter().chain(long).collect();
    roff.control("TP", []);
    roff.text([bold(flags.join(", ")), roman(if flags.is_empty() { "" } else { " " }), italic(names(arg))]);
    roff.text([roman(arg.get_help().map(ToString::to_string).unwrap_or_default())]);
}

fn names(arg: &clap::Arg) -> String {
    let takes = arg.get_action().takes_values();
    let names = arg.get_value_names().filter(|_| takes).unwrap_or_default();
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ")
}

/// Adds the query language by examples.
fn queries(roff: &mut Roff, lang: Lang) {
    section(roff, &query_examples::TITLE.get(lang).to_uppercase());
    for QueryExample { query, finds, .. } in query_examples::QUERY_EXAMPLES {
        roff.control("TP", []);
        roff.text([bold(query.get(lang))]);
        roff.text([roman(finds.get(lang).replace('`', ""))]);
    }
}

/// Adds exit codes, files and variables.
fn notes(roff: &mut Roff, lang: Lang) {
    for (title, lines) in manual::NOTES {
        section(roff, title.get(lang));
        for (name, meaning) in *lines {
            roff.control("TP", []);
            roff.text([bold(name.get(lang))]);
            roff.text([roman(meaning.get(lang))]);
        }
    }
}
