//! The days that a date or an age in a query stands for.
//!
//! A date of the dataset that is less precise lies within only if all of its days do, so that
//! nothing is found that is merely possible. Entry point: [`DateWindow::read`].

use super::error::ExpressionProblem;
use super::parser::ComparisonSign;
use crate::model::date::{Date, DateError};

/// The days from a first to a last one; without either it has no end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateWindow {
    first: Option<Date>,
    last: Option<Date>,
}

/// How long ago something was: at least `months` and `days`, and less than a `unit` more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TypedAge {
    months: u32,
    days: u32,
    unit: AgeUnit,
}

/// A unit in which people count ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AgeUnit {
    Years,
    Months,
    Weeks,
    Days,
}

/// The greatest number of units: older than anything in a calendar.
const OLDEST: u32 = 9_999;

/// What the units are called, in both languages.
const UNITS: [(AgeUnit, &[&str]); 4] = [
    (AgeUnit::Years, &["y", "j", "year", "years", "jahr", "jahre", "jahren"]),
    (AgeUnit::Months, &["m", "month", "months", "monat", "monate", "monaten"]),
    (AgeUnit::Weeks, &["w", "week", "weeks", "woche", "wochen"]),
    (AgeUnit::Days, &["d", "t", "day", "days", "tag", "tage", "tagen"]),
];

impl DateWindow {
    /// Reads a date as people type it, an age (`2y`), or a span of either (`2009..2012`).
    ///
    /// # Errors
    /// When it is none; a number without a unit where only an age is meant.
    pub fn read(
        comparison: Option<ComparisonSign>,
        typed: &str,
        today: Date,
        is_age: bool,
    ) -> Result<DateWindow, ExpressionProblem> {
        let day = |typed: &str| DateWindow::one(typed, today, is_age);
        match typed.split_once("..").filter(|_| comparison.is_none()) {
            Some((from, to)) => {
                let end = |typed: &str| if typed.is_empty() { Ok(DateWindow::ALWAYS) } else { day(typed) };
                let (from, to) = (end(from)?, end(to)?);
                // The greater of two ages is the earlier day.
                let first = [from.first, to.first].into_iter().flatten().min();
                let last = [from.last, to.last].into_iter().flatten().max();
                let has_ends = (from != DateWindow::ALWAYS, to != DateWindow::ALWAYS);
                Ok(match (has_ends, TypedAge::read(typed.trim_matches('.')).is_some()) {
                    ((true, true), _) => DateWindow { first, last },
                    ((true, false), false) | ((false, true), true) => DateWindow { first, last: None },
                    ((false, true), false) | ((true, false), true) => DateWindow { first: None, last },
                    ((false, false), _) => DateWindow::ALWAYS,
                })
            }
            None => Ok(match TypedAge::read(typed) {
                Some(age) => age.compared(comparison, today),
                None => day(typed)?.compared(comparison),
            }),
        }
    }

    const ALWAYS: DateWindow = DateWindow { first: None, last: None };

    fn one(typed: &str, today: Date, is_age: bool) -> Result<DateWindow, ExpressionProblem> {
        if let Some(age) = TypedAge::read(typed) {
            return Ok(age.compared(None, today));
        }
        if is_age {
            return Err(ExpressionProblem::NoAge);
        }
        match Date::read(typed, today) {
            Ok(date) => Ok(DateWindow { first: Some(date.first()), last: Some(date.last()) }),
            Err(DateError::Order(date, _)) => Ok(DateWindow { first: Some(date), last: Some(date) }),
            Err(error) => Err(ExpressionProblem::NoDate(error)),
        }
    }

    /// Returns the days before, after, up to or from these.
    fn compared(self, comparison: Option<ComparisonSign>) -> DateWindow {
        let DateWindow { first, last } = self;
        match comparison {
            None | Some(ComparisonSign::Equal) => self,
            Some(ComparisonSign::Less) => DateWindow { first: None, last: first.and_then(Date::day_before) },
            Some(ComparisonSign::AtMost) => DateWindow { first: None, last },
            Some(ComparisonSign::Greater) => DateWindow { first: last.and_then(Date::day_after), last: None },
            Some(ComparisonSign::AtLeast) => DateWindow { first, last: None },
        }
    }

    /// Returns how all dates within begin, as they are written in a dataset; `None` where they do
    /// not have a year in common.
    pub fn common_start(self) -> Option<String> {
        let (first, last) = (self.first?.to_string(), self.last?.to_string());
        let same = first.split('-').zip(last.split('-')).take_while(|(first, last)| first == last);
        let same = same.map(|(part, _)| part).collect::<Vec<_>>().join("-");
        Some(same).filter(|same| !same.is_empty())
    }

    /// Returns true when all days that a date may be are within.
    pub fn contains(self, date: Date) -> bool {
        self.first.is_none_or(|first| date.first() >= first) && self.last.is_none_or(|last| date.last() <= last)
    }
}

impl TypedAge {
    fn read(typed: &str) -> Option<TypedAge> {
        let typed = typed.trim();
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = typed.split_at(digits);
        let count = count.parse::<u32>().ok().filter(|count| *count <= OLDEST)?;
        let unit = unit.trim().to_lowercase();
        let (unit, _) = UNITS.into_iter().find(|(_, names)| names.contains(&unit.as_str()))?;
        Some(TypedAge::of(count, unit))
    }

    fn of(count: u32, unit: AgeUnit) -> TypedAge {
        let (months, days) = match unit {
            AgeUnit::Years => (count * 12, 0),
            AgeUnit::Months => (count, 0),
            AgeUnit::Weeks => (0, count * 7),
            AgeUnit::Days => (0, count),
        };
        TypedAge { months, days, unit }
    }

    /// Returns the day that was so long ago.
    fn day(self, today: Date) -> Date {
        let mut day = today.months_earlier(self.months);
        for _ in 0..self.days {
            day = day.day_before().unwrap_or(day);
        }
        day
    }

    /// Returns the days of what is older, younger, or just as old.
    fn compared(self, comparison: Option<ComparisonSign>, today: Date) -> DateWindow {
        let day = self.day(today);
        let one = TypedAge::of(1, self.unit);
        let next = TypedAge { months: self.months + one.months, days: self.days + one.days, unit: self.unit };
        match comparison {
            None | Some(ComparisonSign::Equal) => DateWindow { first: next.day(today).day_after(), last: Some(day) },
            Some(ComparisonSign::Less) => DateWindow { first: day.day_after(), last: None },
            Some(ComparisonSign::AtMost) => DateWindow { first: Some(day), last: None },
            Some(ComparisonSign::Greater) => DateWindow { first: None, last: day.day_before() },
            Some(ComparisonSign::AtLeast) => DateWindow { first: None, last: Some(day) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-29";

    fn window(comparison: Option<ComparisonSign>, typed: &str) -> String {
        let window = DateWindow::read(comparison, typed, Date::parse(TODAY).unwrap(), false).unwrap();
        let end = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        format!("{}..{}", end(window.first), end(window.last))
    }

    #[test]
    fn a_date_or_an_age_stands_for_days() {
        use ComparisonSign::{AtLeast, AtMost, Greater, Less};
        for (comparison, typed, expected) in [
            (None, "2009", "2009-01-01..2009-12-31"),
            (None, "Juni 2009", "2009-06-01..2009-06-30"),
            (None, "22.6.2009", "2009-06-22..2009-06-22"),
            (Some(Less), "2026", "..2025-12-31"),
            (Some(AtMost), "2026", "..2026-12-31"),
            (Some(Greater), "2024-12", "2025-01-01.."),
            (Some(AtLeast), "heute", "2026-11-29.."),
            (None, "2009..2012-06", "2009-01-01..2012-06-30"),
            (None, "2009..", "2009-01-01.."),
            (None, "..2009", "..2009-12-31"),
            (None, "..", ".."),
            (Some(Greater), "2y", "..2024-11-28"),
            (Some(AtLeast), "2 Jahre", "..2024-11-29"),
            (Some(Less), "6m", "2026-05-30.."),
            (Some(AtMost), "1w", "2026-11-22.."),
            (None, "2y", "2023-11-30..2024-11-29"),
            (None, "1y..2y", "2023-11-30..2025-11-29"),
            (None, "2y..", "..2024-11-29"),
            (None, "..2y", "2023-11-30.."),
            (Some(Less), "9999y", "1000-01-02.."),
        ] {
            assert_eq!(window(comparison, typed), expected, "{comparison:?} {typed}");
        }
    }

    #[test]
    fn a_less_precise_date_lies_within_only_with_all_of_its_days() {
        let is_within = |typed: &str, comparison, date: &str| {
            let today = Date::parse(TODAY).unwrap();
            DateWindow::read(comparison, typed, today, false).unwrap().contains(Date::parse(date).unwrap())
        };
        assert!(is_within("2024", None, "2024-06") && is_within("2024", None, "2024"));
        assert!(!is_within("2024-06", None, "2024"));
        assert!(
            is_within("2026", Some(ComparisonSign::Less), "2025")
                && !is_within("2025-06", Some(ComparisonSign::Less), "2025")
        );
    }

    #[test]
    fn what_is_no_date_and_no_age_is_told_apart() {
        let read = |typed, is_age| DateWindow::read(None, typed, Date::parse(TODAY).unwrap(), is_age);
        assert_eq!(read("2", true), Err(ExpressionProblem::NoAge));
        assert_eq!(read("bald", false), Err(ExpressionProblem::NoDate(DateError::Shape)));
        assert_eq!(read("2009-02-30", false), Err(ExpressionProblem::NoDate(DateError::Day(30))));
        assert_eq!(read("99999y", true), Err(ExpressionProblem::NoAge));
    }
}
