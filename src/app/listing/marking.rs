//! Which marks of a list a command changes.
//!
//! A list marks places of the dataset, or has marks of its own where a row stands for none. Either
//! way only rows that are shown are marked. Entry point: [`Listing::mark`].

use std::ops::RangeInclusive;

use super::Listing;
use super::answer::ListingAnswer;
use crate::app::marked::{MarkRequest, MarkedPlace};
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::texts;

impl<A: ListingAnswer> Listing<A> {
    fn marked_place(&self, shown: usize, workspace: &Workspace) -> Option<MarkedPlace> {
        self.answer.marked_place(self.at(shown)?, workspace)
    }

    /// Changes the marks that a command is about; then goes to the next row where it is one.
    pub(super) fn mark(&mut self, command: Command, workspace: &Workspace, requests: &mut Vec<ScreenRequest>) {
        let start = || {
            let last = self.answer.row_marked_last();
            last.and_then(|last| (0..self.shown()).find(|shown| self.at(*shown) == Some(last))).unwrap_or(self.cursor)
        };
        let shown = match command {
            Command::MarkAll => 0..self.shown(),
            Command::MarkRange => start().min(self.cursor)..start().max(self.cursor) + 1,
            _ => self.cursor..self.cursor + 1,
        };
        let rows = shown.filter(|shown| self.is_row(*shown)).filter_map(|shown| self.at(shown));
        let rows: Vec<usize> = rows.collect();
        if !self.answer.mark_rows(&rows, command != Command::MarkRange) {
            requests.push(self.marked(command, workspace));
        }
        self.step(isize::from(command == Command::Mark));
    }

    /// Returns which marks of places a command changes: that of the row under the cursor, of all
    /// rows between it and the one marked last, or of all rows shown.
    fn marked(&self, command: Command, workspace: &Workspace) -> ScreenRequest {
        let place = |shown: usize| self.marked_place(shown, workspace);
        let places = |rows: RangeInclusive<usize>| rows.filter_map(place).collect::<Vec<MarkedPlace>>();
        let request = match command {
            Command::MarkAll => MarkRequest::ToggleAll(places(0..=self.shown().saturating_sub(1))),
            Command::MarkRange => {
                let last = workspace.marked.last();
                let start = last.and_then(|last| (0..self.shown()).find(|shown| place(*shown).as_ref() == Some(last)));
                let start = start.unwrap_or(self.cursor);
                MarkRequest::Add(places(start.min(self.cursor)..=start.max(self.cursor)))
            }
            _ => match place(self.cursor) {
                Some(place) => MarkRequest::Toggle(place),
                None => return ScreenRequest::Info(texts::batch::nothing_to_mark(workspace.lang()).to_owned()),
            },
        };
        ScreenRequest::Mark(request)
    }
}
