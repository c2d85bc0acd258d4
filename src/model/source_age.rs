//! The two ages of a source: how old the statement is, and when somebody last checked it, also
//! when that was the office itself.
//!
//! Pages, guide, matrix, check and command line take both ages and their wording from here. Must
//! not read the clock; the caller gives today. An absent date is unknown, never "never". Entry
//! point: [`SourceAge::of`].

use super::date::{Date, DateAge};
use super::records::Source;
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};

/// After how many months a statement is to be checked again, unless configured otherwise.
pub const REVIEW_AFTER_MONTHS: u32 = 24;

/// How long a statement counts as current, back from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPeriod {
    /// Today.
    pub today: Date,
    /// Its length in months; 0 means for ever.
    pub months: u32,
}

/// One of the two dates of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceDate {
    /// It is not given.
    Unknown,
    /// It is given but is not a date. The check has a rule of its own for this.
    Invalid(String),
    /// It lies within the review period.
    Current(String),
    /// Its last possible day is at least as old as the review period; its age.
    Overdue(String, DateAge),
}

/// The state of a date of a source, without its text: for questions about many sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateState {
    /// It is not given.
    Unknown,
    /// It is given but is not a date.
    Invalid,
    /// It lies within the review period.
    Current(Date),
    /// It is at least as old as the review period; its age in months.
    Overdue(Date, i32),
}

/// The states of both dates of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceState {
    /// How old the statement is.
    pub as_of: DateState,
    /// When somebody last checked it.
    pub checked: DateState,
}

/// Both ages of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceAge {
    /// How old the statement is, from the earliest date where several are possible.
    pub as_of: SourceDate,
    /// How that date is known, where it is inferred or a span.
    dating: Option<Dating>,
    /// When somebody last checked it.
    pub checked: SourceDate,
    /// When the office that looks after the record last confirmed it.
    confirmed: SourceDate,
    /// True when somebody checked it within the review period.
    pub is_checked_in_time: bool,
}

/// How a date is known that is inferred or a span.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Dating {
    /// The wording of the dataset: `2013-2014 (erschlossen)`.
    text: String,
    /// The age of the earliest date; `None` where none is given.
    most: Option<DateAge>,
}

impl SourceAge {
    /// Returns both ages of a source in a record.
    pub fn of(source: SyntaxValue<'_>, period: ReviewPeriod) -> SourceAge {
        let text = |name| source.field(name).and_then(SyntaxValue::unwrap_option).and_then(SyntaxValue::as_str);
        let (as_of, dating, checked) = (text("as_of"), text("dating"), text("checked"));
        let age = SourceAge::new(as_of.as_deref(), checked.as_deref(), period);
        let confirmed = SourceDate::of(text("confirmed").as_deref(), period);
        SourceAge { confirmed, ..age }.dated(as_of.as_deref(), dating.as_deref(), period)
    }

    /// Returns both ages of a source that has been read.
    pub fn of_record(source: &Source, period: ReviewPeriod) -> SourceAge {
        let age = SourceAge::new(source.as_of.as_deref(), source.checked.as_deref(), period);
        let confirmed = SourceDate::of(source.confirmed.as_deref(), period);
        SourceAge { confirmed, ..age }.dated(source.as_of.as_deref(), source.dating.as_deref(), period)
    }

    fn dated(self, as_of: Option<&str>, dating: Option<&str>, period: ReviewPeriod) -> SourceAge {
        let text = dating.map(str::trim).filter(|dating| !dating.is_empty());
        let date = as_of.and_then(|text| Date::parse(text.trim()).ok());
        let most = date.map(|date| date.age(period.today));
        SourceAge { dating: text.map(|text| Dating { text: text.to_owned(), most }), ..self }
    }

    fn new(as_of: Option<&str>, checked: Option<&str>, period: ReviewPeriod) -> SourceAge {
        let looked = checked.and_then(|text| Date::parse(text.trim()).ok());
        let checked = SourceDate::of(checked, period);
        let is_current = matches!(checked, SourceDate::Current(_));
        SourceAge {
            as_of: SourceDate::of(as_of, period),
            dating: None,
            checked,
            confirmed: SourceDate::Unknown,
            is_checked_in_time: is_current && looked.is_some_and(|day| !day.is_after(period.today)),
        }
    }

    /// Returns in words how old the statement is.
    pub fn as_of_text(&self, lang: Lang) -> String {
        let Some(Dating { text, most }) = &self.dating else {
            let date = self.as_of.text(lang);
            return date.map_or_else(
                || texts::source_age::as_of_unknown(lang).to_owned(),
                |date| texts::source_age::as_of(lang, &date),
            );
        };
        let words = &texts::source_age::dating(lang, text);
        match &self.as_of {
            SourceDate::Unknown => texts::source_age::as_of_only_known(lang, words),
            // One was changed without the other.
            date if !date.shares_year(text) => {
                texts::source_age::as_of_dated(lang, &date.text(lang).unwrap_or_default(), words)
            }
            SourceDate::Overdue(_, age) => {
                format!("{}, {}", texts::source_age::as_of(lang, words), up_to(most.unwrap_or(*age), lang))
            }
            SourceDate::Invalid(_) | SourceDate::Current(_) => texts::source_age::as_of(lang, words),
        }
    }

    /// Returns in words when somebody last checked it, and when the office itself did.
    pub fn checked_text(&self, lang: Lang) -> String {
        let confirmed = self.confirmed.text(lang).map(|date| texts::source_age::confirmed(lang, &date));
        // A confirmation is a check.
        let is_same = self.confirmed == self.checked || self.checked == SourceDate::Unknown;
        let checked = match self.checked.text(lang) {
            Some(date) => texts::source_age::checked(lang, &date),
            None => texts::source_age::checked_unknown(lang).to_owned(),
        };
        match confirmed {
            Some(confirmed) if is_same => confirmed,
            Some(confirmed) => format!("{checked}, {confirmed}"),
            None => checked,
        }
    }
}

impl SourceState {
    /// Returns the states of both dates of a source in a record.
    pub fn of(source: SyntaxValue<'_>, period: ReviewPeriod) -> SourceState {
        let state = |name| {
            let text = source.field(name).and_then(SyntaxValue::unwrap_option).and_then(SyntaxValue::as_str);
            DateState::of(text.as_deref(), period)
        };
        SourceState { as_of: state("as_of"), checked: state("checked") }
    }

    /// Returns true when somebody checked it within the review period.
    pub fn is_checked_in_time(self, today: Date) -> bool {
        matches!(self.checked, DateState::Current(day) if !day.is_after(today))
    }
}

impl DateState {
    fn of(text: Option<&str>, period: ReviewPeriod) -> DateState {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return DateState::Unknown };
        let Ok(date) = Date::parse(text) else { return DateState::Invalid };
        let months = date.months_until(period.today);
        let is_overdue = period.months > 0 && i64::from(months) >= i64::from(period.months);
        if is_overdue { DateState::Overdue(date, months) } else { DateState::Current(date) }
    }

    /// Returns the date, where it is one.
    pub fn date(self) -> Option<Date> {
        match self {
            DateState::Unknown | DateState::Invalid => None,
            DateState::Current(date) | DateState::Overdue(date, _) => Some(date),
        }
    }

    /// Returns true when it lies within the review period.
    pub fn is_current(self) -> bool {
        matches!(self, DateState::Current(_))
    }
}

impl SourceDate {
    fn of(text: Option<&str>, period: ReviewPeriod) -> SourceDate {
        let written = text.map(str::trim).unwrap_or_default().to_owned();
        match DateState::of(text, period) {
            DateState::Unknown => SourceDate::Unknown,
            DateState::Invalid => SourceDate::Invalid(written),
            DateState::Current(_) => SourceDate::Current(written),
            DateState::Overdue(date, _) => SourceDate::Overdue(written, date.age(period.today)),
        }
    }

    /// Returns true when it is older than the review period.
    pub fn is_overdue(&self) -> bool {
        matches!(self, SourceDate::Overdue(..))
    }

    /// Returns true when a text names the year of the date.
    fn shares_year(&self, text: &str) -> bool {
        match self {
            SourceDate::Unknown => false,
            SourceDate::Invalid(date) | SourceDate::Current(date) | SourceDate::Overdue(date, _) => {
                date.get(..4).is_some_and(|year| text.contains(year))
            }
        }
    }

    /// Returns the date, with its age where it is overdue.
    fn text(&self, lang: Lang) -> Option<String> {
        match self {
            SourceDate::Unknown => None,
            SourceDate::Invalid(text) | SourceDate::Current(text) => Some(text.clone()),
            SourceDate::Overdue(text, age) => Some(format!("{text} ({})", ago(*age, lang))),
        }
    }
}

fn ago(age: DateAge, lang: Lang) -> String {
    match age {
        DateAge::Months(months) => texts::source_age::months_ago(lang, months),
        DateAge::Years(years) => texts::source_age::years_ago(lang, years),
    }
}

fn up_to(age: DateAge, lang: Lang) -> String {
    match age {
        DateAge::Months(months) => texts::source_age::up_to_months(lang, months),
        DateAge::Years(years) => texts::source_age::up_to_years(lang, years),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns both ages in both languages on 2026-11-29, and whether the source was checked in
    /// time.
    fn said(as_of: Option<&str>, checked: Option<&str>, months: u32) -> (String, String, bool) {
        let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months };
        let age = SourceAge::new(as_of, checked, period);
        let words = |lang| format!("{} · {}", age.as_of_text(lang), age.checked_text(lang));
        (words(Lang::De), words(Lang::En), age.is_checked_in_time)
    }

    #[test]
    fn both_ages_are_told_and_how_long_ago_only_beyond_the_period() {
        for (as_of, checked, de, en, in_time) in [
            (
                Some("2019-06"),
                Some("2026-11-22"),
                "Stand 2019-06 (vor 7 Jahren) · geprüft 2026-11-22",
                "as of 2019-06 (7 years ago) · checked 2026-11-22",
                true,
            ),
            (Some("2025"), None, "Stand 2025 · Prüfdatum unbekannt", "as of 2025 · check date unknown", false),
            (
                None,
                Some("2023-10"),
                "Stand unbekannt · geprüft 2023-10 (vor 3 Jahren)",
                "date unknown · checked 2023-10 (3 years ago)",
                false,
            ),
            (Some(" "), Some(""), "Stand unbekannt · Prüfdatum unbekannt", "date unknown · check date unknown", false),
            (Some("früher"), Some("jetzt"), "Stand früher · geprüft jetzt", "as of früher · checked jetzt", false),
        ] {
            assert_eq!(said(as_of, checked, 24), (de.to_owned(), en.to_owned(), in_time));
        }
    }

    #[test]
    fn a_date_that_is_inferred_or_a_span_says_so() {
        let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months: 24 };
        for (as_of, dating, de, en) in [
            (
                Some("2013"),
                "2013-2014 (erschlossen)",
                "Stand 2013-2014 (erschlossen), bis zu 13 Jahre alt",
                "as of 2013-2014 (inferred), up to 13 years old",
            ),
            (Some("2026"), "2026 (erschlossen)", "Stand 2026 (erschlossen)", "as of 2026 (inferred)"),
            (Some("2025-10"), "2025-10 (erschlossen)", "Stand 2025-10 (erschlossen)", "as of 2025-10 (inferred)"),
            (
                Some("2026-11-29"),
                "2013-2014 (erschlossen)",
                "Stand 2026-11-29, Datierung: 2013-2014 (erschlossen)",
                "as of 2026-11-29, dated: 2013-2014 (inferred)",
            ),
            (None, "nach 2010", "Stand unbekannt (nach 2010)", "date unknown (after 2010)"),
            (Some("2025"), " ", "Stand 2025", "as of 2025"),
        ] {
            let source =
                Source { as_of: as_of.map(str::to_owned), dating: Some(dating.to_owned()), ..Source::default() };
            let age = SourceAge::of_record(&source, period);
            assert_eq!((age.as_of_text(Lang::De), age.as_of_text(Lang::En)), (de.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn the_period_is_the_one_that_is_set() {
        assert_eq!(said(Some("2025-09"), Some("2026-09"), 12).0, "Stand 2025-09 (vor 14 Monaten) · geprüft 2026-09");
        assert_eq!(said(Some("2026-09"), None, 1).0, "Stand 2026-09 (vor 2 Monaten) · Prüfdatum unbekannt");
        assert_eq!(said(Some("1949"), Some("1950"), 0).0, "Stand 1949 · geprüft 1950");
    }

    #[test]
    fn an_age_is_counted_as_people_count_it() {
        for (as_of, months, words) in [
            ("2016", 24, "Stand 2016 (vor 10 Jahren)"),
            ("2025", 6, "Stand 2025 (vor einem Jahr)"),
            ("2024-10", 24, "Stand 2024-10 (vor 2 Jahren)"),
            ("2026-10", 1, "Stand 2026-10"),
            ("2026-10-29", 1, "Stand 2026-10-29 (vor einem Monat)"),
            ("2025-11-30", 1, "Stand 2025-11-30 (vor 11 Monaten)"),
        ] {
            let said = said(Some(as_of), None, months).0;
            assert_eq!(said.split(" · ").next(), Some(words));
        }
    }

    #[test]
    fn only_a_dating_of_dates_and_fixed_words_is_told_in_the_language_of_the_reader() {
        for (dating, english) in [
            ("2013-2014 (erschlossen)", "2013-2014 (inferred)"),
            ("2008 oder 2009", "2008 or 2009"),
            ("vor 2009-12-07", "before 2009-12-07"),
            ("Jahr aus dem Beschluss erschlossen", "Jahr aus dem Beschluss erschlossen"),
        ] {
            assert_eq!(texts::source_age::dating(Lang::En, dating), english);
            assert_eq!(texts::source_age::dating(Lang::De, dating), dating);
        }
    }

    #[test]
    fn a_day_to_come_is_no_look_but_a_year_that_has_begun_is() {
        assert!(!said(None, Some("2062-11-22"), 24).2);
        assert!(said(None, Some("2026"), 24).2);
    }
}
