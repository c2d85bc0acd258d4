//! Why arguments were not understood, in the user's language; clap's messages are in English only.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{self, Arguments};
use super::error::CliError;
use crate::check::nearest;
use crate::texts::{self, Lang};

/// Returns the failure for an error in the arguments.
pub fn failure(error: &clap::Error, lang: Lang, words: &[OsString]) -> CliError {
    let said = |kind| error.get(kind).map(text).unwrap_or_default();
    let arg = said(ContextKind::InvalidArg);
    let stray = matches!(error.kind(), ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument);
    let restricted = args::early(words).restricted;
    let unknown = |word: &String| is_no_file(word, restricted) && !names().contains(word);
    if let Some(word) = first_word(words).filter(|word| stray && unknown(word)) {
        return unknown_command(lang, &word);
    }
    let message = match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') && arg != "-" => texts::cli::unknown_argument(lang, &arg),
        ErrorKind::UnknownArgument => texts::cli::surplus_argument(lang, &arg),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => texts::cli::value_missing(lang, &arg),
        ErrorKind::InvalidValue => texts::cli::bad_value(lang, &said(ContextKind::InvalidValue), &arg),
        ErrorKind::MissingRequiredArgument => texts::cli::missing(lang, &arg),
        ErrorKind::ArgumentConflict => texts::cli::conflict(lang, &arg, &said(ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => texts::cli::not_utf8(lang).to_owned(),
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    };
    let mut failure = CliError::usage(message);
    let values = said(ContextKind::ValidValue);
    if !values.is_empty() {
        failure = failure.with(texts::cli::possible(lang, &values));
    }
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    for suggestion in suggested.into_iter().map(said).filter(|s| !s.is_empty()) {
        failure = failure.with(texts::cli::meant(lang, &suggestion));
    }
    if error.kind() == ErrorKind::UnknownArgument {
        // Which files there are is nobody's business where no other may be opened.
        if !restricted && Path::new(&arg).is_file() {
            failure = failure.with(texts::cli::hint_data(lang, &arg));
        }
        if arg.starts_with("--") && error.get(ContextKind::SuggestedArg).is_none() {
            failure = failure.with(texts::cli::hint_dashes(lang, &arg));
        }
    }
    failure.with(texts::cli::see_help(lang, &command_line(words)))
}

/// Returns the failure for an unknown command.
pub fn unknown_command(lang: Lang, word: &str) -> CliError {
    let failure = CliError::usage(texts::cli::unknown_command(lang, word));
    let failure = match nearest(word, names()) {
        Some(meant) => failure.with(texts::cli::meant(lang, &meant)),
        None => failure,
    };
    failure.with(texts::cli::see_help(lang, "bildungsnetz --help"))
}

/// Returns true for a file argument that looks like a command, when there is no such file. Where no
/// other file may be opened, this does not reveal which ones exist.
pub fn is_no_file(text: &str, restricted: bool) -> bool {
    let is_word =
        text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_word && (restricted || !Path::new(text).exists())
}

/// Returns the names of all commands.
fn names() -> Vec<String> {
    Arguments::bare().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// Returns the first word that is neither an option nor the value of one.
fn first_word(words: &[OsString]) -> Option<String> {
    let mut words = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--data" | "--lang" | "--format" | "--color" => drop(words.next()),
            option if option.starts_with('-') => {}
            _ => return Some(word),
        }
    }
    None
}

/// Returns the program with the typed subcommand.
fn command_line(words: &[OsString]) -> String {
    let names = names();
    let typed = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).find(|word| names.contains(word));
    typed.map_or_else(|| "bildungsnetz --help".to_owned(), |name| format!("bildungsnetz {name} --help"))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
