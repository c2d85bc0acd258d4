//! Tells the state when a new day has begun: a screen may stay open overnight, and dates are judged
//! by "today".
//!
//! Must not wake the loop: the date is checked when an event arrives. Entry point:
//! [`EventLoop::begin_day`].

use std::io;

use super::EventLoop;
use crate::app::Event;
use crate::model::date::Date;
use crate::session::clock::{Clock as _, SystemClock};

impl EventLoop {
    /// Tells the state the date when it differs from that of the last event.
    pub(super) fn begin_day(&mut self) -> io::Result<()> {
        match Date::parse(&SystemClock.day()) {
            Ok(today) if today != self.runtime.app.workspace.settings.today => self.update(Event::Day(today)),
            _ => Ok(()),
        }
    }
}
