//! Why a value that was typed is refused, in sentences.
//!
//! Must not judge anything itself. Entry point: [`InputError::text`].

use super::note::code_points;
use crate::model::date::DateError;
use crate::schema::ChoiceOption;
use crate::texts::{self, Lang, check};

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
    /// Not one of the choices, which are these; the one that may be meant.
    Choice(&'static [ChoiceOption], Option<&'static ChoiceOption>),
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
    /// A field of JSON that the record does not have.
    UnknownField(String),
    /// JSON of another form than the field takes.
    JsonForm,
}

impl InputError {
    /// Returns the reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            InputError::Empty => texts::input::empty(lang).to_owned(),
            InputError::Control(c) => texts::input::control(lang, &code_points(&[*c])),
            InputError::OneLine => texts::input::one_line(lang).to_owned(),
            InputError::Id(proposal) => texts::input::id(lang, proposal),
            InputError::Choice(choices, meant) => {
                let labels: Vec<_> = choices.iter().map(|choice| choice.label.get(lang)).collect();
                let meant = meant.map(|choice| choice.label.get(lang));
                or_rather(texts::input::choice(lang, &labels.join(", ")), meant, lang)
            }
            InputError::YesNo => texts::input::yes_no(lang).to_owned(),
            InputError::Count => texts::input::count(lang).to_owned(),
            InputError::Decimal => texts::input::decimal(lang).to_owned(),
            InputError::TooLarge => texts::input::too_large(lang).to_owned(),
            InputError::Date(error) => date(*error, lang),
            InputError::Phone => texts::input::phone(lang).to_owned(),
            InputError::Email => texts::input::email(lang).to_owned(),
            InputError::Url => texts::input::url(lang).to_owned(),
            InputError::Host(scheme) => texts::input::url_host(lang, scheme),
            InputError::Origin => texts::input::origin(lang).to_owned(),
            InputError::Postcode(meant) => or_rather(texts::input::postcode(lang).to_owned(), meant.as_deref(), lang),
            InputError::Ags(digits, meant) => or_rather(texts::input::ags(lang, *digits), meant.as_deref(), lang),
            InputError::Nuts3 => texts::input::nuts3(lang).to_owned(),
            InputError::Position => texts::input::position(lang).to_owned(),
            InputError::Comma => texts::input::comma(lang).to_owned(),
            InputError::UnknownField(name) => texts::input::unknown_field(lang, name),
            InputError::JsonForm => texts::input::json_form(lang).to_owned(),
        }
    }
}

fn date(error: DateError, lang: Lang) -> String {
    match error {
        DateError::Shape => texts::input::date_shape(lang).to_owned(),
        DateError::Year => texts::input::date_year(lang).to_owned(),
        DateError::YearRange => texts::input::date_year_range(lang).to_owned(),
        DateError::Order(day_first, month_first) => {
            texts::input::date_order(lang, &day_first.to_string(), &month_first.to_string())
        }
        DateError::Month(month) => texts::input::date_month(lang, month),
        DateError::Day(0) => texts::input::date_no_day(lang).to_owned(),
        DateError::Day(day) => texts::input::date_day(lang, day),
        DateError::SchoolYear(first) => texts::input::school_year(lang, first, &format!("{:02}", (first + 1) % 100)),
        DateError::Span => texts::input::date_span(lang).to_owned(),
    }
}

/// Adds the value that may be meant to a sentence.
fn or_rather(sentence: String, meant: Option<&str>, lang: Lang) -> String {
    meant.map_or(sentence.clone(), |meant| format!("{sentence} {}", check::did_you_mean(lang, meant)))
}
