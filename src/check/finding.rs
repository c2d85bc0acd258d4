//! A finding of a rule, and the number of findings of each rule.
//!
//! Must not look for anything. Entry points: [`Finding`], [`RuleCounts`].

use std::fmt;

use super::rules::{Rule, Severity};
use crate::document::{Address, FilePosition, Slot};
use crate::text::truncate;
use crate::texts::{self, Lang};

/// The widest value of the file, in cells, that a message quotes in full.
const QUOTED: usize = 80;

/// A finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The record; `None` for the dataset as a whole.
    pub slot: Option<Slot>,
    /// The value it is about; `None` for the dataset as a whole.
    pub address: Option<Address>,
    /// Where in the file it is.
    pub position: FilePosition,
    pub(super) message: FindingMessage,
}

impl Finding {
    /// Returns the message as a sentence.
    pub fn message(&self, lang: Lang) -> &str {
        self.message.text(lang)
    }

    /// Returns its severity.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FindingMessage {
    de: String,
    en: String,
}

impl FindingMessage {
    pub(super) fn new<T: fmt::Display>(say: impl Fn(Lang) -> T) -> FindingMessage {
        FindingMessage { de: say(Lang::De).to_string(), en: say(Lang::En).to_string() }
    }

    pub(super) fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
        }
    }

    /// Makes a message that quotes a value of any length.
    pub(super) fn about(value: &str, say: impl Fn(Lang, &str) -> String) -> FindingMessage {
        let value = excerpt(value);
        FindingMessage::new(|lang| say(lang, &value))
    }

    /// Adds a proposal, when there is one.
    pub(super) fn or_rather(mut self, proposal: Option<&str>) -> FindingMessage {
        if let Some(proposal) = proposal {
            for (text, lang) in [(&mut self.de, Lang::De), (&mut self.en, Lang::En)] {
                text.push(' ');
                text.push_str(&texts::check::did_you_mean(lang, proposal));
            }
        }
        self
    }
}

/// Returns a text as a message quotes it: of a long one only the beginning.
pub(super) fn excerpt(text: &str) -> String {
    // A cell takes few characters at most, so that megabytes need not be measured.
    let start = text.char_indices().nth(QUOTED * 4).map_or(text, |(end, _)| &text[..end]);
    truncate(start, QUOTED).into_owned()
}

/// The number of findings of each rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleCounts(Vec<(&'static Rule, usize)>);

impl RuleCounts {
    /// Returns the rules that have findings, with their number.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Rule, usize)> + '_ {
        self.0.iter().copied()
    }

    /// Returns the number of findings of this severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        self.iter().filter(|(rule, _)| rule.severity == severity).map(|(_, count)| count).sum()
    }

    /// Returns the number of findings.
    pub fn total(&self) -> usize {
        self.iter().map(|(_, count)| count).sum()
    }

    /// Returns true when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of(&self, rule: &'static Rule) -> usize {
        self.iter().find(|(other, _)| std::ptr::eq(*other, rule)).map_or(0, |(_, count)| count)
    }

    pub(super) fn add(&mut self, rule: &'static Rule, more: usize) {
        match self.0.iter_mut().find(|(other, _)| std::ptr::eq(*other, rule)) {
            Some((_, count)) => *count += more,
            None => self.0.push((rule, more)),
        }
    }

    pub(super) fn add_all(&mut self, other: &RuleCounts) {
        other.iter().for_each(|(rule, count)| self.add(rule, count));
    }
}
