//! The application and the session of its file together: tells the one of events, and carries out
//! what it asks of the other.
//!
//! What is left of the effects is for who owns the terminal. Must not know a terminal. Entry point:
//! [`Runtime::tell`], [`Runtime::next_effect`].

use std::collections::VecDeque;

use super::app_handle::AppHandle;
use crate::app::{Effect, Event};
use crate::session::FileSession;

/// The state of the program, with what is still to be told and to be carried out.
pub struct Runtime {
    /// The application.
    pub app: AppHandle,
    /// The session of its file.
    pub file: FileSession,
    /// What the application has not been told yet.
    events: VecDeque<Event>,
    /// What it asked for and is not carried out yet.
    effects: VecDeque<Effect>,
    /// True when something became of the file since the last frame.
    has_news: bool,
}

impl Runtime {
    /// Puts both together; nothing is told yet.
    pub fn new(app: AppHandle, file: FileSession) -> Runtime {
        Runtime { app, file, events: VecDeque::new(), effects: VecDeque::new(), has_news: false }
    }

    /// Has the application told of an event by the next [`Runtime::next_effect`].
    pub fn tell(&mut self, event: Event) {
        self.events.push_back(event);
    }

    /// Has an effect carried out that somebody else than the application asks for.
    pub fn request(&mut self, effect: Effect) {
        self.effects.push_back(effect);
    }

    /// Tells the application what it has not been told, and carries out, in order, what it asks of
    /// the file and what comes of that. Returns the next effect on the terminal; `None` when
    /// nothing is left to do.
    pub fn next_effect(&mut self) -> Option<Effect> {
        loop {
            self.tell_all();
            let Some(effect) = self.effects.pop_front() else { break };
            if effect == Effect::Suspend {
                self.file.finish_save(&self.app);
                if self.tell_all() {
                    // What came of it may be another save, which is to end first, too.
                    self.effects.push_back(effect);
                    continue;
                }
            }
            let effect = self.file.perform(effect, &self.app);
            if effect.is_some() {
                return effect;
            }
        }
        self.file.release_kept_lock();
        None
    }

    /// Returns true once after something became of the file.
    pub fn take_news(&mut self) -> bool {
        std::mem::take(&mut self.has_news)
    }

    /// Ends without the user having asked for it; everything unsaved is persisted.
    pub fn hang_up(&mut self) {
        self.file.flush_draft(&self.app);
        self.file.finish_save_within_grace(&self.app);
        for event in self.file.take_events() {
            for effect in self.app.update(event) {
                // Without a terminal nothing is begun; what a save would have written stays in the
                // journal.
                if matches!(effect, Effect::Keep(_) | Effect::Quit) {
                    drop(self.file.perform(effect, &self.app));
                }
            }
        }
        self.file.end(&self.app);
    }

    /// Tells the application everything that it has not been told; returns false when there was
    /// nothing.
    fn tell_all(&mut self) -> bool {
        let events = self.file.take_events();
        self.has_news |= !events.is_empty();
        self.events.extend(events);
        let is_told = !self.events.is_empty();
        while let Some(event) = self.events.pop_front() {
            self.effects.extend(self.app.update(event));
        }
        is_told
    }
}
