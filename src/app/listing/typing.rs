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
use crate::query::expression::Expression;
use crate::texts;

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

    /// Narrows the rows to those that match what is typed: the first rows now, the others between
    /// keys. A table narrows itself.
    pub(super) fn narrow(&mut self, workspace: &Workspace) {
        if A::IS_TABLE {
            return self.narrowing = None;
        }
        let understood = self.narrowing.take().map(|narrowing| narrowing.typed);
        let read = |typed: &str| Expression::parse(typed, None, workspace.data(), workspace.settings.today);
        let begin = |typed, expression| Narrowing::begin(typed, expression, &self.answer, workspace);
        let typed = self.filter.text();
        (self.narrowing, self.mistake) = match read(&typed) {
            Ok(expression) => (begin(typed, expression), None),
            // What was understood last stays in force.
            Err(mistake) => (understood.and_then(|typed| begin(typed.clone(), read(&typed).ok()?)), Some(mistake)),
        };
    }

    /// Narrows the rows further, to what is typed by now; where that is not understood, they stay.
    pub(super) fn type_on(&mut self, workspace: &Workspace) {
        let typed = self.filter.text();
        if A::IS_TABLE {
            self.answer.take_query(&typed);
            self.answer.ask(workspace);
            self.cursor = 0;
            return self.await_nothing();
        }
        match Expression::parse(&typed, None, workspace.data(), workspace.settings.today) {
            Err(mistake) => return self.mistake = Some(mistake),
            Ok(expression) => {
                self.narrowing = match self.narrowing.take() {
                    Some(narrowing) => narrowing.typed_on(typed, expression, &self.answer, workspace),
                    None => Narrowing::begin(typed, expression, &self.answer, workspace),
                };
                self.mistake = None;
            }
        }
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
            if self.mistake.is_some() || self.answer.mistake(workspace.lang()).is_some() {
                return true;
            }
            let is_searching = self.is_narrowing() || self.answer.is_working();
            let finds_nothing = self.shown() == 0 && !is_searching && !before.trim().is_empty();
            requests.extend(finds_nothing.then_some(ScreenRequest::Search(before)));
            self.end_typing(!finds_nothing, workspace);
            return true;
        }
        if matches!(command, Command::CompleteQuery | Command::CompleteQueryBack) {
            requests.push(ScreenRequest::Info(texts::completion::nothing(workspace.lang()).to_owned()));
            return true;
        }
        let is_done = self.filter.execute(command);
        if before != self.filter.text() {
            self.type_on(workspace);
        }
        is_done
    }
}
