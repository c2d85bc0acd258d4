//! How the history is asked and told: moments in local time, changes in plain words.
//!
//! Entry point: [`moment`], [`words`].

use jiff::tz::TimeZone;

use super::context::CliContext;
use super::error::CliError;
use super::value_quote::told_beside;
use crate::document::diff::FieldDifference;
use crate::model::date::Date;
use crate::storage::history::Moment;
use crate::syntax::Tree;
use crate::texts::detail::unknown;
use crate::texts::{Lang, safekeeping as s};

/// Returns the moment at which a day begins here, given as people write dates.
///
/// # Errors
/// When it is not a date.
pub fn moment(context: &CliContext, typed: &str) -> Result<Moment, CliError> {
    let lang = context.lang;
    if let Some(moment) = Moment::parse(typed) {
        return Ok(moment);
    }
    let wrong = || CliError::usage(s::no_date(lang, typed)).with(s::date_form(lang));
    let date = Date::read(typed, context.today()?).map_err(|_| wrong())?;
    let part = |part: Option<u32>| part.and_then(|n| i8::try_from(n).ok()).unwrap_or(1);
    let year = i16::try_from(date.year()).map_err(|_| wrong())?;
    let day = jiff::civil::Date::new(year, part(date.month()), part(date.day())).map_err(|_| wrong())?;
    let start = day.to_zoned(TimeZone::system()).map_err(|_| wrong())?;
    Moment::parse(&start.timestamp().to_string()).ok_or_else(wrong)
}

/// Formats a difference in plain words.
pub fn words(lang: Lang, difference: &FieldDifference) -> String {
    difference.say(lang, |texts| {
        let trees = texts.map(|ron| ron.map(Tree::parse));
        match (difference.place.address(), &trees) {
            (Some(address), [None | Some(Ok(_)), None | Some(Ok(_))]) => {
                let values = std::array::from_fn(|at| Some(trees[at].as_ref()?.as_ref().ok()?.root(texts[at]?)));
                let told: [String; 2] = told_beside(lang, address, values);
                std::array::from_fn(|at| texts[at].map_or_else(|| unknown(lang).to_owned(), |_| told[at].clone()))
            }
            _ => texts.map(|ron| ron.map_or_else(|| unknown(lang).to_owned(), str::to_owned)),
        }
    })
}
