//! Tells the state when a new day has begun: a screen may stay open overnight, and dates are judged
//! by "today".
//!
//! Must not wake the loop: the date is checked when an event arrives. Entry point:
//! [`Runtime::begin_day`].

use super::Runtime;
use crate::app::Event;
use crate::model::date::Date;
use crate::session::clock::{Clock as _, SystemClock};

impl Runtime {
    /// Tells the state the date when it differs from that of the last event.
    pub(super) fn begin_day(&mut self) {
        if let Ok(today) = Date::parse(&SystemClock.day())
            && today != self.app.workspace.settings.today
        {
            self.tell(Event::Day(today));
        }
    }
}
