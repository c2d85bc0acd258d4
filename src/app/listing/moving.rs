//! Moving the cursor of a list: by rows and pages, and from column to column.
//!
//! Entry points: [`Listing::step`], [`Listing::move_by`].

use super::{Listing, ListingAnswer};
use crate::app::listing::drawn::DrawnListing;
use crate::app::screens::ScreenContext;
use crate::app::workspace::Workspace;
use crate::command::Command;

impl<A: ListingAnswer> Listing<A> {
    /// Moves the cursor by this many lines, then to the nearest row on which it can stand.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.shown().saturating_sub(1);
        let wanted = self.cursor.saturating_add_signed(by).min(last);
        let ahead = (wanted..=last).find(|row| self.is_row(*row));
        let behind = (0..=wanted).rev().find(|row| self.is_row(*row));
        let found = if by < 0 { behind.or(ahead) } else { ahead.or(behind) };
        self.cursor = found.unwrap_or(wanted);
    }

    /// Moves the cursor; returns false for any other command.
    pub(super) fn move_by(&mut self, command: Command, context: ScreenContext<'_>) -> bool {
        let rows = self.layout(context.workspace, context.size).rows;
        let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
        let by = match command {
            Command::Up | Command::FindPrevious => -1,
            Command::Down | Command::FindNext => 1,
            Command::PageUp => -page,
            Command::PageDown => page,
            Command::HalfUp => -(page / 2).max(1),
            Command::HalfDown => (page / 2).max(1),
            Command::First => isize::MIN,
            Command::Last => isize::MAX,
            Command::Left => return self.go_to_column(self.column.saturating_sub(1), context.workspace),
            Command::Right => return self.go_to_column(self.column + 1, context.workspace),
            _ => return false,
        };
        // A page is turned at once, not only when the cursor leaves it.
        if by.unsigned_abs() > 1 {
            self.top = self.top.saturating_add_signed(by);
        }
        self.step(by);
        true
    }

    pub(super) fn go_to_column(&mut self, column: usize, workspace: &Workspace) -> bool {
        self.column = column.min(self.answer.columns(workspace).len().saturating_sub(1));
        true
    }
}
