//! `completions SHELL` and `man`: files for shells and packagers, from the same arguments as the
//! help.

use std::io::Write as _;

use clap_mangen::roff::{Roff, bold, roman};

use super::ExitStatus;
use super::complete;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::export::Format;
use crate::texts::{self, Lang, manual};

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

/// Writes the manual page: the program, each command, exit codes, files and variables.
///
/// # Errors
/// When it cannot be written.
pub fn page(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    context.format(&[Format::Table])?;
    let lang = context.lang;
    let mut command = super::command(lang);
    command.build();
    let man = clap_mangen::Man::new(command.clone().after_help(""));
    let mut text = Vec::new();
    let parts = man.render_title(&mut text).and_then(|()| man.render_name_section(&mut text));
    let parts = parts
        .and_then(|()| man.render_synopsis_section(&mut text))
        .and_then(|()| man.render_options_section(&mut text));
    let parts = parts.and_then(|()| commands(&command, lang).to_writer(&mut text));
    let parts = parts.and_then(|()| notes(lang).to_writer(&mut text));
    parts.and_then(|()| out.write_all(&text)).map_err(|error| CliError::output(lang, &error))?;
    Ok(ExitStatus::Done)
}

/// Adds a section with the arguments of each command.
fn commands(command: &clap::Command, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [texts::cli::commands(lang).to_uppercase().as_str()]);
    let groups = |command: &clap::Command| command.has_subcommands();
    let inner = command.get_subcommands().flat_map(clap::Command::get_subcommands);
    for command in command.get_subcommands().filter(|command| !groups(command)).chain(inner) {
        let usage = command.clone().render_usage().to_string();
        roff.control("TP", []);
        roff.text([bold(usage.trim_start_matches("Usage: ").trim())]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
        let own = |arg: &&clap::Arg| !arg.is_global_set();
        for arg in command.get_arguments().filter(own) {
            roff.control("br", []);
            let name = arg.get_long().map_or_else(|| names(arg), |long| format!("--{long} {}", names(arg)));
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            roff.text([bold(name.trim()), roman(format!(" – {help}"))]);
        }
    }
    roff
}

fn names(arg: &clap::Arg) -> String {
    let takes = arg.get_action().takes_values();
    let names = arg.get_value_names().filter(|_| takes).unwrap_or_default();
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns exit codes, files and variables.
fn notes(lang: Lang) -> Roff {
    let mut roff = Roff::new();
    for (title, lines) in manual::NOTES {
        roff.control("SH", [title.get(lang)]);
        for (name, meaning) in *lines {
            roff.control("TP", []);
            roff.text([bold(name.get(lang))]);
            roff.text([roman(meaning.get(lang))]);
        }
    }
    roff
}
