//! Every sentence the program says, in German and English side by side.
//!
//! A sentence without its translation does not compile: [`crate::texts!`] takes both or none. Data
//! is never translated. Labels of fields are in their declaration (`model`), labels of commands in
//! theirs (`command`), both as [`Phrase`]. Entry point: the submodule of the area that speaks.

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// German, the language of the users.
    #[default]
    De,
    /// English.
    En,
}

impl Lang {
    /// Parses the language of a locale name (`de_DE.UTF-8`, `en`, `C`); `None` when it is neither
    /// German nor English.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        match locale.get(..2)?.to_ascii_lowercase().as_str() {
            "de" => Some(Lang::De),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// Returns the two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Lang::De => "de",
            Lang::En => "en",
        }
    }
}

/// One fixed piece of wording in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Phrase {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// Makes a phrase, for tables of declarations.
    pub const fn new(de: &'static str, en: &'static str) -> Phrase {
        Phrase { de, en }
    }

    /// Returns the wording in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
}

/// The sentence of an answer, and the letter that chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerText {
    /// The sentence as it is shown.
    pub text: String,
    /// The letter; `None` where the sentence marks none.
    pub letter: Option<char>,
}

impl AnswerText {
    /// Reads a sentence that marks its letter with `&`, as in `"&Speichern"`. The mark stands
    /// before anything that is filled in, because that may contain the sign as well.
    pub fn of(marked: &str) -> AnswerText {
        let parts = marked.split_once('&').filter(|(_, rest)| rest.starts_with(char::is_alphabetic));
        match parts {
            Some((before, rest)) => AnswerText {
                text: format!("{before}{rest}"),
                letter: rest.chars().next().and_then(|letter| letter.to_lowercase().next()),
            },
            None => AnswerText { text: marked.to_owned(), letter: None },
        }
    }
}

/// Returns a text that ends as a sentence does.
pub fn as_sentence(text: &str) -> String {
    let text = text.trim_end();
    let end = if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{text}{end}")
}

/// Declares sentences: `name => "deutsch" / "English";`, or with arguments
/// `name(path: &str) => "{path} fehlt" / "{path} is missing";`, or for one and for many, told by
/// the first argument,
/// `name(count: usize) => "1 Befund" | "{count} Befunde" / "1 finding" | "{count} findings";`. The
/// count gets the marks of the language at its thousands. Each becomes a function that takes the
/// language first.
#[macro_export]
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident $(($($arguments:tt)*))? =>
        $de:literal $(| $de_many:literal)? / $en:literal $(| $en_many:literal)?;)*) => {
        $(
            $crate::sentence! { $(#[$meta])* $name $(($($arguments)*))? => $de $(| $de_many)? / $en $(| $en_many)? }
        )*
    };
}

/// Makes the function of one sentence of [`texts!`].
#[macro_export]
macro_rules! sentence {
    ($(#[$meta:meta])* $name:ident => $de:literal / $en:literal) => {
        $(#[$meta])*
        #[allow(missing_docs, reason = "the wording is the documentation")]
        pub fn $name(lang: $crate::texts::Lang) -> &'static str {
            $crate::texts::Phrase::new($de, $en).get(lang)
        }
    };
    ($(#[$meta:meta])* $name:ident($($arg:ident: $ty:ty),+) => $de:literal / $en:literal) => {
        $(#[$meta])*
        #[allow(missing_docs, reason = "the wording is the documentation")]
        pub fn $name(lang: $crate::texts::Lang, $($arg: $ty),+) -> String {
            match lang {
                $crate::texts::Lang::De => format!($de),
                $crate::texts::Lang::En => format!($en),
            }
        }
    };
    ($(#[$meta:meta])* $name:ident($count:ident: $number:ty $(, $arg:ident: $ty:ty)*) =>
        $de_one:literal | $de:literal / $en_one:literal | $en:literal) => {
        $(#[$meta])*
        #[allow(missing_docs, reason = "the wording is the documentation")]
        pub fn $name(lang: $crate::texts::Lang, $count: $number $(, $arg: $ty)*) -> String {
            let is_one = $count == 1;
            let $count = $crate::texts::number(lang, $count);
            match (lang, is_one) {
                ($crate::texts::Lang::De, true) => format!($de_one),
                ($crate::texts::Lang::De, false) => format!($de),
                ($crate::texts::Lang::En, true) => format!($en_one),
                ($crate::texts::Lang::En, false) => format!($en),
            }
        }
    };
}

pub mod about;
pub mod batch;
pub mod changes;
pub mod check;
pub mod cli;
pub mod clipboard;
pub mod colleagues;
pub mod completeness;
pub mod completion;
pub mod config;
pub mod conflicts;
pub mod credits;
pub mod default_config;
pub mod detail;
pub mod distrust;
pub mod document;
pub mod edit;
pub mod examples;
pub mod exchange;
pub mod expression;
pub mod external_editor;
pub mod global_options;
pub mod grid;
pub mod guide;
pub mod help;
pub mod import;
pub mod init;
pub mod input;
pub mod keys;
pub mod line_mode;
pub mod listing;
pub mod loading;
pub mod manual;
pub mod map;
pub mod matrix;
pub mod meetings;
pub mod missing_file;
pub mod network;
pub mod noun;
mod number;
pub mod open_data;
pub mod overview;
pub mod panes;
pub mod paths;
pub mod problems;
pub mod process;
pub mod proposals;
pub mod publish;
pub mod query_examples;
pub mod quit;
pub mod records;
pub mod recovery;
pub mod remind;
pub mod review;
pub mod safekeeping;
pub mod saving;
pub mod search;
pub mod site;
pub mod source_age;
pub mod sources;
pub mod steps;
pub mod storage;
pub mod sync;
pub mod syntax;
pub mod tables;
pub mod typed_texts;
pub mod undo;
pub mod value_counts;
pub mod value_history;
pub mod value_names;
pub mod view;
pub mod views;

pub use number::number;

#[cfg(test)]
mod tests {
    use super::Lang;

    texts! {
        records(count: usize, place: &str) => "1 Eintrag in {place}" | "{count} Einträge in {place}" / "1 record in {place}" | "{count} records in {place}";
    }

    #[test]
    fn one_is_told_from_many() {
        let said: Vec<String> = [0, 1, 2000].into_iter().map(|count| records(Lang::De, count, "Köln")).collect();
        assert_eq!(said, ["0 Einträge in Köln", "1 Eintrag in Köln", "2.000 Einträge in Köln"]);
        assert_eq!(records(Lang::En, 1, "Köln"), "1 record in Köln");
    }
}
