//! What a value must be to answer a term, read from what was typed by the kind of the field.
//!
//! Looks at one value at a time; which field it stands in is for others. Entry points:
//! [`ValueTest::read`], [`FieldTest::holds`].

use super::date_window::DateWindow;
use super::error::ExpressionProblem;
use super::parser::ComparisonSign;
use super::raw_text::RawWords;
use super::record_reference::records_named;
use super::term_name::FieldPlace;
use crate::document::AddressStep;
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank};
use crate::index::fold::{Folded, fold};
use crate::index::phone::{dialled, find_phone, is_phone};
use crate::model::choice_name::option_called;
use crate::model::date::Date;
use crate::query::DatasetView;
use crate::schema::{ChoiceOption, Field, FieldKind};
use crate::syntax::SyntaxValue;

/// A value as it was typed, behind its sign.
#[derive(Debug, Clone, Copy)]
pub struct AskedValue<'t> {
    /// How it compares.
    pub comparison: Option<ComparisonSign>,
    /// Its text.
    pub text: &'t str,
    /// True where it stood in quotes.
    pub is_quoted: bool,
    /// True where only an age is meant.
    pub is_age: bool,
}

/// A test of the values in one place of a record.
#[derive(Debug, Clone)]
pub struct FieldTest {
    /// The place.
    pub place: FieldPlace,
    /// What one of the values there must be.
    test: ValueTest,
    /// What stands in every record in which one is.
    raw: RawWords,
}

/// What a value must be.
#[derive(Debug, Clone)]
pub enum ValueTest {
    /// Anything but empty.
    Known,
    /// It contains this text, or a text in it does.
    Contains(TextPiece),
    /// It is this text.
    Is(Folded<'static>),
    /// It is one of these choices.
    Choice(Vec<&'static str>),
    /// It is the id of one of these records.
    Id(Vec<String>),
    /// It is yes, or no.
    YesNo(bool),
    /// It is a number from one to another.
    Number(NumberWindow),
    /// It is a list with as many items.
    Count(NumberWindow),
    /// It is a date within these days.
    Date(DateWindow),
}

/// A piece of a text; of a telephone number its digits.
#[derive(Debug, Clone)]
pub struct TextPiece {
    folded: Folded<'static>,
    digits: Option<String>,
}

/// The numbers from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberWindow {
    first: f64,
    last: f64,
}

impl ValueTest {
    /// Reads what was typed about a field.
    ///
    /// # Errors
    /// Why no value of the field can answer that.
    pub fn read(
        asked: AskedValue<'_>,
        field: &Field,
        data: DatasetView<'_>,
        today: Date,
    ) -> Result<ValueTest, ExpressionProblem> {
        let AskedValue { comparison, text, is_quoted, is_age } = asked;
        if text == "*" && !is_quoted && comparison.is_none() {
            return Ok(ValueTest::Known);
        }
        let is_ordered = comparison.is_some_and(|comparison| comparison != ComparisonSign::Equal);
        let kind = match field.kind {
            FieldKind::List(_) if is_ordered => {
                return NumberWindow::read(comparison, text).map(ValueTest::Count).ok_or(ExpressionProblem::NoNumber);
            }
            FieldKind::List(item) => *item,
            kind => kind,
        };
        match kind {
            FieldKind::Date => {
                let window = DateWindow::read(comparison, text, today, is_age)?;
                let exact =
                    Date::read(text, today).ok().filter(|_| comparison == Some(ComparisonSign::Equal) && !is_age);
                Ok(exact.map_or(ValueTest::Date(window), |date| ValueTest::Is(fold(&date.to_string()).into_owned())))
            }
            FieldKind::Count | FieldKind::Decimal => {
                NumberWindow::read(comparison, text).map(ValueTest::Number).ok_or(ExpressionProblem::NoNumber)
            }
            _ if is_ordered => Err(ExpressionProblem::NotComparable),
            FieldKind::YesNo => yes_or_no(text).map(ValueTest::YesNo).ok_or(ExpressionProblem::NoYesOrNo),
            FieldKind::Choice(choices) => {
                let names = choices_named(data.document.schema().choices(choices), text, comparison.is_some());
                if names.is_empty() { Err(ExpressionProblem::NoChoice) } else { Ok(ValueTest::Choice(names)) }
            }
            FieldKind::Ref(table) => {
                let found = records_named(data, table, text);
                let ids = found.iter().map(|slot| data.document.id(*slot).to_owned()).collect::<Vec<_>>();
                if ids.is_empty() { Err(ExpressionProblem::NoRecord(table)) } else { Ok(ValueTest::Id(ids)) }
            }
            _ if comparison.is_some() => Ok(ValueTest::Is(fold(text).into_owned())),
            _ => Ok(ValueTest::Contains(TextPiece::of(text))),
        }
    }

    /// Returns words of which one stands in every record in which a value in a place answers.
    fn raw_words(&self, place: &FieldPlace) -> RawWords {
        match self {
            ValueTest::Choice(names) => RawWords::names(names),
            ValueTest::Id(ids) => RawWords::strings(ids),
            ValueTest::YesNo(wanted) => RawWords::names(&[if *wanted { "true" } else { "false" }]),
            // A value stands behind the name of its field.
            ValueTest::Known | ValueTest::Contains(_) | ValueTest::Is(_) => RawWords::names(&[place.field().name]),
            ValueTest::Number(_) | ValueTest::Count(_) => RawWords::names(&[place.field().name]),
            ValueTest::Date(window) => match window.common_start() {
                Some(start) => RawWords::strings(&[start]),
                None => RawWords::names(&[place.field().name]),
            },
        }
    }

    /// Returns true when a value answers.
    fn holds(&self, kind: FieldKind, value: SyntaxValue<'_>) -> bool {
        if let (FieldKind::List(item), false) = (kind, matches!(self, ValueTest::Known | ValueTest::Count(_))) {
            return value.items().any(|value| self.holds(*item, value));
        }
        match self {
            ValueTest::Known => is_known(kind, value),
            ValueTest::Contains(piece) => contains(value, piece, kind),
            ValueTest::Is(text) => value.as_str().is_some_and(|value| {
                let value = fold(&value);
                value.plain() == text.plain() || value.expanded() == text.expanded()
            }),
            ValueTest::Choice(names) => value.as_word().is_some_and(|word| names.contains(&word)),
            ValueTest::Id(ids) => value.as_str().is_some_and(|id| ids.iter().any(|other| *other == *id)),
            ValueTest::YesNo(wanted) => value.as_bool() == Some(*wanted),
            ValueTest::Number(window) => value.as_f64().is_some_and(|number| window.contains(number)),
            ValueTest::Count(window) => window.contains(value.items().count() as f64),
            ValueTest::Date(window) => {
                let date = value.as_str().and_then(|text| Date::parse(text.trim()).ok());
                date.is_some_and(|date| window.contains(date))
            }
        }
    }
}

impl FieldTest {
    /// Tests the values in a place.
    pub fn new(place: FieldPlace, test: ValueTest) -> FieldTest {
        FieldTest { raw: test.raw_words(&place), place, test }
    }

    /// Returns false where the raw text of a record tells that no value answers.
    pub fn may_hold(&self, text: &[u8]) -> bool {
        self.raw.may_stand_in(text)
    }

    /// Returns true when a value in the place answers, given the record; of lists on the way along
    /// `path` only in the items that it names.
    pub fn holds(&self, root: SyntaxValue<'_>, path: &[AddressStep]) -> bool {
        any_value(root, &self.place.fields, path, &|kind, value| self.test.holds(kind, value))
    }
}

/// Returns true when some value in a place of a record is such; items of lists are looked through,
/// unless the path names one.
fn any_value(
    value: SyntaxValue<'_>,
    fields: &[&'static Field],
    path: &[AddressStep],
    is_such: &dyn Fn(FieldKind, SyntaxValue<'_>) -> bool,
) -> bool {
    let Some((field, inner)) = fields.split_first() else { return false };
    let Some(value) = value.field(field.name).and_then(SyntaxValue::unwrap_option) else { return false };
    let path = path.get(1..).unwrap_or_default();
    match (field.kind, path) {
        (kind, _) if inner.is_empty() => is_such(kind, value),
        (FieldKind::List(_), [AddressStep::Item(at), path @ ..]) => {
            value.items().nth(*at).is_some_and(|item| any_value(item, inner, path, is_such))
        }
        (FieldKind::List(_), _) => value.items().any(|item| any_value(item, inner, &[], is_such)),
        _ => any_value(value, inner, path, is_such),
    }
}

fn is_known(kind: FieldKind, value: SyntaxValue<'_>) -> bool {
    match kind {
        FieldKind::List(_) => value.items().next().is_some(),
        _ => value.as_str().is_none_or(|text| !text.trim().is_empty()),
    }
}

/// Returns true when a text of a value contains a piece.
fn contains(value: SyntaxValue<'_>, piece: &TextPiece, kind: FieldKind) -> bool {
    if let Some(text) = value.as_str() {
        let digits = piece.digits.as_ref().filter(|_| matches!(kind, FieldKind::Phone | FieldKind::Record(_)));
        return fold(&text).contains(&piece.folded) || digits.is_some_and(|digits| find_phone(&text, digits).is_some());
    }
    value.fields().any(|(_, inner)| inner.unwrap_option().is_some_and(|inner| contains(inner, piece, kind)))
        || value.items().any(|inner| contains(inner, piece, kind))
}

impl TextPiece {
    fn of(text: &str) -> TextPiece {
        let digits = is_phone(text).then(|| dialled(text));
        TextPiece { folded: fold(text).into_owned(), digits }
    }
}

/// Returns the choices that are called so in either language: those of which it is the whole name,
/// else those that begin so, else those that contain it.
pub fn choices_named(choices: &'static [ChoiceOption], typed: &str, is_whole: bool) -> Vec<&'static str> {
    if let Some(option) = option_called(choices, typed) {
        return vec![option.name];
    }
    let filter = ChoiceFilter::new(typed);
    if filter.is_empty() {
        return Vec::new();
    }
    let rank = |choice: &ChoiceOption| {
        let labels = [choice.name, choice.label.de, choice.label.en];
        labels.iter().filter_map(|label| filter.rank(label)).min()
    };
    let ranked: Vec<(ChoiceRank, &'static str)> =
        choices.iter().filter_map(|choice| Some((rank(choice)?, choice.name))).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).min().filter(|best| !is_whole || *best == ChoiceRank::Label);
    ranked.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, name)| name).collect()
}

/// Reads yes or no in either language.
pub fn yes_or_no(typed: &str) -> Option<bool> {
    let typed = typed.to_lowercase();
    let is_one = |words: [&str; 4]| words.contains(&typed.as_str());
    match () {
        () if is_one(["yes", "ja", "true", "wahr"]) => Some(true),
        () if is_one(["no", "nein", "false", "falsch"]) => Some(false),
        () => None,
    }
}

impl NumberWindow {
    fn read(comparison: Option<ComparisonSign>, typed: &str) -> Option<NumberWindow> {
        if let Some((from, to)) = typed.split_once("..").filter(|_| comparison.is_none()) {
            let end = |typed: &str, open: f64| if typed.is_empty() { Some(open) } else { number(typed) };
            let (from, to) = (end(from, f64::MIN)?, end(to, f64::MAX)?);
            // As with dates, the ends may be typed in either order.
            return Some(NumberWindow { first: from.min(to), last: from.max(to) });
        }
        let number = number(typed)?;
        Some(match comparison {
            None | Some(ComparisonSign::Equal) => NumberWindow { first: number, last: number },
            Some(ComparisonSign::Less) => NumberWindow { first: f64::MIN, last: number.next_down() },
            Some(ComparisonSign::AtMost) => NumberWindow { first: f64::MIN, last: number },
            Some(ComparisonSign::Greater) => NumberWindow { first: number.next_up(), last: f64::MAX },
            Some(ComparisonSign::AtLeast) => NumberWindow { first: number, last: f64::MAX },
        })
    }

    fn contains(self, number: f64) -> bool {
        (self.first..=self.last).contains(&number)
    }
}

/// Reads a number as people write it, also with points between thousands: `100.000`.
fn number(typed: &str) -> Option<f64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = typed.split('.').collect();
    let is_grouped = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    if is_grouped && groups.iter().all(|group| digits(group)) {
        return groups.concat().parse().ok();
    }
    let is_plain = groups.len() <= 2 && groups.iter().all(|group| digits(group));
    typed.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::records::{LEVEL, STATUS};

    #[test]
    fn the_ends_of_a_range_stand_in_either_order() {
        for typed in ["50000..100000", "100.000..50.000"] {
            let window = NumberWindow::read(None, typed).unwrap();
            let holds = [49_999.0, 50_000.0, 100_000.0, 100_001.0].map(|number| window.contains(number));
            assert_eq!(holds, [false, true, true, false], "{typed}");
        }
        let open = NumberWindow::read(None, "100000..").unwrap();
        assert!(open.contains(1e9) && !open.contains(99_999.0));
    }

    #[test]
    fn a_choice_is_called_by_name_label_or_part_in_either_language() {
        for (typed, expected) in [
            ("Fachforum", "Fachforum"),
            ("forum", "Fachforum"),
            ("Steering", "Lenkungskreis"),
            ("bildungs", "Bildungskonferenz Bildungsbuero"),
            ("bildungsbüro", "Bildungsbuero"),
            ("kreis", "Lenkungskreis Arbeitskreis"),
            ("xyz", ""),
            ("", ""),
        ] {
            assert_eq!(choices_named(LEVEL, typed, false).join(" "), expected, "{typed}");
        }
        assert_eq!(choices_named(STATUS, "active", false), ["Active"]);
        assert_eq!(choices_named(STATUS, "aktiv", true), ["Active"]);
        assert!(choices_named(STATUS, "akt", true).is_empty());
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (typed, expected) in [
            ("100000", Some(100_000.0)),
            ("100.000", Some(100_000.0)),
            ("1.000.000", Some(1_000_000.0)),
            ("10.5", Some(10.5)),
            ("1e9", None),
            ("nan", None),
            ("", None),
            (".5", None),
        ] {
            assert_eq!(number(typed), expected, "{typed}");
        }
    }
}
