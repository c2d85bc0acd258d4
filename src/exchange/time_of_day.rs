//! Times of day as they stand in a meeting's record, where they are exact.
//!
//! Guesses nothing: `nachmittags` or `ab 14` has no exact time. Entry point: [`TimeSpan::parse`].

use std::fmt;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// The hour (0–23).
    pub hour: u32,
    /// The minute (0–59).
    pub minute: u32,
}

/// A beginning and perhaps an end on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeSpan {
    /// When it begins.
    pub start: TimeOfDay,
    /// When it ends, later on the same day.
    pub end: Option<TimeOfDay>,
}

impl TimeSpan {
    /// Parses a time or a span of times: `14:00`, `14:00–17:30`, `9.30 bis 12 Uhr`.
    pub fn parse(text: &str) -> Option<TimeSpan> {
        let text = text.trim();
        let named = text.strip_suffix("Uhr").map(str::trim_end);
        let times = named.unwrap_or(text);
        let is_named = named.is_some();
        let (start, end) = match times.split_once(['–', '-', '—']).or_else(|| times.split_once(" bis ")) {
            Some((start, end)) => (start, Some(end)),
            None => (times, None),
        };
        let start = TimeOfDay::parse(start, is_named)?;
        let end = end.map(|end| TimeOfDay::parse(end, is_named).filter(|end| *end > start));
        match end {
            Some(None) => None,
            end => Some(TimeSpan { start, end: end.flatten() }),
        }
    }
}

impl TimeOfDay {
    /// Parses `9:30`, and where `Uhr` stands behind it also `9.30` and `9`.
    fn parse(text: &str, is_named: bool) -> Option<TimeOfDay> {
        let text = text.trim();
        let text = text.strip_suffix("Uhr").map_or(text, str::trim_end);
        let (hour, minute) = match text.split_once(':').or_else(|| text.split_once('.').filter(|_| is_named)) {
            Some((hour, minute)) if minute.len() == 2 => (hour, minute),
            None if is_named => (text, "0"),
            _ => return None,
        };
        let number = |digits: &str, below: u32| {
            let is_number = !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse().ok().filter(|number| is_number && *number < below)
        };
        Some(TimeOfDay { hour: number(hour, 24)?, minute: number(minute, 60)? })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let Some(TimeSpan { start, end }) = TimeSpan::parse(text) else { return String::new() };
        end.map_or_else(|| start.to_string(), |end| format!("{start} {end}"))
    }

    #[test]
    fn exact_times_are_read() {
        for (text, wanted) in [
            ("14:00–17:30", "14:00 17:30"),
            ("14:00 - 17:30 Uhr", "14:00 17:30"),
            ("9:30", "09:30"),
            ("9.30 bis 12 Uhr", "09:30 12:00"),
            ("14 Uhr", "14:00"),
            ("14 Uhr – 16 Uhr", "14:00 16:00"),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn inexact_times_are_not() {
        for text in [
            "",
            "nachmittags",
            "ab 14 Uhr",
            "14",
            "14–17",
            "17:30–14:00",
            "24:00",
            "9:5",
            "14:60",
            "9.30",
            "+9:30",
            "14:00 und 16:00",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
