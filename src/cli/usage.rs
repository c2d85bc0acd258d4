//! Why arguments were not understood, in the user's language; clap says it in English only.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::fail::Failure;
use crate::texts::{Lang, cli as t};

/// The failure behind an error of the arguments.
pub fn failure(error: &clap::Error, lang: Lang, words: &[OsString]) -> Failure {
    let said = |kind| error.get(kind).map(text).unwrap_or_default();
    let arg = said(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => t::unknown_argument(lang, &arg),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => t::value_missing(lang, &arg),
        ErrorKind::InvalidValue => t::bad_value(lang, &said(ContextKind::InvalidValue), &arg),
        ErrorKind::MissingRequiredArgument => t::missing(lang, &arg),
        ErrorKind::ArgumentConflict => t::conflict(lang, &arg, &said(ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => t::not_utf8(lang).to_owned(),
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    };
    let mut failure = Failure::usage(message);
    let values = said(ContextKind::ValidValue);
    if !values.is_empty() {
        failure = failure.with(t::possible(lang, &values));
    }
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    for suggestion in suggested.into_iter().map(said).filter(|s| !s.is_empty()) {
        failure = failure.with(t::meant(lang, &suggestion));
    }
    failure.with(t::see_help(lang, &command_line(words)))
}

/// The program with the subcommand that was typed.
fn command_line(words: &[OsString]) -> String {
    let names: Vec<String> =
        super::command(Lang::En).get_subcommands().map(|command| command.get_name().to_owned()).collect();
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
