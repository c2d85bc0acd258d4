//! The clock: taken as it is, for it may never have been set, or be years ahead.
//!
//! Must not judge the time. Entry point: [`Clock`], [`SystemClock`].

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// What the time is.
pub trait Clock: Sync {
    /// Returns now, in this machine's time zone.
    fn now(&self) -> Zoned;

    /// Returns now, for measuring how much time has passed.
    fn instant(&self) -> Instant;

    /// Returns today (`2026-11-23`).
    fn day(&self) -> String {
        self.now().date().to_string()
    }

    /// Returns the current time to the second (RFC 3339), the form used in history and journal.
    fn moment(&self) -> String {
        self.now().timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Zoned {
        timestamp(SystemTime::now()).to_zoned(TimeZone::system())
    }

    fn instant(&self) -> Instant {
        Instant::now()
    }
}

/// Formats a timestamp as local time; returns any other text unchanged.
pub fn local(when: &str) -> String {
    let at = when.parse::<Timestamp>().map(|at| at.to_zoned(TimeZone::system()));
    at.map_or_else(|_| when.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

/// Converts a system time, clamped to the range of timestamps.
fn timestamp(time: SystemTime) -> Timestamp {
    Timestamp::try_from(time).unwrap_or(if time < UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn no_clock_is_too_wrong() {
        let seconds = |count| UNIX_EPOCH + Duration::from_secs(count);
        for (time, year) in [
            (seconds(0), 1970),
            (seconds(253_402_300_799), 9999),
            (seconds(400_000_000_000), 9999),
            (UNIX_EPOCH - Duration::from_secs(60_000_000_000), 68),
            (UNIX_EPOCH - Duration::from_secs(1_000_000_000_000), -9999),
        ] {
            for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
                let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
                let found = timestamp(time).to_zoned(zone).date().year();
                assert!((found - year).abs() <= 1, "{time:?}: {found}");
            }
        }
    }
}
