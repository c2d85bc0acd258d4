//! The row on which the cursor stays when the rows of a list are built anew.
//!
//! Rows are listed and narrowed in slices, so the row may turn up only later: then the cursor waits
//! for it, and a key finds it first. Must not move the cursor for any other reason. Entry point:
//! [`Listing::keep_cursor`].

use super::{Listing, ListingAnswer, RowTarget};
use crate::app::workspace::Workspace;

/// How many rows on either side may take the place of one that is gone.
const NEAR: usize = 20;

/// How many rows are looked at for the cursor's sake before the key is answered.
const AT_ONCE: usize = 2_000;

/// Where a row is that the cursor looks for.
enum SoughtRow {
    /// Shown as this number.
    Shown(usize),
    /// Not looked at, or not listed, yet.
    Later,
    /// Not among the rows.
    Gone,
}

impl<A: ListingAnswer> Listing<A> {
    /// Returns where the row under the cursor, those behind and those before it lead, by distance.
    pub(super) fn around(&self) -> Vec<RowTarget> {
        let behind = self.cursor..self.cursor.saturating_add(NEAR);
        let before = (self.cursor.saturating_sub(NEAR)..self.cursor).rev();
        behind.chain(before).filter_map(|shown| self.answer.target(self.at(shown)?)).collect()
    }

    /// Moves the cursor to the first of these rows that is there, else to one of the same record;
    /// at once where a few rows have to be looked at, else as soon as it is found.
    pub(super) fn keep_cursor(&mut self, sought: Vec<RowTarget>, workspace: &Workspace) {
        self.awaited = sought;
        self.find_awaited();
        self.narrow_to_awaited(AT_ONCE, workspace);
    }

    /// Looks at rows until the awaited one is found, at most so many.
    pub(super) fn narrow_to_awaited(&mut self, most: usize, workspace: &Workspace) {
        let mut looked_at = 0;
        while !self.awaited.is_empty() && looked_at < most {
            let Some(narrowing) = &mut self.narrowing else { break };
            looked_at += narrowing.work(&self.answer, workspace);
            self.find_awaited();
        }
    }

    /// Looks at all rows.
    pub(super) fn narrow_to_the_end(&mut self, workspace: &Workspace) {
        while let Some(narrowing) = self.narrowing.as_mut().filter(|narrowing| !narrowing.is_complete(&self.answer)) {
            narrowing.work(&self.answer, workspace);
        }
    }

    /// Moves the cursor to the awaited row if it is known by now.
    pub(super) fn find_awaited(&mut self) {
        if self.awaited.is_empty() {
            return self.await_nothing();
        }
        // Another row of the record is no answer to another question.
        let kinds = if self.is_other_question { &[true][..] } else { &[true, false] };
        for is_exact in kinds.iter().copied() {
            for sought in &self.awaited {
                match self.shown_as(sought, is_exact) {
                    SoughtRow::Shown(shown) => {
                        self.cursor = shown;
                        return self.await_nothing();
                    }
                    SoughtRow::Later => return,
                    SoughtRow::Gone => {}
                }
            }
        }
        self.await_nothing();
    }

    /// Leaves the cursor where it is.
    pub(super) fn await_nothing(&mut self) {
        self.awaited.clear();
        self.is_other_question = false;
    }

    fn shown_as(&self, sought: &RowTarget, is_exact: bool) -> SoughtRow {
        let row = self.answer.find(sought).filter(|row| !is_exact || self.answer.target(*row).as_ref() == Some(sought));
        let Some(row) = row else {
            return if self.answer.is_listing() { SoughtRow::Later } else { SoughtRow::Gone };
        };
        let Some(narrowing) = &self.narrowing else { return SoughtRow::Shown(row) };
        match narrowing.rows.iter().position(|matching| matching.row == row) {
            Some(shown) => SoughtRow::Shown(shown),
            None if narrowing.has_looked_at(row) => SoughtRow::Gone,
            None => SoughtRow::Later,
        }
    }
}
