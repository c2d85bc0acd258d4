//! The state as the loop has it: to be read by all, to be changed by events only.
//!
//! Gives no `&mut App` away, so the compiler keeps the loop from writing into the state. Entry
//! point: [`AppHandle::update`].

use std::ops::Deref;

use crate::app::{App, Effect, Event};

/// The state, which nothing but an event changes.
pub struct AppHandle(App);

impl AppHandle {
    /// Takes the state away from all others.
    pub fn new(app: App) -> AppHandle {
        AppHandle(app)
    }

    /// Tells the state of an event and returns what is to be carried out.
    #[must_use = "an effect that is not carried out is lost, be it text to keep safe or a save"]
    pub(super) fn update(&mut self, event: Event) -> Vec<Effect> {
        self.0.update(event)
    }
}

impl Deref for AppHandle {
    type Target = App;

    fn deref(&self) -> &App {
        &self.0
    }
}
