//! What the shell may offer for the word being typed: commands, options, and values from the
//! declaration and the dataset.
//!
//! The scripts of `completions` ask `bildungsnetz complete -- WORDS`, where the last word is the
//! one being typed, up to the cursor. The answer is a line that says what follows (`words`, or
//! `files` where the shell offers files itself), then a line for each candidate: the word, a tab,
//! what it means. A mistake in the line or the dataset gives fewer candidates, never a message.
//! Entry point: [`asked`], [`answer`].

mod line;
mod values;

use std::ffi::OsString;

use super::ExitStatus;
use super::args::Arguments;
use super::output::CommandOutput;
use crate::texts::{Lang, help};
use line::TypedLine;
use values::CompletionValues;

/// A word that the shell may offer, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    word: String,
    meaning: String,
}

impl Candidate {
    fn new(word: impl Into<String>, meaning: impl Into<String>) -> Candidate {
        Candidate { word: word.into(), meaning: meaning.into() }
    }
}

/// What is offered at a place of the line.
#[derive(Debug, PartialEq, Eq)]
enum Offer {
    Words(Vec<Candidate>),
    /// The names of files, which the shell knows best.
    Files,
}

/// Returns the script of a shell that asks the program; `None` for one whose completions hold the
/// commands and options alone.
pub fn script(shell: clap_complete::Shell) -> Option<&'static str> {
    match shell {
        clap_complete::Shell::Bash => Some(include_str!("complete/bash.sh")),
        clap_complete::Shell::Zsh => Some(include_str!("complete/zsh.zsh")),
        clap_complete::Shell::Fish => Some(include_str!("complete/fish.fish")),
        _ => None,
    }
}

/// Returns the line to complete when the arguments ask for that.
pub fn asked(words: &[OsString]) -> Option<&[OsString]> {
    match words {
        [_, command, dashes, line @ ..] if command == "complete" && dashes == "--" && !line.is_empty() => Some(line),
        _ => None,
    }
}

/// Prints what may be offered for the last word of a line.
pub fn answer(line: &[OsString]) -> ExitStatus {
    let line: Vec<String> = line.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut out = CommandOutput::plain();
    match offer(&line) {
        Offer::Files => out.exact("files\n"),
        Offer::Words(candidates) => {
            out.exact("words\n");
            for Candidate { word, meaning } in candidates.iter().filter(|c| !c.word.contains(['\n', '\t'])) {
                let meaning: String = meaning.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                out.exact(&format!("{word}\t{meaning}\n"));
            }
        }
    }
    if out.finish().is_ok() { ExitStatus::Done } else { ExitStatus::NotWritten }
}

fn offer(words: &[String]) -> Offer {
    let root = Arguments::bare();
    let line = TypedLine::read(&root, words);
    let source = CompletionValues::new(words, &line);
    if let Some(arg) = line.awaited {
        return source.values(arg, line.current);
    }
    if let Some((option, value)) = line.current.split_once('=').filter(|(option, _)| option.starts_with("--")) {
        let Some(arg) = line.option(option) else { return Offer::Words(Vec::new()) };
        return match source.values(arg, value) {
            Offer::Words(mut candidates) => {
                candidates.iter_mut().for_each(|c| c.word = format!("{option}={}", c.word));
                Offer::Words(candidates)
            }
            Offer::Files => Offer::Files,
        };
    }
    if line.current.starts_with('-') && !line.is_behind_dashes {
        return Offer::Words(options(&line, source.lang()));
    }
    let commands = commands(&line, source.lang());
    match line.positional() {
        // A file to open is looked for where no command begins like this.
        Some(arg) if commands.is_empty() => source.values(arg, line.current),
        _ => Offer::Words(commands),
    }
}

/// Returns the options that begin with what was typed.
fn options(line: &TypedLine<'_>, lang: Lang) -> Vec<Candidate> {
    let known = line.options().filter_map(|arg| {
        let word = format!("--{}", arg.get_long()?);
        let id = arg.get_id().as_str();
        let key =
            if arg.is_global_set() || line.path.is_empty() { id.to_owned() } else { format!("{}.{id}", line.path) };
        Some(Candidate::new(word, help::help(&key).get(lang)))
    });
    known.filter(|candidate| candidate.word.starts_with(line.current)).collect()
}

/// Returns the commands that begin with what was typed.
fn commands(line: &TypedLine<'_>, lang: Lang) -> Vec<Candidate> {
    if line.is_behind_dashes || line.given > 0 {
        return Vec::new();
    }
    let names = line.level.get_subcommands().map(|command| command.get_name());
    names
        .filter(|name| name.starts_with(line.current))
        .map(|name| {
            let key = if line.path.is_empty() { name.to_owned() } else { format!("{}.{name}", line.path) };
            Candidate::new(name, help::help(&key).get(lang))
        })
        .collect()
}
