//! A source with its two ages: how old the statement is, and when somebody last checked it.
//!
//! Dates that are due for review stand out by their role, and their words say so too. Entry points:
//! [`on_page`], [`in_list`] and [`printed`].

use super::Span;
use crate::index::display_names::text;
use crate::model::records::Certainty;
use crate::model::source_age::{ReviewPeriod, SourceAge, SourceDate};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Returns the origin, age and certainty of a statement.
pub fn on_page(source: SyntaxValue<'_>, period: ReviewPeriod, lang: Lang) -> Vec<Span> {
    let origin = text(source, "url").unwrap_or_default();
    let mut spans = vec![(Role::Dim, format!("{} · ", host(&origin)))];
    spans.extend(after_origin(source, period, lang));
    spans
}

/// Returns the age and certainty of a statement, to stand behind its origin.
pub fn after_origin(source: SyntaxValue<'_>, period: ReviewPeriod, lang: Lang) -> Vec<Span> {
    let age = SourceAge::of(source, period);
    let mut spans = vec![as_of(&age, lang), (Role::Dim, " · ".to_owned())];
    spans.push(checked(&age, lang));
    if let Some(certainty) = certainty(source) {
        let role = if certainty == Certainty::High { Role::Dim } else { Role::Warning };
        spans.push((role, format!(" · {}", texts::detail::certainty(lang, certainty.label().get(lang)))));
    }
    spans
}

/// Returns the age of a statement in the short form used in lists. The date of the last check
/// appears only when it is outside the review period.
pub fn in_list(age: &SourceAge, lang: Lang) -> Vec<Span> {
    let mut spans = vec![as_of(age, lang)];
    if !age.is_checked_in_time {
        spans.push(checked(age, lang));
    }
    spans.into_iter().map(|(role, text)| (role, format!(" · {text}"))).collect()
}

/// Returns all of a source on one line.
pub fn printed(source: SyntaxValue<'_>, period: ReviewPeriod, lang: Lang) -> String {
    let age = SourceAge::of(source, period);
    let mut parts = vec![age.as_of_text(lang), age.checked_text(lang)];
    parts.extend(certainty_text(source, lang).map(|certainty| texts::detail::certainty(lang, &certainty)));
    parts.extend(text(source, "url"));
    parts.extend(text(source, "note"));
    parts.join(", ")
}

fn as_of(age: &SourceAge, lang: Lang) -> Span {
    (age_role(&age.as_of), age.as_of_text(lang))
}

fn checked(age: &SourceAge, lang: Lang) -> Span {
    (age_role(&age.checked), age.checked_text(lang))
}

fn certainty(source: SyntaxValue<'_>) -> Option<Certainty> {
    Certainty::from_name(source.field("certainty")?.unwrap_option()?.as_word()?)
}

/// Returns the certainty in words, one that is not declared as it is written.
fn certainty_text(source: SyntaxValue<'_>, lang: Lang) -> Option<String> {
    let value = source.field("certainty")?.unwrap_option()?;
    Some(certainty(source).map_or(value.text(), |certainty| certainty.label().get(lang)).to_owned())
}

/// Returns the host of a web address; any other text is returned unchanged.
pub fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else { return url };
    rest.split(['/', '?']).next().unwrap_or(rest).trim_start_matches("www.")
}

fn age_role(date: &SourceDate) -> Role {
    match date {
        SourceDate::Unknown => Role::Unknown,
        SourceDate::Overdue(..) => Role::Warning,
        SourceDate::Invalid(_) | SourceDate::Current(_) => Role::Dim,
    }
}
