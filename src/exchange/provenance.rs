//! What exports say of a source: its address, and the day on which a statement was last known to be
//! true.
//!
//! A month or a year is no day and is left out. Entry points: [`source_address`], [`last_true`].

use crate::model::date::Date;
use crate::model::records::Source;
use crate::text::hyperlink;

/// Returns the web address of a source; a source may have a title instead.
pub fn source_address(source: Option<&Source>) -> Option<String> {
    let url = source?.url.as_deref()?.trim();
    hyperlink::target(url).filter(|target| target.starts_with("http"))
}

/// Returns the day on which somebody last found a statement true, or else the day of the statement.
pub fn last_true(source: Option<&Source>) -> Option<Date> {
    let source = source?;
    [&source.checked, &source.as_of].into_iter().find_map(|date| exact_day(date.as_deref()))
}

/// Returns the same as a moment in the basic format of ISO 8601: the beginning of that day.
pub fn revision(source: Option<&Source>) -> Option<String> {
    last_true(source).map(|day| format!("{}T000000Z", basic(day)))
}

/// Returns a date of a record when it is exact to the day.
pub fn exact_day(date: Option<&str>) -> Option<Date> {
    Date::parse(date?).ok().filter(|date| date.day().is_some())
}

/// Returns a day in the basic format of ISO 8601: `20090622`.
pub fn basic(day: Date) -> String {
    day.to_string().replace('-', "")
}
