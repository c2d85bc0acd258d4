//! What is said to people stands in `texts`, in both languages, or as a `Phrase` in a declaration.
//!
//! A literal counts as said when two words in it are words of a language, or one has an umlaut;
//! what stands in braces is filled in and does not count.

use super::source::{Kind, Source};
use super::{at, none};

/// The macros that declare something with its wording in both languages.
const DECLARATIONS: [&str; 5] = ["choices!", "records!", "tables!", "rules!", "words!"];

/// Commands that git is told to run, and what git says: in its own words.
const GIT: [&str; 4] =
    ["src/cli/git", "src/storage/repository", "src/storage/sync/branch.rs", "src/storage/sync/tree.rs"];

/// The text of a new dataset: names of fields in the language of the file.
const NEW_DATASET: &str = "src/cli/init/dataset_text.rs";

/// What takes a sentence for developers: it is seen when the program is wrong.
const FOR_DEVELOPERS: [&str; 6] =
    ["panic!", "unreachable!", "assert!", "assert_eq!", "debug_assert!", "debug_assert_eq!"];

/// The table of commands: their labels, those of their contexts, and the reasons why one is not
/// available, in both languages.
const COMMANDS: [&str; 3] = ["src/command.rs", "src/command/availability.rs", "src/command/context.rs"];

/// Single literals that are no sentences, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("src/model/date.rs", "jänner", "a month as people type it"),
    ("src/key.rs", "Rücktaste", "a key as it is printed on German keyboards, beside its English name"),
    ("src/model/date.rs", "märz", "a month as people type it"),
    ("src/export/csv/spreadsheet_cell.rs", "jän", "how a month begins"),
    ("src/export/csv/spreadsheet_cell.rs", "mär", "how a month begins"),
    ("src/export/mail.rs", "Content-Type: text/plain; charset=utf-8", "a field of the head of a mail"),
    ("src/exchange/hsds/service.rs", "temporarily closed", "a code of HSDS"),
];

#[test]
fn sentences_stand_in_the_texts() {
    let mut breaches = Vec::new();
    for source in Source::all().iter().filter(|s| s.modules()[0] != "texts") {
        if COMMANDS.contains(&source.path.as_str())
            || GIT.iter().any(|place| source.path.starts_with(place))
            || source.path == NEW_DATASET
        {
            continue;
        }
        for token in &source.tokens {
            let Kind::Text(text, within) = &token.kind else { continue };
            let allowed = |places: &[&str]| within.iter().any(|place| places.contains(&place.as_str()));
            let excused = EXCEPTIONS.iter().any(|(path, literal, _)| *path == source.path && literal == text);
            if is_said(text) && !allowed(&DECLARATIONS) && !allowed(&FOR_DEVELOPERS) && !excused {
                breaches.push(at(source, token.line, &format!("{text:?}")));
            }
        }
    }
    none("Sentences stand in src/texts, German and English side by side.", &breaches);
}

/// True of a text that people would read as German or English.
fn is_said(text: &str) -> bool {
    let words: Vec<&str> = without_placeholders(text).iter().flat_map(|part| part.split_whitespace()).collect();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let begins = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || "„(".contains(c));
    let sign = |c: char| c.is_alphabetic() || ".,:;!?()-„“…/".contains(c);
    let real = |word: &&&str| letters(word) >= 2 && begins(word) && word.chars().all(sign);
    let foreign = |word: &&str| letters(word) >= 2 && word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    words.iter().filter(real).count() >= 2 || words.iter().any(foreign)
}

/// What stands outside `{…}`.
fn without_placeholders(text: &str) -> Vec<&str> {
    text.split('{')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) })
        .collect()
}

#[test]
fn sentences_are_told_from_keywords() {
    for said in ["Nichts gefunden", "no match", "{count} von {all} Treffern gezeigt", "Zurück", "key, value"] {
        assert!(is_said(said), "{said:?}");
    }
    for not in
        ["", "bodies", "{indent}{name}: {value}", "ä", "{kind} · {status} · ", "program --help", "\\u{2026} \\x1b[0m"]
    {
        assert!(!is_said(not), "{not:?}");
    }
}

#[test]
fn the_letter_of_an_answer_begins_a_word_of_it() {
    let mut breaches = Vec::new();
    for source in Source::all().iter().filter(|s| s.modules()[0] == "texts") {
        for token in &source.tokens {
            let Kind::Text(text, _) = &token.kind else { continue };
            let inside = text.match_indices('&').any(|(at, _)| {
                text[..at].ends_with(char::is_alphabetic) && text[at + 1..].starts_with(char::is_alphabetic)
            });
            if inside {
                breaches.push(at(source, token.line, &format!("{text:?}")));
            }
        }
    }
    none("People look for the letter at the beginning of a word.", &breaches);
}
