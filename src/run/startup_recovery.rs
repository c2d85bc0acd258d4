//! What earlier programs left behind, found when the loop begins: unsaved changes, copies from
//! interrupted saves.
//!
//! Runs after the first frame. Must not decide what is done with them. Entry point:
//! [`EventLoop::recover`], [`EventLoop::tell_of_copies`].

use super::{EventLoop, persistence};
use crate::app::Event;
use crate::storage::{RealDisk, interrupted};
use crate::texts::storage;

impl EventLoop {
    /// Offers what earlier programs left unsaved, once the whole dataset is loaded.
    pub(super) fn recover(&mut self) {
        if self.loading.is_some() || self.world.loaded.read_only.is_some() || self.app.is_undecided() {
            return;
        }
        let (offers, unreadable) =
            self.keeper.left(self.app.workspace.doc.schema(), &self.world.env, &self.world.loaded);
        for journal in unreadable {
            self.events.push_back(Event::FurtherProblem(journal.text(self.app.lang())));
        }
        if !offers.is_empty() {
            self.events.push_back(Event::Recovered(offers));
        }
    }

    /// Reports copies that an interrupted in-place save left behind.
    pub(super) fn tell_of_copies(&mut self) {
        let Some(path) = &self.world.loaded.path else { return };
        for copy in interrupted(&RealDisk, path, persistence::state(&self.world.env)) {
            let reason = storage::interrupted(self.app.lang(), &copy.to_string_lossy());
            self.events.push_back(Event::FurtherProblem(reason));
        }
    }
}
