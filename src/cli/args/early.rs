//! The few options that must be known before the others can be parsed: they decide the language,
//! and what a client may still say.
//!
//! Must not judge the rest of the line. Entry point: [`early`].

use std::ffi::OsString;

use clap::ValueEnum as _;

use super::{ColorChoice, Language};
use crate::config::Colour;
use crate::texts::Lang;

/// Options that must be known before the arguments are parsed, because they decide the language of
/// that.
#[derive(Debug, Clone, Copy, Default)]
pub struct EarlyOptions {
    /// `--lang`
    pub lang: Option<Lang>,
    /// `--restricted`
    pub restricted: bool,
    /// `--ascii`
    pub ascii: bool,
    /// `--color`
    pub colour: Option<Colour>,
    /// How often the dataset is named (`--data`).
    pub data: Mentions,
    /// How often the person is named (`--author`).
    pub author: Mentions,
    /// How often proposing is asked for (`--propose`).
    pub propose: Mentions,
    /// How often syncing is allowed (`--allow-sync`).
    pub allow_sync: Mentions,
}

/// How often an option is given that a client must not give a second time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mentions {
    /// Before `--restricted`, where only the administrator of the access can write.
    before: usize,
    /// Behind it.
    behind: usize,
}

impl Mentions {
    fn count(&mut self, is_behind: bool) {
        *(if is_behind { &mut self.behind } else { &mut self.before }) += 1;
    }

    /// Returns true when the option is not given at all.
    pub fn is_absent(self) -> bool {
        self.before + self.behind == 0
    }

    /// Returns true when the option stands before `--restricted`, where no client can write.
    pub fn is_before(self) -> bool {
        self.before > 0
    }

    /// Returns true when the option stands behind `--restricted`, where a client can write.
    pub fn is_behind(self) -> bool {
        self.behind > 0
    }

    /// Returns whether a single source names the value in a restricted run: the option before
    /// `--restricted`, otherwise what is `set_elsewhere` (configuration, environment), otherwise
    /// the option once behind it. A client can only append a second one.
    pub fn is_one(self, set_elsewhere: bool) -> bool {
        match (self.before, self.behind) {
            (0 | 1, 0) => true,
            (0, 1) => !set_elsewhere,
            _ => false,
        }
    }
}

/// Finds the few options that decide how the rest is parsed.
pub fn early(words: &[OsString]) -> EarlyOptions {
    let mut early = EarlyOptions::default();
    let mut words = words.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--").peekable();
    while let Some(word) = words.next() {
        let (name, given) = word.split_once('=').map_or((&*word, None), |(name, value)| (name, Some(value.to_owned())));
        let mut value = || given.clone().or_else(|| words.peek().map(|next| next.to_string())).unwrap_or_default();
        match name {
            "--restricted" => early.restricted = true,
            "--ascii" => early.ascii = true,
            "--data" => early.data.count(early.restricted),
            "--author" => early.author.count(early.restricted),
            "--propose" => early.propose.count(early.restricted),
            "--allow-sync" => early.allow_sync.count(early.restricted),
            "--lang" => early.lang = Language::from_str(&value(), false).ok().map(Lang::from).or(early.lang),
            "--color" => early.colour = ColorChoice::from_str(&value(), false).ok().map(Colour::from).or(early.colour),
            _ => {}
        }
    }
    early
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> EarlyOptions {
        early(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn language_and_restriction_are_known_before_the_rest() {
        assert_eq!(seen("bn list x --lang en").lang, Some(Lang::En));
        assert_eq!(seen("bn --lang=de --restricted").lang, Some(Lang::De));
        assert!(seen("bn --lang=de --restricted").restricted);
        assert!(!seen("bn set a -- --restricted").restricted);
        assert_eq!(seen("bn --lang").lang, None);
        assert_eq!(seen("bn list --color never").colour, Some(Colour::Never));
    }

    #[test]
    fn what_allows_something_counts_only_before_the_restriction() {
        for (line, is_before, is_behind) in [
            ("bn --allow-sync --restricted sync", true, false),
            ("bn --restricted --allow-sync sync", false, true),
            ("bn --restricted sync --restricted --allow-sync", false, true),
            ("bn --restricted --restricted --allow-sync --restricted", false, true),
            ("bn --restricted find -- --allow-sync", false, false),
        ] {
            let allow_sync = seen(line).allow_sync;
            assert_eq!((allow_sync.is_before(), allow_sync.is_behind()), (is_before, is_behind), "{line}");
        }
    }

    #[test]
    fn what_names_a_value_is_counted_on_both_sides_of_the_restriction() {
        assert!(seen("bn --restricted list").data.is_absent());
        for (line, set_elsewhere, is_one) in [
            ("bn --data a --restricted", true, true),
            ("bn --data a --restricted --data=b", false, false),
            ("bn --restricted --data a", false, true),
            ("bn --restricted --data a", true, false),
            ("bn --data a --data b --restricted", false, false),
            ("bn --data a --restricted list -- --data b", false, true),
        ] {
            assert_eq!(seen(line).data.is_one(set_elsewhere), is_one, "{line}");
        }
    }
}
