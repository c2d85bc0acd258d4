//! Tells the state that another day has begun: a screen may stay open overnight, and "today" is
//! asked of it.
//!
//! Must not wake the loop: the day is looked up when something comes. Entry point:
//! [`EventLoop::begin_day`].

use std::io;

use super::{EventLoop, clock};
use crate::app::Event;
use crate::model::date::Date;
use crate::terminal::Session;

impl EventLoop {
    /// Tells the state of another day than that of the event before.
    pub(super) fn begin_day(&mut self, session: &mut Session) -> io::Result<()> {
        match Date::parse(&clock::day()) {
            Ok(today) if today != self.app.settings.today => self.update(Event::Day(today), session),
            _ => Ok(()),
        }
    }
}
