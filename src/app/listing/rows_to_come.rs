//! Rows of a list that are listed between keys, behind those that are there already.
//!
//! What is seen first is there at once. Must not change the order of rows. Entry points:
//! [`Listing::list_on`], [`Listing::begin_at`].

use super::Listing;
use super::answer::{ListingAnswer, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::Slot;

/// So many slices of rows are listed at most before the key is answered.
const LISTED_AHEAD: usize = 4;

impl<A: ListingAnswer> Listing<A> {
    /// Notes which rows from one on are headings.
    pub(super) fn add_headings(&mut self, from: usize) {
        let rows = from..if A::HAS_HEADINGS { self.answer.count() } else { from };
        self.headings.extend(rows.filter(|row| self.answer.target(*row).is_none()));
    }

    /// Lists some more rows behind those that are there.
    pub(super) fn list_on(&mut self, workspace: &Workspace) {
        let before = self.answer.count();
        self.answer.work(workspace);
        self.add_headings(before);
        self.find_awaited();
    }

    /// Lists on until one of these rows is there, with what is right behind it; not far.
    pub(super) fn list_to(&mut self, sought: &[RowTarget], workspace: &Workspace) {
        let mut looked_at = 0;
        for _ in 0..LISTED_AHEAD {
            if sought.is_empty() || !self.answer.is_listing() {
                return;
            }
            let mut new = looked_at..self.answer.count();
            looked_at = new.end;
            let is_there = new.any(|row| self.answer.target(row).is_some_and(|to| sought.contains(&to)));
            self.list_on(workspace);
            if is_there {
                return;
            }
        }
    }

    /// Begins at the first row of these records: at once, or as soon as it is listed.
    pub(super) fn begin_at(&mut self, records: &[Slot], workspace: &Workspace) {
        let mut looked_at = 0;
        for _ in 0..LISTED_AHEAD {
            if let Some(row) = self.answer.first(records, looked_at, workspace) {
                self.cursor = row;
                return;
            }
            if records.is_empty() || !self.answer.is_listing() {
                return;
            }
            looked_at = self.answer.count();
            self.list_on(workspace);
        }
        self.awaited = self.answer.to_come(records, workspace);
    }

    /// Lists what a command needs: one that is about rows far from the cursor, perhaps all, waits
    /// for them. With any other the cursor moves on from where it is seen.
    pub(super) fn list_for(&mut self, command: Command, workspace: &Workspace) {
        if matches!(command, Command::Last | Command::MarkAll | Command::MarkRange | Command::CopyPage) {
            self.list_to_the_end(workspace);
            self.narrow_to_the_end(workspace);
        } else if self.answer.is_listing() {
            self.awaited.clear();
        }
    }

    /// Lists all rows.
    pub(super) fn list_to_the_end(&mut self, workspace: &Workspace) {
        while self.answer.is_listing() {
            self.list_on(workspace);
        }
    }
}
