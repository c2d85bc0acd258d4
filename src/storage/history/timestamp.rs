//! Timestamps of the history: parsed from text and compared across time zones.

use jiff::fmt::temporal::DateTimeParser;

/// A moment in time; ordered chronologically.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Nanoseconds since 1970.
    nanoseconds: i128,
}

impl Moment {
    /// Parses date, time and offset (RFC 3339, `2026-11-23T10:42:07+01:00`); returns `None` when
    /// one of them is missing.
    pub fn parse(text: &str) -> Option<Moment> {
        let moment = DateTimeParser::new().parse_timestamp(text).ok()?;
        Some(Moment { nanoseconds: moment.as_nanosecond() })
    }

    /// Returns a moment in UTC as it stands in names of files (`2026-11-30T19-50-12Z`); `None` for
    /// what [`Moment::parse`] does not read.
    pub fn in_names(text: &str) -> Option<String> {
        let moment = DateTimeParser::new().parse_timestamp(text).ok()?;
        Some(moment.strftime("%Y-%m-%dT%H-%M-%SZ").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_order_by_time_and_not_by_text() {
        let at = |text| Moment::parse(text).unwrap();
        assert!(at("2026-10-25T02:30:00+02:00") < at("2026-10-25T02:15:00+01:00"));
        assert_eq!(at("2026-11-23T10:42:00+01:00"), at("2026-11-23T09:42:00Z"));
        for other in ["", "gestern", "2026-11-23", "2026-11-23T10:42:00"] {
            assert_eq!(Moment::parse(other), None, "{other}");
        }
    }
}
