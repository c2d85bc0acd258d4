//! Why arguments were not understood, in the user's language; clap's messages are in English only.

use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;
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
    let mut failure = CliError::usage(message(error, lang));
    let possible = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    for values in possible.into_iter().map(said).filter(|values| !values.is_empty()) {
        failure = failure.with(texts::cli::possible(lang, &values));
    }
    if error.source().is_some_and(|source| source.is::<ParseIntError>()) {
        failure = failure.with(texts::input::count(lang));
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

/// Returns what is wrong, without hints.
fn message(error: &clap::Error, lang: Lang) -> String {
    let said = |kind| error.get(kind).map(text).unwrap_or_default();
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') && arg != "-" => texts::cli::unknown_argument(lang, &arg),
        ErrorKind::UnknownArgument => texts::cli::surplus_argument(lang, &arg),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            texts::cli::value_missing(lang, &arg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => texts::cli::bad_value(lang, &value, &arg),
        ErrorKind::TooManyValues if arg.starts_with('-') && !arg.contains('<') => {
            texts::cli::takes_no_value(lang, &arg, &value)
        }
        ErrorKind::TooManyValues => texts::cli::surplus_argument(lang, &value),
        ErrorKind::TooFewValues => {
            texts::cli::other_count(lang, &arg, &said(ContextKind::MinValues), &said(ContextKind::ActualNumValues))
        }
        ErrorKind::WrongNumberOfValues => texts::cli::other_count(
            lang,
            &arg,
            &said(ContextKind::ExpectedNumValues),
            &said(ContextKind::ActualNumValues),
        ),
        ErrorKind::NoEquals => texts::cli::equals_missing(lang, &arg),
        ErrorKind::MissingRequiredArgument => texts::cli::missing(lang, &arg),
        ErrorKind::ArgumentConflict => texts::cli::conflict(lang, &arg, &said(ContextKind::PriorArg)),
        ErrorKind::InvalidSubcommand => {
            let word = said(ContextKind::InvalidSubcommand);
            texts::cli::unknown_command(lang, &word)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            texts::cli::command_missing(lang, &said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidUtf8 => texts::cli::not_utf8(lang).to_owned(),
        // These are no answers about arguments, and clap may add further ones.
        _ => texts::cli::not_understood(lang).to_owned(),
    }
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
            "--data" | "--author" | "--lang" | "--format" | "--color" => drop(words.next()),
            option if option.starts_with('-') => {}
            _ => return Some(word),
        }
    }
    None
}

/// Returns the call that shows the help of the typed command.
fn command_line(words: &[OsString]) -> String {
    let root = Arguments::bare();
    let (mut level, mut line) = (&root, "bildungsnetz".to_owned());
    for word in words.iter().skip(1) {
        if let Some(inner) = level.find_subcommand(word) {
            level = inner;
            line = format!("{line} {}", inner.get_name());
        }
    }
    format!("{line} --help")
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStringExt as _;

    use super::*;
    use crate::cli::help;

    /// Returns what is said about a line, in one language.
    fn said(line: &str, lang: Lang) -> String {
        let words: Vec<OsString> = std::iter::once("bildungsnetz")
            .chain(line.split(' '))
            .map(|word| match word {
                "NOT-UTF8" => OsString::from_vec(vec![0xff]),
                word => OsString::from(word),
            })
            .collect();
        let error = args::parse(help::command(lang), &words).expect_err(line);
        failure(&error, lang, &words).lines().collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_kind_of_mistake_is_explained_in_the_language_of_the_user() {
        for (line, german, english) in [
            ("lst bodies", "Einen Befehl „lst“ gibt es nicht\n    Meinten Sie list?", "There is no command “lst”"),
            ("list", "Es fehlt <TABELLE>", "Missing: <TABLE>"),
            ("get bodies mehr", "mehr ist hier überzählig", "mehr is not expected here"),
            (
                "list bodies --regon x",
                "--regon gibt es hier nicht\n    Meinten Sie --region?",
                "There is no --regon here",
            ),
            ("--format", "Zu --format <FORMAT> fehlt der Wert\n    Möglich: table", "--format <FORMAT> needs a value"),
            ("--format xml keys", "„xml“ passt nicht zu --format <FORMAT>", "“xml” does not fit --format <FORMAT>"),
            (
                "log --limit x",
                "„x“ passt nicht zu --limit <N>\n    Hier gehört eine ganze Zahl hin",
                "“x” does not fit --limit <N>",
            ),
            ("set a b --clear", "[WERT] und --clear schließen sich aus", "[VALUE] cannot be used with --clear"),
            (
                "recover --take=ja",
                "--take nimmt keinen Wert an (angegeben: „ja“)",
                "--take takes no value (given: “ja”)",
            ),
            (
                "git --read-only",
                "Zu „bildungsnetz git“ fehlt ein Befehl\n    Möglich: setup",
                "“bildungsnetz git” needs a command",
            ),
            ("git setp", "Einen Befehl „setp“ gibt es nicht\n    Meinten Sie setup?", "There is no command “setp”"),
            ("set", "Es fehlt <ADRESSE>", "Missing: <ADDRESS>"),
            ("diff 1 2 3 4 5 6 7 8 9 10", "10 ist hier überzählig", "10 is not expected here"),
            ("get NOT-UTF8", "Ein Argument ist kein UTF-8-Text", "An argument is not UTF-8 text"),
        ] {
            for (lang, expected) in [(Lang::De, german), (Lang::En, english)] {
                let said = said(line, lang);
                assert!(said.contains(expected), "{line}: {said}");
                assert!(
                    said.ends_with(if lang == Lang::De { "zeigt, was möglich ist" } else { "shows what is possible" }),
                    "{said}"
                );
            }
        }
        assert!(said("history purge --gone", Lang::De).contains("bildungsnetz history purge --help zeigt"));
    }

    /// Kinds of errors that no argument of today makes, as clap would report them.
    #[test]
    fn no_kind_of_error_falls_back_to_english() {
        use ErrorKind::{NoEquals, TooFewValues, ValueValidation, WrongNumberOfValues};
        for kind in [NoEquals, TooFewValues, ValueValidation, WrongNumberOfValues, ErrorKind::Io, ErrorKind::Format] {
            let mut error = clap::Error::new(kind);
            error.insert(ContextKind::InvalidArg, ContextValue::String("--x <N>".into()));
            error.insert(ContextKind::InvalidValue, ContextValue::String("v".into()));
            error.insert(ContextKind::MinValues, ContextValue::Number(2));
            error.insert(ContextKind::ExpectedNumValues, ContextValue::Number(2));
            error.insert(ContextKind::ActualNumValues, ContextValue::Number(1));
            let said = failure(&error, Lang::De, &[]).lines().collect::<Vec<_>>().join("\n");
            let english = ["value", "argument", "requires", "error", "equal"];
            assert!(!english.iter().any(|word| said.contains(word)), "{kind:?}: {said}");
            assert!(kind == ErrorKind::Io || kind == ErrorKind::Format || said.contains("--x <N>"), "{kind:?}: {said}");
        }
    }
}
