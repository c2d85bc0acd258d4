//! Statements that are old or without a date, at which somebody looked within the review period:
//! counted, not reported.
//!
//! So no summary says that nothing was found where something was. Entry point:
//! [`CountedAges::text`].

use std::ops::AddAssign;

use super::rules::{OUTDATED, Rule, UNDATED};
use crate::texts::{Lang, check as texts};

/// How many such statements there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CountedAges {
    /// Statements as old as the review period or older.
    pub outdated: usize,
    /// Statements without a date.
    pub undated: usize,
}

impl CountedAges {
    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        *self == CountedAges::default()
    }

    /// Says how many there are, in one sentence; `None` when there are none.
    pub fn text(&self, lang: Lang, review_after_months: u32) -> Option<String> {
        let parts: Vec<String> = self.parts(lang, review_after_months).into_iter().map(|(_, part)| part).collect();
        (!parts.is_empty()).then(|| texts::counted(lang, &parts.join(", ")))
    }

    /// Says the same rule by rule, each in a sentence of its own.
    pub fn by_rule(&self, lang: Lang, review_after_months: u32) -> Vec<(&'static Rule, String)> {
        let parts = self.parts(lang, review_after_months).into_iter();
        parts.map(|(rule, part)| (rule, texts::counted(lang, &part))).collect()
    }

    fn parts(&self, lang: Lang, review_after_months: u32) -> Vec<(&'static Rule, String)> {
        let outdated = || (&OUTDATED, texts::counted_outdated(lang, self.outdated, review_after_months));
        let undated = || (&UNDATED, texts::counted_undated(lang, self.undated));
        let outdated = (self.outdated > 0).then(outdated);
        outdated.into_iter().chain((self.undated > 0).then(undated)).collect()
    }
}

impl AddAssign for CountedAges {
    fn add_assign(&mut self, other: CountedAges) {
        self.outdated += other.outdated;
        self.undated += other.undated;
    }
}
