//! The filter of a list while it is typed; that of a table is a query, which the answer takes.
//!
//! Which rows fit is for the list to say. Entry points: [`Listing::type_filter`],
//! [`Listing::show_query`].

use super::narrowing::Narrowing;
use super::{Listing, ListingAnswer};
use crate::app::input::TextInput;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;

impl<A: ListingAnswer> Listing<A> {
    /// Shows a query that the answer was narrowed to; the cursor stays on its record.
    pub(in crate::app) fn show_query(&mut self, query: &str) {
        self.filter = TextInput::new(query, false);
        self.is_typing = false;
        self.ask_again();
    }

    /// Begins at the first row and column of another question.
    pub(in crate::app) fn begin_anew(&mut self, query: &str) {
        (self.cursor, self.top, self.column, self.left) = (0, 0, 0, 1);
        self.sought = None;
        self.show_query(query);
    }

    /// Narrows the rows further, to what is typed by now.
    pub(super) fn type_on(&mut self, workspace: &Workspace) {
        let typed = self.filter.text();
        self.narrowing = match self.narrowing.take() {
            _ if A::IS_TABLE => {
                self.answer.take_query(&typed);
                self.answer.ask(workspace);
                None
            }
            Some(narrowing) => narrowing.typed_on(typed, &self.answer, workspace),
            None => Narrowing::begin(typed, &self.answer, workspace),
        };
        self.cursor = 0;
        self.await_nothing();
    }

    /// Ends the typing; a filter that is not kept is lifted.
    pub(super) fn end_typing(&mut self, is_kept: bool, workspace: &Workspace) {
        self.is_typing = false;
        if !is_kept {
            self.filter = TextInput::new("", false);
            let kept = self.around();
            if A::IS_TABLE {
                self.answer.take_query("");
                self.answer.ask(workspace);
            }
            self.narrow(workspace);
            self.keep_cursor(kept, workspace);
        }
    }

    /// Executes a command of the text; where no row fits, Enter searches everything.
    pub(super) fn type_filter(
        &mut self,
        command: Command,
        workspace: &Workspace,
        requests: &mut Vec<ScreenRequest>,
    ) -> bool {
        let before = self.filter.text();
        if command == Command::Choose {
            // What is not understood is not taken.
            if self.answer.mistake(workspace.lang()).is_some() {
                return true;
            }
            let is_searching = self.is_narrowing() || self.answer.is_working();
            let finds_nothing = self.shown() == 0 && !is_searching && !before.trim().is_empty();
            requests.extend(finds_nothing.then_some(ScreenRequest::Search(before)));
            self.end_typing(!finds_nothing, workspace);
            return true;
        }
        let is_done = self.filter.execute(command);
        if before != self.filter.text() {
            self.type_on(workspace);
        }
        is_done
    }
}
