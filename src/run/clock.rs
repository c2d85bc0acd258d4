//! The machine's clock, taken as it is: it may never have been set, or be years ahead.
//!
//! Must not judge the time. Entry point: [`now`], [`moment`].

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Returns now, in this machine's time zone.
pub fn now() -> Zoned {
    timestamp(SystemTime::now()).to_zoned(TimeZone::system())
}

/// Returns today (`2026-11-23`).
pub fn day() -> String {
    now().date().to_string()
}

/// Returns the current time to the second (RFC 3339), the form used in history and journal.
pub fn moment() -> String {
    timestamp(SystemTime::now()).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
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
