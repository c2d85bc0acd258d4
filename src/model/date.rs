//! Dates as precise as they are known: a year, a month or a day.
//!
//! Never reads the clock; the caller gives today. Entry points: [`Date::parse`] for dates of a
//! dataset, [`Date::read`] for what people type.

use std::fmt;

/// A calendar date of reduced precision (ISO 8601): `2009`, `2009-06` or `2009-06-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    /// 0 when unknown, so that dates sort by their beginning and the less precise one comes first.
    month: u8,
    day: u8,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It does not look like one at all.
    Shape,
    /// The year has not four digits.
    Year,
    /// The year is none of our time (1000–9999).
    YearRange,
    /// It may be read with the day or with the month first: both readings.
    Order(Date, Date),
    /// There is no such month.
    Month(u32),
    /// The month does not have this day.
    Day(u32),
    /// A school year, by the year in which it begins: `2011/12` is no month.
    SchoolYear(u32),
    /// Several years.
    Span,
}

/// A year of two digits is at most this many years ahead.
const AHEAD: u32 = 20;

/// What people write before the two years of a school year, without blanks.
const SCHOOL_YEAR: [&str; 4] = ["schuljahr", "sj.", "sj", "schoolyear"];

/// The names of months, so that "Juni 2009" can be typed; the first three letters are enough.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "jänner"],
    &["februar", "february", "feber"],
    &["märz", "march", "maerz", "marz", "mrz"],
    &["april"],
    &["mai", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["dezember", "december"],
];

impl Date {
    /// Makes a date; unknown parts are `None`. A day needs its month.
    ///
    /// # Errors
    /// When there is no such date.
    pub fn new(year: u32, month: Option<u32>, day: Option<u32>) -> Result<Date, DateError> {
        if !(1000..=9999).contains(&year) {
            return Err(DateError::YearRange);
        }
        if let Some(month) = month.filter(|m| !(1..=12).contains(m)) {
            return Err(DateError::Month(month));
        }
        let mut date = Date { year: year as u16, month: month.unwrap_or(0) as u8, day: 0 };
        match day {
            Some(_) if month.is_none() => Err(DateError::Shape),
            Some(day) if day == 0 || day > u32::from(date.days_of_month()) => Err(DateError::Day(day)),
            day => {
                date.day = day.unwrap_or(0) as u8;
                Ok(date)
            }
        }
    }

    /// Parses a date as it is written in a dataset.
    ///
    /// # Errors
    /// When it is not of that form or there is no such date.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| parts.next().map(|part| number(part, digits)).transpose();
        let (year, month, day) = (part(4)?.ok_or(DateError::Shape)?, part(2)?, part(2)?);
        if parts.next().is_some() { Err(DateError::Shape) } else { Date::new(year, month, day) }
    }

    /// Reads a date as people type it: also `22.6.2009`, `6/2009`, `06.2009`, `Juni 2009`, `22.
    /// Juni 2009`, `heute` and `yesterday`. `1/2/2024` may be the first of February or the second
    /// of January and is refused. A day without a year (`29.11.`) is one of this year, also where
    /// it is still to come; the year of `29.11.26` is at most twenty years ahead.
    ///
    /// # Errors
    /// When it cannot be understood without guessing, or there is no such date.
    pub fn read(typed: &str, today: Date) -> Result<Date, DateError> {
        let typed = typed.trim();
        if let Ok(date) = Date::parse(typed) {
            return Ok(date);
        }
        if let Some(day) = relative(typed, today) {
            return Ok(day);
        }
        years(typed, today)?;
        let parts: Vec<&str> =
            typed.split(|c: char| c.is_whitespace() || "./-,–".contains(c)).filter(|p| !p.is_empty()).collect();
        let dots = typed.matches('.').count() == 2;
        let is_named = |month: &str| month.starts_with(char::is_alphabetic);
        match parts[..] {
            [year] => Date::new(year_of(year)?, None, None),
            // Only the first part of an ISO date has four digits.
            [year, month] if is_year(year) => Date::new(year_of(year)?, Some(month_of(month)?), None),
            [day, month] if is_short(day) && (is_named(month) || (dots && is_short(month) && typed.ends_with('.'))) => {
                Date::new(today.year(), Some(month_of(month)?), Some(any_number(day)?))
            }
            [month, year] => Date::new(year_of(year)?, Some(month_of(month)?), None),
            [year, month, day] if is_year(year) => {
                Date::new(year_of(year)?, Some(month_of(month)?), Some(any_number(day)?))
            }
            [day, month, year] if is_short(year) && year.len() == 2 && (dots || is_named(month)) => {
                Date::new(full_year(any_number(year)?, today), Some(month_of(month)?), Some(any_number(day)?))
            }
            [day, month, year] => {
                let (year, day, month) = (year_of(year)?, any_number(day)?, month_of(month)?);
                let date = Date::new(year, Some(month), Some(day))?;
                // Between slashes Americans write the month first.
                match Date::new(year, Some(day), Some(month)) {
                    Ok(other) if other != date && typed.contains('/') => Err(DateError::Order(date, other)),
                    _ => Ok(date),
                }
            }
            _ => Err(DateError::Shape),
        }
    }

    /// Reads a date with its year as people type it, without knowing today: `22.6.2009`, `Juni
    /// 2009`, `6/2009`, `22.6.09`. Between slashes the day comes first.
    pub fn read_with_year(typed: &str) -> Option<Date> {
        let (before, year) = typed.rsplit_once(|c: char| c.is_whitespace() || "./".contains(c))?;
        let full = match year.len() {
            4 if is_year(year) => typed.to_owned(),
            2 if is_short(year) && typed.matches('.').count() == 2 => format!("{before}.20{year}"),
            _ => return None,
        };
        let any_day = Date { year: 2000, month: 1, day: 1 };
        match Date::read(&full, any_day) {
            Ok(date) | Err(DateError::Order(date, _)) => Some(date),
            Err(_) => None,
        }
    }

    /// Returns the year.
    pub fn year(self) -> u32 {
        u32::from(self.year)
    }

    /// Returns the month (1–12) when it is known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// Returns the day (1–31) when it is known.
    pub fn day(self) -> Option<u32> {
        (self.day > 0).then_some(u32::from(self.day))
    }

    /// Returns true when this date lies wholly after the other: `2010` after `2009-12`, but `2009`
    /// not after `2009-06`.
    pub fn is_after(self, other: Date) -> bool {
        self.first() > other.last()
    }

    /// Returns the whole months from this date until `today`, negative for a date to come. A date
    /// less precise than a day counts from its last day, so that nothing is called older than it
    /// certainly is.
    pub fn months_until(self, today: Date) -> i32 {
        let (from, to) = (self.last(), today.first());
        let months = |date: Date| i32::from(date.year) * 12 + i32::from(date.month);
        let months = months(to) - months(from);
        // The last day of a month completes it even when the other month is longer.
        let complete = to.day >= from.day || to.day == to.days_of_month();
        months - i32::from(months > 0 && !complete) + i32::from(months < 0 && to.day > from.day)
    }

    /// Returns how long ago it was as people count: from one year to another for a bare year, from
    /// one month to another for a month.
    pub fn age(self, today: Date) -> DateAge {
        let (years, months) = (
            i32::from(today.year) - i32::from(self.year),
            i32::from(today.first().month) - i32::from(self.first().month),
        );
        let months = match (self.month, self.day) {
            (0, _) => return DateAge::Years(years),
            (_, 0) => years * 12 + months,
            _ => self.months_until(today),
        };
        if months < IN_YEARS { DateAge::Months(months) } else { DateAge::Years(months / 12) }
    }

    /// Returns the date so many months later, as precise as this one. A day that the month does not
    /// have becomes its last; of a mere year the last month counts, unless whole years are added.
    /// `None` beyond the calendar.
    pub fn months_later(self, months: u32) -> Option<Date> {
        if self.month == 0 && months.is_multiple_of(12) {
            return Date::new(self.year() + months / 12, None, None).ok();
        }
        let all = self.year() * 12 + u32::from(self.last().month) - 1 + months;
        let month = Date::new(all / 12, Some(all % 12 + 1), None).ok()?;
        Some(Date { day: self.day.min(month.days_of_month()), ..month })
    }

    /// Returns the same day so many months before, or the last of that month where it is shorter;
    /// the first day of the calendar before that. Of a less precise date the first day counts.
    pub fn months_earlier(self, months: u32) -> Date {
        let day = self.first();
        let all = (day.year() * 12 + u32::from(day.month) - 1).saturating_sub(months);
        match Date::new(all / 12, Some(all % 12 + 1), None) {
            Ok(month) => Date { day: day.day.min(month.days_of_month()), ..month },
            Err(_) => Date { year: 1000, month: 1, day: 1 },
        }
    }

    /// Returns the day after the last that it may be; `None` beyond the calendar.
    pub fn day_after(self) -> Option<Date> {
        let Date { year, month, day } = self.last();
        let (year, month, day) = (u32::from(year), u32::from(month), u32::from(day));
        let next = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
        next.into_iter().find_map(|(year, month, day)| Date::new(year, Some(month), Some(day)).ok())
    }

    /// Returns the day before; `None` for a date less precise than a day.
    pub fn day_before(self) -> Option<Date> {
        let (year, month, day) = (self.year(), self.month()?, self.day()?);
        if day > 1 {
            return Date::new(year, Some(month), Some(day - 1)).ok();
        }
        let (year, month) = if month > 1 { (year, month - 1) } else { (year - 1, 12) };
        Date::new(year, Some(month), None).ok().map(Date::last)
    }

    /// Returns the first day that it may be.
    pub fn first(self) -> Date {
        Date { year: self.year, month: self.month.max(1), day: self.day.max(1) }
    }

    /// Returns the last day that it may be.
    pub fn last(self) -> Date {
        let month = if self.month == 0 { 12 } else { self.month };
        let date = Date { month, ..self };
        if self.day == 0 { Date { day: date.days_of_month(), ..date } } else { date }
    }

    fn days_of_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4) && !self.year.is_multiple_of(100) || self.year.is_multiple_of(400);
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        }
    }
}

/// How long ago a date was, as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateAge {
    /// So many months.
    Months(i32),
    /// So many years.
    Years(i32),
}

/// From this many months on an age is given in years.
const IN_YEARS: i32 = 24;

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].iter().take_while(|part| **part > 0).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

fn number(part: &str, digits: usize) -> Result<u32, DateError> {
    if part.len() == digits { any_number(part) } else { Err(DateError::Shape) }
}

fn any_number(part: &str) -> Result<u32, DateError> {
    let digits = part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 4;
    part.parse().ok().filter(|_| digits).ok_or(DateError::Shape)
}

fn is_year(part: &str) -> bool {
    number(part, 4).is_ok()
}

/// Returns true for a number of one or two digits.
fn is_short(part: &str) -> bool {
    part.len() <= 2 && any_number(part).is_ok()
}

/// Returns the day that a word means.
fn relative(typed: &str, today: Date) -> Option<Date> {
    match typed.to_lowercase().as_str() {
        "heute" | "today" => Some(today).filter(|today| today.day > 0),
        "gestern" | "yesterday" => today.day_before(),
        _ => None,
    }
}

/// Refuses several years: a school year in the ways the domain writes it (`2011/12`, `Schuljahr
/// 2011/2012`), and other spans.
fn years(typed: &str, today: Date) -> Result<(), DateError> {
    let lower: String = typed.to_lowercase().split_whitespace().collect();
    let named = SCHOOL_YEAR.iter().find_map(|words| lower.strip_prefix(words));
    let Some((from, to)) = named.unwrap_or(&lower).split_once(['/', '–', '—', '-']) else { return Ok(()) };
    let is_two = |part: &str| part.len() == 2 && is_short(part);
    if !(is_year(from) || (named.is_some() && is_two(from))) || !(is_year(to) || is_two(to)) {
        return Ok(());
    }
    let (first, second) = (any_number(from)?, any_number(to)?);
    let (gap, is_month) = ((second + 100 - first % 100) % 100, is_two(to) && second <= 12);
    match gap {
        1 if named.is_some() || is_two(to) || second == first + 1 => {
            Err(DateError::SchoolYear(if first < 100 { full_year(first, today) } else { first }))
        }
        0 | 50.. => Ok(()),
        _ if is_month => Ok(()),
        _ => Err(DateError::Span),
    }
}

/// Completes a year of two digits.
fn full_year(digits: u32, today: Date) -> u32 {
    let year = today.year() - today.year() % 100 + digits;
    if year > today.year() + AHEAD { year - 100 } else { year }
}

fn year_of(part: &str) -> Result<u32, DateError> {
    let year = any_number(part)?;
    if part.len() == 4 { Ok(year) } else { Err(DateError::Year) }
}

fn month_of(part: &str) -> Result<u32, DateError> {
    if part.starts_with(|c: char| c.is_ascii_digit()) {
        return any_number(part);
    }
    let typed = part.to_lowercase();
    let named = |names: &&[&str]| typed.chars().count() >= 3 && names.iter().any(|name| name.starts_with(&typed));
    MONTHS.iter().position(named).map(|i| i as u32 + 1).ok_or(DateError::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn months_later_a_date_is_as_precise_as_before() {
        for (from, months, later) in [
            ("2024-05-15", 12, "2025-05-15"),
            ("2024-11-30", 3, "2025-02-28"),
            ("2024-11", 1, "2024-12"),
            ("2024", 24, "2026"),
            ("2024", 6, "2025-06"),
            ("2024-12-31", 1, "2025-01-31"),
        ] {
            assert_eq!(date(from).months_later(months), Some(date(later)), "{from} + {months}");
        }
        assert_eq!(date("9999-12").months_later(1), None);
    }

    #[test]
    fn a_date_with_its_year_is_read_without_knowing_today() {
        let read = |typed: &str| Date::read_with_year(typed).map(|date| date.to_string()).unwrap_or_default();
        for (typed, date) in [
            ("14.1.2009", "2009-01-14"),
            ("14.01.2009", "2009-01-14"),
            ("14. januar 2009", "2009-01-14"),
            ("januar 2009", "2009-01"),
            ("marz 2009", "2009-03"),
            ("1/2009", "2009-01"),
            ("01.2009", "2009-01"),
            ("14.1.09", "2009-01-14"),
            ("1/2/2024", "2024-02-01"),
        ] {
            assert_eq!(read(typed), date, "{typed}");
        }
        for typed in
            ["2009", "heute", "14.1.", "14. januar", "2011/12", "40.1.2009", "13/2009", "schule 2009", "52062", ""]
        {
            assert_eq!(read(typed), "", "{typed}");
        }
    }

    #[test]
    fn a_date_is_as_exact_as_known() {
        for text in ["2009", "2009-06", "2009-06-22", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!((date("2009").month(), date("2009-06").day(), date("2009-06-22").day()), (None, None, Some(22)));
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, error) in [
            ("", DateError::Shape),
            ("2009-6", DateError::Shape),
            ("2009-06-22-01", DateError::Shape),
            ("2009-06-22 (erschlossen)", DateError::Shape),
            ("+009", DateError::Shape),
            ("unbekannt", DateError::Shape),
            ("0009", DateError::YearRange),
            ("0001-01-01", DateError::YearRange),
            ("2009-13", DateError::Month(13)),
            ("2009-00", DateError::Month(0)),
            ("2009-02-29", DateError::Day(29)),
            ("2009-06-31", DateError::Day(31)),
            ("2009-06-00", DateError::Day(0)),
        ] {
            assert_eq!(Date::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn people_type_dates_as_they_are_used_to() {
        for (typed, iso) in [
            (" 2009 ", "2009"),
            ("6/2009", "2009-06"),
            ("06.2009", "2009-06"),
            ("2009-6", "2009-06"),
            ("2009/6/2", "2009-06-02"),
            ("22.6.2009", "2009-06-22"),
            ("22. 06. 2009", "2009-06-22"),
            ("22-06-2009", "2009-06-22"),
            ("22/6/2009", "2009-06-22"),
            ("1.2.2024", "2024-02-01"),
            ("3/3/2024", "2024-03-03"),
            ("Juni 2009", "2009-06"),
            ("jun. 2009", "2009-06"),
            ("22. Juni 2009", "2009-06-22"),
            ("März 2010", "2010-03"),
            ("MÄRZ 2010", "2010-03"),
            ("Maerz 2010", "2010-03"),
            ("October 2010", "2010-10"),
        ] {
            assert_eq!(Date::read(typed, date("2026-11-29")).map(|d| d.to_string()), Ok(iso.to_owned()), "{typed}");
        }
        for (typed, error) in [
            ("22/6/09", DateError::Year),
            ("6/09", DateError::Year),
            ("1/2/2024", DateError::Order(date("2024-02-01"), date("2024-01-02"))),
            ("31.6.2009", DateError::Day(31)),
            ("13/2009", DateError::Month(13)),
            ("Ju 2009", DateError::Shape),
            ("Ende 2009", DateError::Shape),
            ("Sommer", DateError::Shape),
            ("-", DateError::Shape),
        ] {
            assert_eq!(Date::read(typed, date("2026-11-29")), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_school_year_is_no_month() {
        for (typed, first) in [
            ("2008/09", 2008),
            ("2009/10", 2009),
            ("2011/12", 2011),
            ("2012/13", 2012),
            ("2023/24", 2023),
            ("1999/00", 1999),
            ("2011 / 12", 2011),
            ("2011–12", 2011),
            ("2011—12", 2011),
            ("2023-24", 2023),
            ("2011/2012", 2011),
            ("2011-2012", 2011),
            ("Schuljahr 2011/12", 2011),
            ("SJ 2011/2012", 2011),
            ("SJ 11/12", 2011),
            ("school year 2011–12", 2011),
        ] {
            assert_eq!(Date::read(typed, date("2026-11-29")), Err(DateError::SchoolYear(first)), "{typed}");
        }
        for typed in ["2010-2014", "2010–2014", "2010/14"] {
            assert_eq!(Date::read(typed, date("2026-11-29")), Err(DateError::Span), "{typed}");
        }
        for (typed, iso) in
            [("2011-12", "2011-12"), ("12/2011", "2011-12"), ("2009/06", "2009-06"), ("2009/6", "2009-06")]
        {
            assert_eq!(Date::read(typed, date("2026-11-29")).map(|d| d.to_string()), Ok(iso.to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_day_may_be_said_from_today() {
        for (today, typed, iso) in [
            ("2026-11-29", "heute", "2026-11-29"),
            ("2026-11-29", "Today", "2026-11-29"),
            ("2026-11-29", "gestern", "2026-11-28"),
            ("2026-03-01", "yesterday", "2026-02-28"),
            ("2026-01-01", "gestern", "2025-12-31"),
            ("2026-11-29", "29.11.", "2026-11-29"),
            ("2026-11-29", "24. 12.", "2026-12-24"),
            ("2026-11-29", "3. Mai", "2026-05-03"),
            ("2026-11-29", "29.11.26", "2026-11-29"),
            ("2026-11-29", "22.6.09", "2009-06-22"),
            ("2026-11-29", "1.1.46", "2046-01-01"),
            ("2026-11-29", "1.1.47", "1947-01-01"),
            ("2026-11-29", "22. Juni 09", "2009-06-22"),
        ] {
            assert_eq!(Date::read(typed, date(today)).map(|d| d.to_string()), Ok(iso.to_owned()), "{typed}");
        }
        assert_eq!(Date::read("29.2.", date("2026-11-29")), Err(DateError::Day(29)));
        assert_eq!(Date::read("heute", date("2026")), Err(DateError::Shape));
    }

    #[test]
    fn dates_order_by_their_beginning() {
        let mut dates = ["2010", "2009-06-22", "2009", "2009-06", "2009-12"].map(date);
        dates.sort();
        assert_eq!(dates.map(|d| d.to_string()), ["2009", "2009-06", "2009-06-22", "2009-12", "2010"]);
        assert!(date("2010").is_after(date("2009-12-31")));
        assert!(!date("2009").is_after(date("2009-06")) && !date("2009-06").is_after(date("2009")));
    }

    #[test]
    fn age_is_counted_in_whole_months() {
        for (from, today, months) in [
            ("2026-11-22", "2026-11-22", 0),
            ("2026-10-22", "2026-11-21", 0),
            ("2026-10-22", "2026-11-22", 1),
            ("2026-01-31", "2026-02-28", 1),
            ("2025-03", "2026-03-31", 12),
            ("2025-03", "2026-03-30", 11),
            ("2024", "2026-11-22", 22),
            ("2026", "2026-11-22", -1),
            ("2027-01-22", "2026-11-22", -2),
        ] {
            assert_eq!(date(from).months_until(date(today)), months, "{from} until {today}");
        }
    }
}
