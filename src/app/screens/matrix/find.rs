//! Going to a row or column by its name: what is typed, and the next hits of it.
//!
//! The cursor follows each letter; Esc takes it back. Entry points: [`MatrixFind`],
//! [`Matrix::find_by`].

use super::Matrix;
use crate::app::input::TextInput;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::Slot;
use crate::index::choice_filter::ChoiceFilter;
use crate::model::{ACTION_FIELDS, REGIONS};
use crate::query::choices::{Surroundings, matching_records};
use crate::texts;

/// A name that is being typed.
#[derive(Debug)]
pub struct MatrixFind {
    /// The text.
    pub input: TextInput,
    /// Row and column to go back to.
    from: [usize; 2],
}

/// The name that was typed last, and which of its hits the cursor went to.
#[derive(Debug, Default)]
pub(super) struct FoundName {
    text: String,
    at: usize,
}

impl FoundName {
    /// Returns true when no name was typed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Matrix {
    /// Asks for a name.
    pub(super) fn start_find(&mut self) {
        let input = TextInput::new("", false);
        self.find = Some(MatrixFind { input, from: [self.row, self.column] });
    }

    /// Takes the cursor back to where it was before a name was typed; returns false when none is.
    pub(super) fn withdraw_find(&mut self) -> bool {
        let Some(find) = self.find.take() else { return false };
        [self.row, self.column] = find.from;
        true
    }

    /// Moves the cursor to the best hit of what is typed; without one, to where it was before.
    pub(super) fn follow_find(&mut self, workspace: &Workspace) {
        let Some(find) = &mut self.find else { return };
        [self.row, self.column] = find.from;
        self.found = FoundName { text: find.input.text().trim().to_owned(), at: 0 };
        self.find_on(0, workspace);
    }

    /// Moves the cursor by so many hits of the name typed last; returns false when it has none.
    pub(super) fn find_on(&mut self, by: isize, workspace: &Workspace) -> bool {
        let hits = self.hits(workspace);
        if hits.is_empty() {
            return false;
        }
        self.found.at = (self.found.at + hits.len()).saturating_add_signed(by) % hits.len();
        let hit = hits[self.found.at];
        match self.grid.fields.iter().position(|field| *field == hit) {
            Some(row) => self.row = row,
            None => self.column = self.grid.regions.iter().position(|region| *region == hit).unwrap_or(self.column),
        }
        true
    }

    /// Returns the rows and then the columns that the name typed last fits, each the best first.
    fn hits(&self, workspace: &Workspace) -> Vec<Slot> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let filter = ChoiceFilter::new(&self.found.text);
        let mut hits = matching_records(workspace.data(), ACTION_FIELDS, &filter, &Surroundings::default());
        hits.extend(matching_records(workspace.data(), REGIONS, &filter, &Surroundings::default()));
        hits.retain(|hit| self.grid.fields.contains(hit) || self.grid.regions.contains(hit));
        hits
    }

    /// Executes a command while a name is typed; returns false when it has no meaning there.
    pub(super) fn find_by(
        &mut self,
        command: Command,
        workspace: &Workspace,
        requests: &mut Vec<ScreenRequest>,
    ) -> bool {
        let Some(find) = &mut self.find else { return false };
        let before = find.input.text();
        match command {
            Command::Choose => {
                self.find = None;
                if !self.found.is_empty() && self.hits(workspace).is_empty() {
                    let text = std::mem::take(&mut self.found).text;
                    requests.push(ScreenRequest::Error(texts::search::nothing_found_for(workspace.lang(), &text)));
                }
                return true;
            }
            Command::Up | Command::Down => {
                self.find_on(if command == Command::Down { 1 } else { -1 }, workspace);
                return true;
            }
            _ if !find.input.execute(command) => return false,
            _ => {}
        }
        if find.input.text() != before {
            self.follow_find(workspace);
        }
        true
    }
}
