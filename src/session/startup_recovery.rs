//! What is found when the loop begins: what earlier programs left behind (unsaved changes, copies
//! from interrupted saves), and a dataset that everybody may change.
//!
//! Runs after the first frame. Must not decide what is done with them. Entry point:
//! [`FileSession::recover`], [`FileSession::tell_of_copies`],
//! [`FileSession::tell_of_exposure`].

use super::FileSession;
use super::file_work::FileWork;
use crate::app::{App, Event};
use crate::storage::{Exposure, interrupted};
use crate::texts::storage;

impl FileSession {
    /// Offers what earlier programs left unsaved, once the whole dataset is loaded.
    pub(super) fn recover(&mut self, app: &App) {
        if matches!(self.work, FileWork::Loading(_)) || self.is_only_read(app) || app.is_undecided() {
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

    /// Returns true where nothing is changed, be it to save or to propose it.
    fn is_only_read(&self, app: &App) -> bool {
        self.read_only.is_some() && !app.workspace.file.proposes
    }

    /// Reports copies that an interrupted in-place save left behind.
    pub(super) fn tell_of_copies(&mut self, app: &App) {
        let Some(path) = &self.path else { return };
        for copy in interrupted(self.context.disk, path, self.context.state.as_deref()) {
            let reason = storage::interrupted(app.lang(), &copy.to_string_lossy());
            self.events.push_back(Event::FurtherProblem(reason));
        }
    }

    /// Warns of a dataset that everybody on the machine may change, to those who work on it.
    pub(super) fn tell_of_exposure(&mut self, app: &App) {
        let Some(path) = self.path.as_deref().filter(|_| self.read_only.is_none()) else { return };
        if let Some(exposure) = Exposure::of(self.context.disk, path) {
            self.events.push_back(Event::FurtherProblem(exposure.text(app.lang(), path)));
        }
    }
}
