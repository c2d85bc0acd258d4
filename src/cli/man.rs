//! `completions SHELL` and `man`: files for shells and packagers, from the same arguments as the
//! help.
//!
//! Must not open the dataset. Entry point: [`completions`], [`run`].

use clap_mangen::roff::{Roff, bold, italic, roman};

use super::ExitStatus;
use super::args::ManualArguments;
use super::complete;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::usage;
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

/// Writes a manual page, or with `--list` the commands that have one of their own.
///
/// # Errors
/// When there is no such command, or the answer cannot be written.
pub fn run(context: &CliContext, asked: &ManualArguments, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    context.format(&[Format::Table])?;
    let mut root = super::command(context.lang);
    root.build();
    if asked.list {
        for ManualSubject { name, .. } in subjects(&root) {
            out.exact(&format!("{name}\n"));
        }
        return Ok(ExitStatus::Done);
    }
    let wanted = asked.command.join(" ");
    let page = match subjects(&root).into_iter().find(|subject| subject.name == wanted) {
        Some(subject) => subcommand_page(&subject, context.lang),
        None if wanted.is_empty() => program_page(&root, context.lang),
        None => return Err(usage::unknown_command(context.lang, &wanted)),
    };
    page.to_writer(out).map_err(|error| CliError::output(context.lang, &error))?;
    Ok(ExitStatus::Done)
}

/// A command that has a manual page of its own.
struct ManualSubject<'a> {
    /// How it is called, with the name of its group: `history purge`.
    name: String,
    command: &'a clap::Command,
}

/// Returns all commands, those of a group instead of the group.
fn subjects(root: &clap::Command) -> Vec<ManualSubject<'_>> {
    root.get_subcommands()
        .flat_map(|command| {
            let name = command.get_name();
            let own = (!command.has_subcommands()).then(|| ManualSubject { name: name.to_owned(), command });
            let inner = command
                .get_subcommands()
                .map(move |inner| ManualSubject { name: format!("{name} {}", inner.get_name()), command: inner });
            own.into_iter().chain(inner)
        })
        .collect()
}

/// Returns a page that begins with its title line and its name.
fn begun(page_name: &str, purpose: &str, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    // The place of a date has the version: a page is the same whenever it is printed.
    let version = env!("CARGO_PKG_VERSION");
    roff.control("TH", [page_name.to_uppercase().as_str(), "1", version, "bildungsnetz", manual::TITLE.get(lang)]);
    section(&mut roff, manual::NAME.get(lang));
    roff.text([roman(format!("{page_name} - {purpose}"))]);
    roff
}

/// Returns the page of the program: each command, exit codes, files and variables, under the titles
/// that manual pages of the language have.
fn program_page(root: &clap::Command, lang: Lang) -> Roff {
    let mut roff = begun("bildungsnetz", texts::cli::tagline(lang), lang);
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
    root.get_arguments().for_each(|arg| argument(&mut roff, arg));
    section(&mut roff, manual::COMMANDS.get(lang));
    for ManualSubject { command, .. } in subjects(root) {
        roff.control("SS", [usage_line(command).as_str()]);
        roff.text([roman(purpose(command))]);
        own_arguments(&mut roff, command);
    }
    notes(&mut roff, lang);
    queries(&mut roff, lang);
    section(&mut roff, manual::EXAMPLES.get(lang));
    for (_, line) in examples::EXAMPLES {
        example(&mut roff, line);
    }
    section(&mut roff, manual::SEE_ALSO.get(lang));
    // The package installs the handbook's chapters as pages, too.
    let handbook = format!("{}(7)", page_name("handbook"));
    let pages = subjects(root).into_iter().map(|subject| format!("{}(1)", page_name(&subject.name))).chain([handbook]);
    roff.text([roman(pages.collect::<Vec<_>>().join(", "))]);
    roff
}

/// Returns the page of one command. What all commands share stands in the program's page.
fn subcommand_page(subject: &ManualSubject, lang: Lang) -> Roff {
    let ManualSubject { name, command } = subject;
    let mut roff = begun(&page_name(name), &purpose(command), lang);
    section(&mut roff, manual::SYNOPSIS.get(lang));
    let usage = usage_line(command);
    let called = format!("bildungsnetz {name}");
    let arguments = usage.strip_prefix(&called).unwrap_or_default();
    roff.text([bold(called.as_str()), roman(arguments)]);
    if command.get_arguments().any(|arg| !arg.is_global_set()) {
        section(&mut roff, manual::OPTIONS.get(lang));
        own_arguments(&mut roff, command);
    }
    roff.control("PP", []);
    roff.text([roman(manual::SHARED.get(lang))]);
    if let Some(line) = examples::example(&name.replace(' ', ".")) {
        section(&mut roff, manual::EXAMPLE.get(lang));
        example(&mut roff, line);
    }
    section(&mut roff, manual::SEE_ALSO.get(lang));
    roff.text([bold("bildungsnetz"), roman("(1)")]);
    roff
}

/// Returns the name of the page of a command, as `man` finds it: `bildungsnetz-history-purge`.
fn page_name(command: &str) -> String {
    format!("bildungsnetz-{}", command.replace(' ', "-"))
}

fn purpose(command: &clap::Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn usage_line(command: &clap::Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").trim().to_owned()
}

fn own_arguments(roff: &mut Roff, command: &clap::Command) {
    command.get_arguments().filter(|arg| !arg.is_global_set()).for_each(|arg| argument(roff, arg));
}

fn example(roff: &mut Roff, line: &str) {
    roff.control("PP", []);
    roff.text([roman(line)]);
}

fn section(roff: &mut Roff, title: &str) {
    roff.control("SH", [title]);
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
