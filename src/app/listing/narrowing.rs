//! Which rows of a list match what is typed, found slice by slice so that no key waits for all.
//!
//! Words stand in the cells of a row, or of the heading above it where that counts; conditions
//! are about its record or statement. A heading is kept above the first of its rows that matches.
//! Where more is typed, only rows that matched so far are looked at again.
//! Entry point: [`Narrowing::begin`].

use super::answer::ListingAnswer;
use crate::app::marked::MarkedPlace;
use crate::app::workspace::Workspace;
use crate::index::choice_filter::ChoiceFilter;
use crate::query::expression::Expression;

/// How many rows are looked at before the key is answered, and between keys.
const AT_ONCE: usize = 128;
const BETWEEN_KEYS: usize = 1_000;

/// A row that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MatchingRow {
    /// Its number in the answer.
    pub row: usize,
    /// True for a heading that is only kept for the rows below it.
    pub is_kept: bool,
}

/// The rows that match what is typed, as far as they are known.
#[derive(Debug)]
pub(super) struct Narrowing {
    /// What is typed, as it was last understood.
    pub typed: String,
    expression: Expression,
    /// The rows found so far.
    pub rows: Vec<MatchingRow>,
    /// Rows that matched less of what is typed, and how many of them were looked at again.
    former: Vec<MatchingRow>,
    again: usize,
    /// The first row that was never looked at.
    unread: usize,
    /// The heading above the next row, until it is kept.
    heading: Option<usize>,
    /// What the heading above the next row says, where that counts.
    heading_words: String,
}

impl Narrowing {
    /// Returns the first rows that match what is typed, as it is understood; `None` when nothing
    /// is.
    pub fn begin(
        typed: String,
        expression: Expression,
        answer: &impl ListingAnswer,
        workspace: &Workspace,
    ) -> Option<Narrowing> {
        if typed.trim().is_empty() {
            return None;
        }
        let (rows, former) = (Vec::new(), Vec::new());
        let mut narrowing = Narrowing {
            typed,
            expression,
            rows,
            former,
            again: 0,
            unread: 0,
            heading: None,
            heading_words: String::new(),
        };
        narrowing.go_on(AT_ONCE, answer, workspace);
        Some(narrowing)
    }

    /// Returns the first rows that match what is typed now; of the same answer.
    pub fn typed_on(
        self,
        typed: String,
        expression: Expression,
        answer: &impl ListingAnswer,
        workspace: &Workspace,
    ) -> Option<Narrowing> {
        // Behind a condition a longer text may ask for more.
        let is_plain = self.expression.is_plain() && expression.is_plain();
        if !is_plain || !typed.starts_with(&self.typed) {
            return Narrowing::begin(typed, expression, answer, workspace);
        }
        let mut former = self.rows;
        former.extend(self.heading.map(|row| MatchingRow { row, is_kept: true }));
        former.extend(self.former.into_iter().skip(self.again));
        let (rows, unread) = (Vec::new(), self.unread);
        let mut narrowing = Narrowing {
            typed,
            expression,
            rows,
            former,
            again: 0,
            unread,
            heading: None,
            heading_words: String::new(),
        };
        narrowing.go_on(AT_ONCE, answer, workspace);
        Some(narrowing)
    }

    /// Returns true when every row was looked at.
    pub fn is_complete(&self, answer: &impl ListingAnswer) -> bool {
        self.again == self.former.len() && self.unread >= answer.count()
    }

    /// Returns true when this row was looked at.
    pub fn has_looked_at(&self, row: usize) -> bool {
        row < self.former.get(self.again).map_or(self.unread, |next| next.row)
    }

    /// Looks at some more rows; returns how many at most.
    pub fn work(&mut self, answer: &impl ListingAnswer, workspace: &Workspace) -> usize {
        self.go_on(BETWEEN_KEYS, answer, workspace);
        BETWEEN_KEYS
    }

    fn go_on(&mut self, count: usize, answer: &impl ListingAnswer, workspace: &Workspace) {
        let filter = ChoiceFilter::new(self.expression.words());
        let count_of_all = answer.count();
        for _ in 0..count {
            let row = match self.former.get(self.again) {
                Some(former) => {
                    self.again += 1;
                    former.row
                }
                None if self.unread < count_of_all => {
                    self.unread += 1;
                    self.unread - 1
                }
                None => return,
            };
            self.look_at(row, &filter, answer, workspace);
        }
    }

    fn meets_conditions(&self, row: usize, answer: &impl ListingAnswer, workspace: &Workspace) -> bool {
        let meets = |MarkedPlace { slot, path }| self.expression.meets_conditions_at(workspace.data(), slot, &path);
        self.expression.is_plain() || answer.marked_place(row, workspace).is_some_and(meets)
    }

    fn look_at<A: ListingAnswer>(&mut self, row: usize, filter: &ChoiceFilter, answer: &A, workspace: &Workspace) {
        let words = answer.row(row, workspace);
        let mut said = words.texts().collect::<Vec<_>>().join(" ");
        if words.is_heading {
            self.heading_words.clear();
            if A::FINDS_HEADINGS || answer.target(row).is_some() {
                self.heading_words.push_str(&said);
            }
        } else if answer.is_below_heading(row) {
            said = format!("{said} {}", self.heading_words);
        }
        let matches =
            answer.target(row).is_some() && filter.matches(&said) && self.meets_conditions(row, answer, workspace);
        if words.is_heading {
            self.heading = Some(row).filter(|_| !matches);
        }
        if !matches {
            return;
        }
        let heading = self.heading.take().filter(|_| answer.is_below_heading(row));
        let heading = heading.map(|row| MatchingRow { row, is_kept: true });
        self.rows.extend(heading);
        self.rows.push(MatchingRow { row, is_kept: false });
    }
}
