//! Lets values begin with `-`: `set ADDRESS '- Punkt eins'`, `set ADDRESS -1d`, `--reason '-'`.
//!
//! Clap takes every word that begins with `-` for an option. Here only the options of the command
//! are options; other words are values, except those that look like a misspelt `--option`, which
//! stay for clap to refuse. Entry point: [`separated`].

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

/// Returns the words such that clap takes each as what it is: a value that begins with `-` stands
/// behind its option as `--option=value`, or with the other positional values behind `--`.
pub fn separated(command: &Command, words: &[OsString]) -> Vec<OsString> {
    let mut level = command;
    // What clap is given, and which of these words are positional values of the last command.
    let (mut out, mut positional): (Vec<OsString>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut has_hyphen_value = false;
    let mut words = words.iter().peekable();
    out.extend(words.next().cloned());
    while let Some(word) = words.next() {
        if word == "--" {
            positional.extend((out.len()..).take(words.len()));
            out.extend(words.by_ref().cloned());
            has_hyphen_value = true;
            break;
        }
        match kind(command, level, word) {
            WordKind::Option { awaits_value: true } => {
                let value = words.next_if(|next| matches!(kind(command, level, next), WordKind::Hyphen));
                match value {
                    Some(value) => out.push([word, OsStr::new("="), value].into_iter().collect()),
                    None => {
                        out.push(word.clone());
                        let is_option = |next: &&OsString| !matches!(kind(command, level, next), WordKind::Plain);
                        out.extend(words.next_if(|next| !is_option(next)).cloned());
                    }
                }
            }
            WordKind::Option { awaits_value: false } => out.push(word.clone()),
            WordKind::Plain => {
                match word.to_str().filter(|_| positional.is_empty()).and_then(|name| level.find_subcommand(name)) {
                    Some(inner) => level = inner,
                    None => positional.push(out.len()),
                }
                out.push(word.clone());
            }
            WordKind::Hyphen => {
                has_hyphen_value = true;
                positional.push(out.len());
                out.push(word.clone());
            }
        }
    }
    if has_hyphen_value { with_values_last(&out, &positional) } else { out }
}

/// Returns the words with those at these places behind `--`.
fn with_values_last(words: &[OsString], positional: &[usize]) -> Vec<OsString> {
    let is_value = |place: &usize| positional.contains(place);
    let others = (0..words.len()).filter(|place| !is_value(place)).map(|place| words[place].clone());
    let values = positional.iter().map(|place| words[*place].clone());
    others.chain([OsString::from("--")]).chain(values).collect()
}

/// What a word is for.
enum WordKind {
    /// An option, known or misspelt; the next word may be its value.
    Option { awaits_value: bool },
    /// A value that begins with `-`.
    Hyphen,
    /// Any other word.
    Plain,
}

fn kind(root: &Command, level: &Command, word: &OsStr) -> WordKind {
    let Some(text) = word.to_str() else { return WordKind::Plain };
    let options = || level.get_arguments().chain(root.get_arguments().filter(|arg| arg.is_global_set()));
    let takes_value = |arg: &Arg| arg.get_action().takes_values();
    if let Some(long) = text.strip_prefix("--") {
        let (name, has_value) = long.split_once('=').map_or((long, false), |(name, _)| (name, true));
        let known = options().find(|arg| arg.get_long() == Some(name));
        let is_like_one =
            name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        return match known {
            Some(arg) => WordKind::Option { awaits_value: takes_value(arg) && !has_value },
            None if is_like_one => WordKind::Option { awaits_value: false },
            None => WordKind::Hyphen,
        };
    }
    // A lone hyphen stands for the standard input, and clap takes it as a value.
    let Some(shorts) = text.strip_prefix('-').filter(|rest| !rest.is_empty()) else { return WordKind::Plain };
    let mut known = shorts.chars().map(|c| options().find(|arg| arg.get_short() == Some(c)));
    match known.next() {
        Some(Some(arg)) if takes_value(arg) => WordKind::Option { awaits_value: shorts.chars().count() == 1 },
        Some(Some(_)) if known.all(|arg| arg.is_some()) => WordKind::Option { awaits_value: false },
        // In front of a command nothing but a file's name could be meant.
        _ if level.get_name() == root.get_name() => WordKind::Option { awaits_value: false },
        _ => WordKind::Hyphen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(words: &[&str]) -> Vec<String> {
        let words: Vec<OsString> = std::iter::once(&"bn").chain(words).map(OsString::from).collect();
        let command = super::super::args::Arguments::bare();
        separated(&command, &words)[1..].iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_value_with_a_hyphen_goes_where_clap_takes_it_as_one() {
        for (typed, given) in [
            (&["set", "a/b", "- Punkt"][..], &["set", "--", "a/b", "- Punkt"][..]),
            (&["set", "a", "-1d", "--reason", "-x"], &["set", "--reason=-x", "--", "a", "-1d"]),
            (
                &["--lang", "de", "find", "-a", "b", "--format=csv"],
                &["--lang", "de", "find", "--format=csv", "--", "-a", "b"],
            ),
            (&["set", "a", "--- x ---"], &["set", "--", "a", "--- x ---"]),
            (&["set", "a", "--um so mehr"], &["set", "--", "a", "--um so mehr"]),
            (&["merge", "a", "b", "c", "-o", "-x"], &["merge", "a", "b", "c", "-o=-x"]),
            (&["set", "a", "-1", "--", "-h"], &["set", "--", "a", "-1", "-h"]),
        ] {
            assert_eq!(seen(typed), given, "{typed:?}");
        }
    }

    #[test]
    fn options_stay_options() {
        for typed in [
            &["set", "a", "--clear", "--reason", "x"][..],
            &["set", "a", "-h"],
            &["set", "a", "--claer"],
            &["set", "a", "--reason", "--clear"],
            &["merge", "a", "b", "c", "-ofile"],
            &["get", "a", "--data", "-"],
            &["set", "a", "-"],
            &["-x", "list"],
        ] {
            assert_eq!(seen(typed), typed, "{typed:?}");
        }
    }
}
