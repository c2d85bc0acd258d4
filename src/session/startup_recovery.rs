//! What earlier programs left behind, found when the loop begins: unsaved changes, copies from
//! interrupted saves.
//!
//! Runs after the first frame. Must not decide what is done with them. Entry point:
//! [`FileSession::recover`], [`FileSession::tell_of_copies`].

use super::FileSession;
use super::file_work::FileWork;
use crate::app::{App, Event};
use crate::storage::interrupted;
use crate::texts::storage;

impl FileSession {
    /// Offers what earlier programs left unsaved, once the whole dataset is loaded.
    pub(super) fn recover(&mut self, app: &App) {
        if matches!(self.work, FileWork::Loading(_)) || self.read_only.is_some() || app.is_undecided() {
            return;
        }
        let (offers, unreadable) =
            self.persistence.left(app.workspace.doc.schema(), self.path.as_deref(), self.base.content());
        for journal in unreadable {
            self.events.push_back(Event::FurtherProblem(journal.text(app.lang())));
        }
        if !offers.is_empty() {
            self.events.push_back(Event::Recovered(offers));
        }
    }

    /// Reports copies that an interrupted in-place save left behind.
    pub(super) fn tell_of_copies(&mut self, app: &App) {
        let Some(path) = &self.path else { return };
        for copy in interrupted(self.context.disk, path, self.context.state.as_deref()) {
            let reason = storage::interrupted(app.lang(), &copy.to_string_lossy());
            self.events.push_back(Event::FurtherProblem(reason));
        }
    }
}
