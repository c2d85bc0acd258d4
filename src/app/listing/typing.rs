//! The filter of a list while it is typed.
//!
//! Which rows fit is for the list to say. Entry point: [`Listing::type_filter`].

use super::{Listing, ListingAnswer};
use crate::app::input::TextInput;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;

impl<A: ListingAnswer> Listing<A> {
    /// Ends the typing; a filter that is not kept is lifted.
    pub(super) fn end_typing(&mut self, is_kept: bool, workspace: &Workspace) {
        self.is_typing = false;
        if !is_kept {
            self.filter = TextInput::new("", false);
            let kept = self.around();
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
            let finds_nothing = self.shown() == 0 && !self.is_narrowing() && !before.trim().is_empty();
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
