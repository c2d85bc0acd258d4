//! The effective settings: command line over configuration over environment over defaults.
//!
//! A pure function of its arguments. Does not check whether a stream is a terminal; the caller adds
//! that to [`Colour::Auto`]. Entry point: [`Settings::new`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Config, ConfiguredValue};
use crate::model::source_age::REVIEW_AFTER_MONTHS;
use crate::storage::{Environment, backup};
use crate::texts::Lang;

/// A colour theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// That of the terminal's background, as far as it is known.
    #[default]
    Auto,
    /// The terminal's own 16 colours.
    Dark,
    /// Colours that are read on a light background.
    Light,
    /// Without colour.
    NoColor,
    /// The strongest contrast: black and white.
    HighContrast,
    /// As `Dark`, with 256 colours.
    Rich,
}

/// How many colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourCount {
    /// As many as the terminal is known to have.
    #[default]
    Auto,
    /// 16.
    Sixteen,
    /// 256.
    Indexed,
    /// All.
    True,
}

impl ColourCount {
    /// Names of all, as in the configuration.
    pub const NAMES: &'static [&'static str] = &["auto", "16", "256", "truecolor"];

    /// Returns the number of this name.
    pub fn from_name(name: &str) -> Option<ColourCount> {
        match name {
            "auto" => Some(Self::Auto),
            "16" => Some(Self::Sixteen),
            "256" => Some(Self::Indexed),
            "truecolor" => Some(Self::True),
            _ => None,
        }
    }

    /// Returns its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Sixteen => "16",
            Self::Indexed => "256",
            Self::True => "truecolor",
        }
    }
}

/// When the command line's output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// When it goes to a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The settings of the command line; `None` where it has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flags {
    /// `--lang`
    pub lang: Option<Lang>,
    /// `--ascii`
    pub ascii: bool,
    /// `--color`
    pub colour: Option<Colour>,
}

/// The settings the program runs with.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// The dataset named in the configuration, absolute.
    pub data: Option<PathBuf>,
    /// Colours of the screen.
    pub theme: ThemeName,
    /// Colours of the command line's output.
    pub colour: Colour,
    /// The terminal reports 24-bit colour.
    pub true_colour: bool,
    /// How many colours the screen uses.
    pub colours: ColourCount,
    /// Whether the environment tells of a light background; `None` when it tells of none.
    pub is_background_light: Option<bool>,
    /// The mouse is on when the screen opens.
    pub mouse: bool,
    /// Addresses on the screen are hyperlinks where the terminal has them.
    pub hyperlinks: bool,
    /// Only ASCII characters for lines and marks.
    pub ascii: bool,
    /// `TERM=dumb`: no screen can be drawn.
    pub dumb: bool,
    /// Age in months from which a statement counts as old.
    pub review_after_months: u32,
    /// Command name → chords, as written.
    pub keys: BTreeMap<String, ConfiguredValue<Vec<String>>>,
    /// Names of check rules that are not reported, as written.
    pub silence: Vec<ConfiguredValue<String>>,
    /// Number of daily backups of the dataset to keep; 0 for none.
    pub backups: usize,
}

impl ThemeName {
    /// Names of all themes, as in the configuration.
    pub const NAMES: &'static [&'static str] = &["auto", "dark", "light", "high-contrast", "no-color", "rich"];

    /// Returns the theme of this name.
    pub fn from_name(name: &str) -> Option<ThemeName> {
        match name {
            "auto" => Some(Self::Auto),
            "dark" => Some(Self::Dark),
            "light" => Some(Self::Light),
            "high-contrast" => Some(Self::HighContrast),
            "no-color" => Some(Self::NoColor),
            "rich" => Some(Self::Rich),
            _ => None,
        }
    }

    /// Returns its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::NoColor => "no-color",
            Self::Rich => "rich",
        }
    }
}

impl Settings {
    /// Combines the settings.
    pub fn new(env: &Environment, config: Config, flags: Flags) -> Settings {
        let colour = flags.colour.unwrap_or_else(|| colour(env));
        let theme = config.theme.map_or_else(ThemeName::default, |given| given.value);
        Settings {
            lang: flags.lang.or(config.lang.map(|given| given.value)).unwrap_or_else(|| language(env)),
            data: config.data.map(|given| given.value),
            theme: if colour == Colour::Never { ThemeName::NoColor } else { theme },
            colour,
            true_colour: matches!(env.text("COLORTERM"), Some("truecolor" | "24bit")),
            colours: config.colours.map_or_else(ColourCount::default, |given| given.value),
            is_background_light: is_background_light(env),
            mouse: config.mouse.is_some_and(|given| given.value),
            hyperlinks: config.hyperlinks.is_none_or(|given| given.value),
            ascii: flags.ascii || config.ascii.map_or_else(|| !is_utf8(env), |given| given.value),
            dumb: is_dumb(env),
            review_after_months: config.review_after_months.map_or(REVIEW_AFTER_MONTHS, |given| given.value),
            keys: config.keys,
            silence: config.silence,
            backups: config.backups.map_or(backup::KEEP, |given| given.value as usize),
        }
    }
}

/// Returns the interface language of the locale. German is the users' language, so it is also that
/// of the locale `C`, which says nothing about a language; users who have set a language other than
/// German are more likely to read English.
pub fn language(env: &Environment) -> Lang {
    let Some(locale) = env.first(&["LC_ALL", "LC_MESSAGES", "LANG"]) else {
        return Lang::De;
    };
    match locale.split(['.', '@']).next() {
        Some("C" | "POSIX") => Lang::De,
        _ => Lang::from_locale(locale).unwrap_or(Lang::En),
    }
}

/// The variables that decide the character set, in the order in which they are checked (POSIX,
/// "Locale").
const CHARACTER_VARIABLES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// Returns the variable that decides the character set, with its value; `None` when none is set.
pub fn character_locale(env: &Environment) -> Option<(&'static str, &str)> {
    CHARACTER_VARIABLES.iter().find_map(|name| Some((*name, env.text(name)?)))
}

/// Returns true when the locale's character set is UTF-8. macOS sets a bare `UTF-8`.
fn is_utf8(env: &Environment) -> bool {
    let locale = character_locale(env).map_or("C", |(_, value)| value).to_ascii_lowercase();
    let charset = locale.split('@').next().and_then(|name| name.rsplit('.').next());
    matches!(charset, Some("utf-8" | "utf8"))
}

/// Decides on colour: `NO_COLOR` (set and not empty) wins over `CLICOLOR_FORCE`, which wins over
/// `CLICOLOR=0` and `TERM=dumb`.
fn colour(env: &Environment) -> Colour {
    if env.get("NO_COLOR").is_some() {
        Colour::Never
    } else if env.get("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        Colour::Always
    } else if env.text("CLICOLOR") == Some("0") || is_dumb(env) {
        Colour::Never
    } else {
        Colour::Auto
    }
}

/// Returns whether `COLORFGBG`, as rxvt and Konsole set it, tells of a light background: the last
/// of its numbers is that of white or light grey among the 16 colours.
fn is_background_light(env: &Environment) -> Option<bool> {
    let background = env.text("COLORFGBG").and_then(|colours| colours.rsplit(';').next())?;
    let number: u8 = background.parse().ok().filter(|number| *number < 16)?;
    Some(matches!(number, 7 | 15))
}

fn is_dumb(env: &Environment) -> bool {
    env.text("TERM") == Some("dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings<const N: usize>(variables: [(&str, &str); N]) -> Settings {
        Settings::new(&Environment::with(variables), Config::default(), Flags::default())
    }

    #[test]
    fn the_locale_chooses_the_language() {
        for (value, lang) in [
            ("de_DE.UTF-8", Lang::De),
            ("de_AT@euro", Lang::De),
            ("en_GB.UTF-8", Lang::En),
            ("nl_BE.UTF-8", Lang::En),
            ("tr_TR", Lang::En),
            ("C", Lang::De),
            ("C.UTF-8", Lang::De),
            ("POSIX", Lang::De),
            ("", Lang::De),
        ] {
            assert_eq!(settings([("LANG", value)]).lang, lang, "{value}");
        }
        assert_eq!(settings([]).lang, Lang::De);
    }

    #[test]
    fn stronger_variables_win() {
        assert_eq!(settings([("LANG", "de_DE"), ("LC_MESSAGES", "en_GB")]).lang, Lang::En);
        assert_eq!(settings([("LC_ALL", "de_DE"), ("LC_MESSAGES", "en_GB")]).lang, Lang::De);
        assert_eq!(settings([("LC_ALL", ""), ("LC_MESSAGES", "en_GB")]).lang, Lang::En);
        let config = Config::default();
        let flags = Flags { lang: Some(Lang::En), ..Flags::default() };
        assert_eq!(Settings::new(&Environment::with([("LC_ALL", "de_DE")]), config, flags).lang, Lang::En);
    }

    #[test]
    fn lines_are_drawn_in_ascii_unless_the_locale_is_utf8() {
        assert!(!settings([("LANG", "de_DE.UTF-8")]).ascii);
        assert!(!settings([("LANG", "C.utf8")]).ascii);
        assert!(!settings([("LC_CTYPE", "UTF-8"), ("LANG", "de_DE")]).ascii);
        assert!(!settings([("LANG", "C"), ("LC_CTYPE", "de_DE.UTF-8")]).ascii);
        assert!(settings([("LC_ALL", "C"), ("LC_CTYPE", "de_DE.UTF-8")]).ascii);
        assert!(settings([("LANG", "de_DE")]).ascii);
        assert!(settings([("LANG", "de_DE.ISO-8859-15@euro")]).ascii);
        assert!(settings([]).ascii);
    }

    #[test]
    fn the_background_is_told_by_the_environment() {
        for (value, is_light) in [
            ("0;15", Some(true)),
            ("0;default;15", Some(true)),
            ("8;7", Some(true)),
            ("15;0", Some(false)),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(settings([("COLORFGBG", value)]).is_background_light, is_light, "{value}");
        }
    }

    #[test]
    fn colour_follows_the_common_variables() {
        assert_eq!(settings([]).colour, Colour::Auto);
        assert_eq!(settings([("NO_COLOR", "")]).colour, Colour::Auto);
        let none = settings([("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]);
        assert_eq!((none.colour, none.theme), (Colour::Never, ThemeName::NoColor));
        assert_eq!(settings([("CLICOLOR", "0")]).colour, Colour::Never);
        assert_eq!(settings([("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")]).colour, Colour::Always);
        let dumb = settings([("TERM", "dumb")]);
        assert!(dumb.dumb && dumb.colour == Colour::Never);
        let flags = Flags { colour: Some(Colour::Always), ..Flags::default() };
        let asked = Settings::new(&Environment::with([("NO_COLOR", "1")]), Config::default(), flags);
        assert_eq!((asked.colour, asked.theme), (Colour::Always, ThemeName::Auto));
    }
}
