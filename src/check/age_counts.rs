//! Statements that are old or undated, but were checked within the review period: counted, not
//! reported.
//!
//! They are counted so that no summary claims to have found nothing. Entry point:
//! [`CountedAges::text`].

use std::ops::AddAssign;

use super::rules::{OUTDATED, Rule, UNDATED};
use crate::texts::{self, Lang};

/// The number of such statements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CountedAges {
    /// Statements at least as old as the review period.
    pub outdated: usize,
    /// Statements without a date.
    pub undated: usize,
}

impl CountedAges {
    /// Returns true when there are none.
    pub fn is_empty(&self) -> bool {
        *self == CountedAges::default()
    }

    /// Returns the numbers in one sentence; `None` when there are none.
    pub fn text(&self, lang: Lang, review_after_months: u32) -> Option<String> {
        let parts: Vec<String> = self.parts(lang, review_after_months).into_iter().map(|(_, part)| part).collect();
        (!parts.is_empty()).then(|| counted(lang, review_after_months, &parts.join(", ")))
    }

    /// Says the same rule by rule, each in a sentence of its own.
    pub fn by_rule(&self, lang: Lang, review_after_months: u32) -> Vec<(&'static Rule, String)> {
        let parts = self.parts(lang, review_after_months).into_iter();
        parts.map(|(rule, part)| (rule, counted(lang, review_after_months, &part))).collect()
    }

    fn parts(&self, lang: Lang, review_after_months: u32) -> Vec<(&'static Rule, String)> {
        let outdated = || (&OUTDATED, texts::check::counted_outdated(lang, self.outdated, review_after_months));
        let undated = || (&UNDATED, texts::check::counted_undated(lang, self.undated));
        let outdated = (self.outdated > 0).then(outdated);
        outdated.into_iter().chain((self.undated > 0).then(undated)).collect()
    }
}

/// Says of old and undated statements that they were checked; without a period, whenever that was.
fn counted(lang: Lang, review_after_months: u32, ages: &str) -> String {
    match review_after_months {
        0 => texts::check::counted_ever(lang, ages),
        months => texts::check::counted(lang, months, ages),
    }
}

impl AddAssign for CountedAges {
    fn add_assign(&mut self, other: CountedAges) {
        self.outdated += other.outdated;
        self.undated += other.undated;
    }
}
