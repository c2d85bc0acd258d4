//! What a click does in a list, and what the wheel scrolls there. Entry points: [`Listing::click`],
//! [`Listing::turn`].

use super::{Listing, ListingAnswer};
use crate::app::pointer::PointerTarget;
use crate::app::workspace::Workspace;

impl<A: ListingAnswer> Listing<A> {
    /// Goes to the row, and the column, that was clicked at; returns false where there is none.
    pub(super) fn click(&mut self, target: &PointerTarget, workspace: &Workspace) -> bool {
        let (row, column) = match *target {
            PointerTarget::ListCell { line, column } => (self.top + line, column),
            PointerTarget::ListRow { row, column } => (row, column),
            _ => return false,
        };
        if row >= self.shown() || !self.is_row(row) {
            return false;
        }
        self.cursor = row;
        if let Some(column) = column {
            self.go_to_column(column, workspace);
        }
        true
    }

    /// Scrolls by so many rows.
    pub(super) fn turn(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
        self.step(by);
    }
}
