//! Why a query is not understood, in words.
//!
//! Where it is shown, and how its place is marked, is for others. Entry points: [`sentence`],
//! [`advice`].

use crate::model::input::InputError;
use crate::model::{ACTION_FIELDS, REGIONS, SCHEMA};
use crate::query::expression::{ExpressionError, ExpressionProblem};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// Returns what is wrong with a query that was typed.
pub fn sentence(error: &ExpressionError, typed: &str, lang: Lang) -> String {
    let marked = typed.get(error.place.clone()).unwrap_or_default();
    let plural = |table: Table| SCHEMA.table(table).plural.get(lang);
    match &error.problem {
        ExpressionProblem::UnknownName => texts::expression::unknown_name(lang, marked),
        ExpressionProblem::NotInTable(table, others) => {
            let others: Vec<&str> = others.iter().map(|table| plural(*table)).collect();
            texts::expression::not_in_table(lang, marked, plural(*table), &others.join(", "))
        }
        ExpressionProblem::NoValue => texts::expression::no_value(lang, marked),
        ExpressionProblem::NoChoice => texts::expression::no_choice(lang, marked),
        ExpressionProblem::NoRecord(REGIONS) => texts::cli::no_place(lang, marked),
        ExpressionProblem::NoRecord(ACTION_FIELDS) => texts::cli::no_action_field(lang, marked),
        ExpressionProblem::NoRecord(table) => texts::expression::no_record(lang, marked, plural(*table)),
        ExpressionProblem::NoTable => texts::expression::no_table(lang, marked),
        ExpressionProblem::NoYesOrNo => texts::expression::no_yes_or_no(lang, marked),
        ExpressionProblem::NoNumber => texts::expression::no_number(lang, marked),
        ExpressionProblem::NoDate(problem) => InputError::Date(*problem).text(lang),
        ExpressionProblem::NoAge => texts::expression::no_age(lang, marked),
        ExpressionProblem::NotComparable => texts::expression::not_comparable(lang, marked),
        ExpressionProblem::NegatedValue => texts::expression::negated_value(lang, marked),
        ExpressionProblem::Unbalanced => texts::expression::unbalanced(lang).to_owned(),
        ExpressionProblem::TooDeep => texts::expression::too_deep(lang).to_owned(),
        ExpressionProblem::TooLong => texts::expression::too_long(lang).to_owned(),
    }
}

/// Returns both in one line.
pub fn remark(error: &ExpressionError, typed: &str, lang: Lang) -> String {
    let sentence = sentence(error, typed, lang);
    let end = if sentence.ends_with('.') { "" } else { "." };
    advice(error, lang).map_or_else(|| format!("{sentence}{end}"), |advice| format!("{sentence}{end} {advice}"))
}

/// Returns what to type instead; `None` where nothing is likely.
pub fn advice(error: &ExpressionError, lang: Lang) -> Option<String> {
    let possible = || (!error.possible.is_empty()).then(|| texts::cli::possible(lang, &error.possible.join(", ")));
    error.meant.as_ref().map(|meant| texts::check::did_you_mean(lang, meant)).or_else(possible)
}
