//! Days as used in the names of backups (`2026-11-23`), whatever clock they came from.
//!
//! Must not read the clock. Entry point: [`is_day`], [`is_plausible`], [`is_written_on`].

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years that a correctly set clock may show.
const YEARS: std::ops::RangeInclusive<i16> = 2024..=2100;

/// Maximum difference in seconds between a file's modification time and noon UTC of its day: half a
/// day, plus the farthest time zone, plus clock differences.
const LEEWAY: u64 = 36 * 3600;

/// True for `2026-11-23`.
pub(super) fn is_day(text: &str) -> bool {
    let digit = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digit)
}

/// Returns whether a clock that shows this day (`2026-11-23`) can be right; 1970 and 9999 are not
/// plausible.
pub fn is_plausible(day: &str) -> bool {
    day.parse::<Date>().is_ok_and(|date| YEARS.contains(&date.year()))
}

/// Returns noon UTC of a day, in seconds since 1970.
pub(super) fn noon(day: &str) -> Option<i64> {
    let noon = day.parse::<Date>().ok()?.at(12, 0, 0, 0);
    Some(noon.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Returns whether a file with this modification time, in seconds since 1970, was written on a day.
pub(super) fn is_written_on(day: &str, seconds: i64) -> bool {
    noon(day).is_some_and(|noon| noon.abs_diff(seconds) <= LEEWAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_days() {
        assert!(is_day("2026-11-23"));
        for other in ["", "2026-11-2", "2026-11-233", "2026/11/23", "gestern---", "2026-11-2x"] {
            assert!(!is_day(other), "{other}");
        }
    }

    #[test]
    fn a_clock_that_was_never_set_or_ran_away_is_not_plausible() {
        assert!(is_plausible("2026-11-29"));
        for day in ["1970-01-01", "1969-12-31", "9999-12-31", "2026-02-30", "-009999-01-02", ""] {
            assert!(!is_plausible(day), "{day}");
        }
    }

    #[test]
    fn a_file_of_a_day_was_written_on_it_in_whatever_time_zone() {
        let noon = noon("2026-11-23").unwrap();
        assert_eq!(noon, 1_795_435_200);
        for hours in [-26, 0, 26] {
            assert!(is_written_on("2026-11-23", noon + hours * 3600), "{hours}");
        }
        for (day, seconds) in [("2026-11-23", noon + 48 * 3600), ("2002-01-10", noon), ("9999-12-31", noon)] {
            assert!(!is_written_on(day, seconds), "{day}");
        }
    }
}
