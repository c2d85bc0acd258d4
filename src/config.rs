//! The settings in files: the user's `config.toml`, and below it the institution's.
//!
//! The program runs without either. A setting that is unknown or of the wrong type is a [`Warning`]
//! with its place in the file and never stops anything. Names of commands, chords and rules are
//! kept as written, with their place; the code that knows them checks them. The effective settings,
//! with environment and command line, are in [`settings`]. Entry point: [`load()`].

mod read;
pub mod settings;
pub mod views;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::storage::Environment;
use crate::storage::disk::Disk;
use crate::storage::load;
use crate::text::nearest;
use crate::texts;
use crate::texts::Lang;

pub use settings::{Colour, ColourCount, Flags, Settings, ThemeName, character_locale};

/// The path of the institution's configuration.
pub const SYSTEM_FILE: &str = "/etc/xdg/bildungsnetz/config.toml";

/// Name of the user's configuration in their configuration folder.
pub const FILE_NAME: &str = "config.toml";

/// The content of the files; `None` and empty where they set nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Language of the interface.
    pub lang: Option<ConfiguredValue<Lang>>,
    /// The name that tells people apart who share an account.
    pub author: Option<ConfiguredValue<String>>,
    /// The dataset, made absolute.
    pub data: Option<ConfiguredValue<PathBuf>>,
    /// Name → further dataset, made absolute; `@NAME` on the command line opens it.
    pub datasets: BTreeMap<String, ConfiguredValue<PathBuf>>,
    /// Colours.
    pub theme: Option<ConfiguredValue<ThemeName>>,
    /// How many colours the screen uses.
    pub colours: Option<ConfiguredValue<ColourCount>>,
    /// Whether the mouse is on when the screen opens.
    pub mouse: Option<ConfiguredValue<bool>>,
    /// Whether addresses on the screen are hyperlinks.
    pub hyperlinks: Option<ConfiguredValue<bool>>,
    /// Only ASCII characters for lines and marks.
    pub ascii: Option<ConfiguredValue<bool>>,
    /// Age in months from which a statement counts as old.
    pub review_after_months: Option<ConfiguredValue<u32>>,
    /// Command name → chords, as written.
    pub keys: BTreeMap<String, ConfiguredValue<Vec<String>>>,
    /// Names of check rules that are not reported, as written.
    pub silence: Vec<ConfiguredValue<String>>,
    /// Number of daily backups of the dataset to keep; 0 for none.
    pub backups: Option<ConfiguredValue<u32>>,
}

/// A value and where it was set.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfiguredValue<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub spot: ConfigPosition,
}

/// A place in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigPosition {
    /// The file.
    pub file: Arc<Path>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for ConfigPosition {
    /// `FILE:LINE:COLUMN`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// Something in a configuration file that is ignored.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// Its place.
    pub spot: ConfigPosition,
    /// What is wrong.
    pub problem: ConfigProblem,
}

/// Why something in a configuration file is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigProblem {
    /// An unknown setting; the known ones.
    Unknown(String, &'static [&'static str]),
    /// Not a name by which a dataset can be called.
    DatasetName(String),
    /// The setting takes another kind of value.
    Expected(String, ExpectedValue),
    /// Not TOML; the parser's message.
    Syntax(String),
    /// The file exists but cannot be read; the reason in both languages.
    Unreadable {
        /// In German.
        de: String,
        /// In English.
        en: String,
    },
}

/// The kind of value that a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedValue {
    /// Text in quotes.
    Text,
    /// `true` or `false`.
    YesNo,
    /// A whole number of months.
    Months,
    /// A whole number of days, or 0.
    Days,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A text or a list of texts.
    Texts,
    /// A section.
    Section,
}

impl Config {
    /// Returns this configuration, completed by one that is below it.
    pub fn over(mut self, below: Config) -> Config {
        for (command, chords) in below.keys {
            self.keys.entry(command).or_insert(chords);
        }
        for (name, path) in below.datasets {
            self.datasets.entry(name).or_insert(path);
        }
        self.silence.extend(below.silence);
        // Without `..self`, so that no new setting is forgotten here.
        Config {
            lang: self.lang.or(below.lang),
            author: self.author.or(below.author),
            data: self.data.or(below.data),
            datasets: self.datasets,
            theme: self.theme.or(below.theme),
            colours: self.colours.or(below.colours),
            mouse: self.mouse.or(below.mouse),
            hyperlinks: self.hyperlinks.or(below.hyperlinks),
            ascii: self.ascii.or(below.ascii),
            review_after_months: self.review_after_months.or(below.review_after_months),
            keys: self.keys,
            silence: self.silence,
            backups: self.backups.or(below.backups),
        }
    }
}

impl Warning {
    /// Returns the warning as `FILE:LINE:COLUMN: message`.
    pub fn text(&self, lang: Lang) -> String {
        format!("{}: {}", self.spot, self.problem.text(lang))
    }
}

impl ConfigProblem {
    /// Returns the problem as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unknown(name, known) => {
                let typed = name.rsplit_once('.').map_or(name.as_str(), |(_, last)| last);
                match nearest(typed, *known) {
                    Some(meant) => texts::config::unknown_meant(lang, name, &meant),
                    None => texts::config::unknown(lang, name, &known.join(", ")),
                }
            }
            Self::DatasetName(name) => texts::config::dataset_name(lang, name),
            Self::Expected(name, expected) => texts::config::expected(lang, name, &expected.text(lang)),
            Self::Syntax(message) => texts::config::syntax(lang, message),
            Self::Unreadable { de, en } => texts::config::unreadable(lang, if lang == Lang::De { de } else { en }),
        }
    }
}

impl ExpectedValue {
    fn text(self, lang: Lang) -> String {
        match self {
            Self::Text => texts::config::wants_text(lang).to_owned(),
            Self::YesNo => texts::config::wants_yes_no(lang).to_owned(),
            Self::Months => texts::config::wants_months(lang).to_owned(),
            Self::Days => texts::config::wants_days(lang).to_owned(),
            Self::OneOf(words) => texts::config::wants_one_of(lang, &words.join(", ")),
            Self::Texts => texts::config::wants_texts(lang).to_owned(),
            Self::Section => texts::config::wants_section(lang).to_owned(),
        }
    }
}

/// Returns the configuration files, the strongest first; with `restricted` only the institution's.
pub fn files(env: &Environment, restricted: bool) -> Vec<PathBuf> {
    let users = env.folders.as_ref().filter(|_| !restricted).map(|folders| folders.config.join(FILE_NAME));
    users.into_iter().chain([PathBuf::from(SYSTEM_FILE)]).collect()
}

/// Reads the configuration files, the strongest first; missing ones are skipped.
pub fn load(disk: &dyn Disk, env: &Environment, files: &[PathBuf]) -> (Config, Vec<Warning>) {
    let mut config = Config::default();
    let mut warnings = Vec::new();
    for path in files {
        if disk.stat(path).is_err_and(|e| matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)) {
            continue;
        }
        let file: Arc<Path> = path.as_path().into();
        match load::read(disk, path) {
            Ok(loaded) => {
                let (found, problems) = read::parse(&loaded.text, &file, env);
                config = config.over(found);
                warnings.extend(problems);
            }
            Err(error) => warnings.push(Warning {
                spot: ConfigPosition { file, line: 1, column: 1 },
                problem: ConfigProblem::Unreadable { de: error.message(Lang::De), en: error.message(Lang::En) },
            }),
        }
    }
    (config, warnings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        let file: Arc<Path> = Path::new("/etc/c.toml").into();
        let (config, warnings) = read::parse(text, &file, &Environment::default());
        assert_eq!(warnings, []);
        config
    }

    #[test]
    fn the_institution_sets_what_the_user_leaves_open() {
        let institution = read(concat!(
            "lang = \"en\"\nauthor = \"a\"\ndata = \"d\"\ntheme = \"rich\"\ncolors = \"16\"\nmouse = true\nhyperlinks = false\nascii = true\n",
            "review_after_months = 12\n[datasets]\nbonn = \"b\"\n[keys]\nquit = \"q\"\n[check]\nsilence = \"stale\"\n",
            "[backup]\nkeep = 3\n",
        ));
        assert_eq!(Config::default().over(institution.clone()), institution);
        let user = read("hyperlinks = true\n[datasets]\nbonn = \"mine\"\nkoeln = \"k\"\n");
        let both = user.over(institution);
        assert!(both.hyperlinks.is_some_and(|given| given.value) && both.ascii.is_some_and(|given| given.value));
        assert_eq!(both.datasets["bonn"].value, Path::new("/etc/mine"));
        assert_eq!(both.datasets["koeln"].value, Path::new("/etc/k"));
    }
}
