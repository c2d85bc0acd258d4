//! Why a value that was typed is refused, in sentences.
//!
//! Must not judge anything itself. Entry point: [`InputError::text`].

use super::note::code_points;
use crate::model::date::DateError;
use crate::schema::ChoiceOption;
use crate::texts::{Lang, check, input as texts};

/// Why a value that was typed is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// Nothing was typed; an optional field is cleared instead.
    Empty,
    /// A control or invisible character.
    Control(char),
    /// A line break where only one line fits.
    OneLine,
    /// Not an identifier; a similar one.
    Id(String),
    /// Not one of the choices, which are these.
    Choice(&'static [ChoiceOption]),
    /// Neither yes nor no.
    YesNo,
    /// Not a whole number.
    Count,
    /// Not a number.
    Decimal,
    /// A number beyond what can be stored.
    TooLarge,
    /// Not a date.
    Date(DateError),
    /// Not a telephone number.
    Phone,
    /// Not an e-mail address.
    Email,
    /// Not a web address.
    Url,
    /// A web address of this scheme without a host.
    Host(&'static str),
    /// Meant as a web address, as it seems, and none.
    Origin,
    /// Not a postcode; the one that may be meant.
    Postcode(Option<String>),
    /// Not a municipality key of this many digits; the one that may be meant.
    Ags(usize, Option<String>),
    /// Not the code of a statistical region.
    Nuts3,
    /// Not a latitude and longitude.
    Position,
    /// A comma that may separate two numbers or be a decimal mark.
    Comma,
}

impl InputError {
    /// Returns the reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            InputError::Empty => texts::empty(lang).to_owned(),
            InputError::Control(c) => texts::control(lang, &code_points(&[*c])),
            InputError::OneLine => texts::one_line(lang).to_owned(),
            InputError::Id(proposal) => texts::id(lang, proposal),
            InputError::Choice(choices) => {
                let labels: Vec<_> = choices.iter().map(|choice| choice.label.get(lang)).collect();
                texts::choice(lang, &labels.join(", "))
            }
            InputError::YesNo => texts::yes_no(lang).to_owned(),
            InputError::Count => texts::count(lang).to_owned(),
            InputError::Decimal => texts::decimal(lang).to_owned(),
            InputError::TooLarge => texts::too_large(lang).to_owned(),
            InputError::Date(error) => date(*error, lang),
            InputError::Phone => texts::phone(lang).to_owned(),
            InputError::Email => texts::email(lang).to_owned(),
            InputError::Url => texts::url(lang).to_owned(),
            InputError::Host(scheme) => texts::url_host(lang, scheme),
            InputError::Origin => texts::origin(lang).to_owned(),
            InputError::Postcode(meant) => or_rather(texts::postcode(lang).to_owned(), meant.as_deref(), lang),
            InputError::Ags(digits, meant) => or_rather(texts::ags(lang, *digits), meant.as_deref(), lang),
            InputError::Nuts3 => texts::nuts3(lang).to_owned(),
            InputError::Position => texts::position(lang).to_owned(),
            InputError::Comma => texts::comma(lang).to_owned(),
        }
    }
}

fn date(error: DateError, lang: Lang) -> String {
    match error {
        DateError::Shape => texts::date_shape(lang).to_owned(),
        DateError::Year => texts::date_year(lang).to_owned(),
        DateError::YearRange => texts::date_year_range(lang).to_owned(),
        DateError::Order(day_first, month_first) => {
            texts::date_order(lang, &day_first.to_string(), &month_first.to_string())
        }
        DateError::Month(month) => texts::date_month(lang, month),
        DateError::Day(0) => texts::date_no_day(lang).to_owned(),
        DateError::Day(day) => texts::date_day(lang, day),
        DateError::SchoolYear(first) => texts::school_year(lang, first, &format!("{:02}", (first + 1) % 100)),
        DateError::Span => texts::date_span(lang).to_owned(),
    }
}

/// Adds the value that may be meant to a sentence.
fn or_rather(sentence: String, meant: Option<&str>, lang: Lang) -> String {
    meant.map_or(sentence.clone(), |meant| format!("{sentence} {}", check::did_you_mean(lang, meant)))
}
