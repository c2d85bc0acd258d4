//! What the review is narrowed to: regions, a reason, an age.
//!
//! Entry point: [`App::narrow_review`].

use crate::app::App;
use crate::document::Slot;
use crate::query::review::ReviewReason;

/// What the review is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewScope {
    /// Only these regions.
    pub regions: Option<Vec<Slot>>,
    /// Only records in the care of this mailbox.
    pub caretaker: Option<String>,
    /// What those regions are called, or who looks after them.
    pub whose: String,
    /// Only for this reason.
    pub reason: Option<ReviewReason>,
    /// Only dated statements of at least so many months.
    pub older_than: Option<u32>,
}

/// One way to narrow it.
#[derive(Debug, Clone, PartialEq)]
pub enum ScopeChoice {
    /// Not at all.
    All,
    /// To a reason.
    Reason(ReviewReason),
    /// To dated statements of at least so many months.
    OlderThan(u32),
    /// To a region.
    Region(Slot),
    /// To the records in the care of a mailbox.
    Caretaker(String),
}

impl App {
    /// Narrows the review in one way; the others stay as they are.
    pub(in crate::app) fn narrow_review(&mut self, choice: ScopeChoice) {
        let workspace = &self.workspace;
        let scope = &mut self.screens.review.answer.scope;
        match choice {
            ScopeChoice::All => *scope = ReviewScope::default(),
            ScopeChoice::Reason(reason) => scope.reason = Some(reason),
            ScopeChoice::OlderThan(months) => scope.older_than = Some(months),
            ScopeChoice::Region(region) => {
                scope.caretaker = None;
                (scope.regions, scope.whose) = (Some(vec![region]), workspace.name(region));
            }
            ScopeChoice::Caretaker(mailbox) => {
                scope.regions = None;
                (scope.whose, scope.caretaker) = (mailbox.clone(), Some(mailbox));
            }
        }
        self.screens.review.ask_again();
    }
}
