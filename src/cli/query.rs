//! Reads queries of the command line, and says where one is not understood.
//!
//! Must not know what terms mean. Entry points: [`text`], [`read`].

use super::ExitStatus;
use super::context::CliContext;
use super::error::CliError;
use crate::model::REGIONS;
use crate::present::expression_error::{advice, sentence};
use crate::query::DatasetView;
use crate::query::expression::{Expression, ExpressionError, ExpressionProblem, has_only_words, quoted, unbalanced};
use crate::query::place_and_topic::PlaceAndTopic;
use crate::schema::Table;
use crate::text::width;
use crate::texts::{self, Lang};

/// Returns a query from the words of a line: one word is the query itself, as it stands in quotes
/// of the shell; of several, each with blanks is a phrase or a value.
pub fn text(words: &[String]) -> String {
    let has_blank = |word: &str| word.contains(char::is_whitespace);
    let is_sign = |c: char| matches!(c, '"' | '(' | ')');
    let one = |word: &String| match word.split_once(':') {
        _ if words.len() == 1 || !has_blank(word) || word.contains(is_sign) => word.clone(),
        Some((name, value)) if !has_blank(name) && !value.contains(':') => format!("{name}:{}", quoted(value)),
        Some(_) => word.clone(),
        None => quoted(word),
    };
    words.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Returns a query with options that stand for terms put in front.
pub fn with_terms(query: &str, terms: &[(&str, Option<&String>)]) -> String {
    let term = |(name, value): &(&str, Option<&String>)| Some(format!("{name}:{}", quoted(value.as_ref()?)));
    let query = Some(query.trim()).filter(|query| !query.is_empty());
    // The alternatives of a query are narrowed as a whole.
    let bracketed =
        |query: &str| if terms.iter().any(|term| term.1.is_some()) { format!("({query})") } else { query.to_owned() };
    terms.iter().filter_map(term).chain(query.map(bracketed)).collect::<Vec<_>>().join(" ")
}

/// Reads a query about the records of a table, or of all tables.
///
/// # Errors
/// Why and where it is not understood.
pub fn read(
    context: &CliContext,
    data: DatasetView<'_>,
    table: Option<Table>,
    typed: &str,
) -> Result<Expression, CliError> {
    let expression = Expression::parse(typed, table, data, context.today()?);
    let expression = expression.and_then(|expression| match unbalanced(typed).filter(|_| !has_only_words(typed)) {
        Some(place) => {
            Err(ExpressionError { place, problem: ExpressionProblem::Unbalanced, meant: None, possible: Vec::new() })
        }
        None => Ok(expression),
    });
    expression.map_err(|error| refused(context.lang, data, typed, &error))
}

/// Returns the failure with the query and its mistake marked.
fn refused(lang: Lang, data: DatasetView<'_>, typed: &str, error: &ExpressionError) -> CliError {
    let code = match error.problem {
        ExpressionProblem::NoRecord(_) => ExitStatus::Negative,
        _ => ExitStatus::Usage,
    };
    let message = sentence(error, typed, lang);
    let failure = CliError::new(code, message);
    let before = width(typed.get(..error.place.start).unwrap_or_default());
    let marked = width(typed.get(error.place.clone()).unwrap_or_default()).max(1);
    let failure = match typed.len() > MOST_SHOWN || typed.contains(char::is_control) {
        true => failure,
        false => failure.with(typed).with(format!("{}{}", " ".repeat(before), "^".repeat(marked))),
    };
    let failure = failure.with(advice(error, lang).unwrap_or_default());
    match error.problem {
        ExpressionProblem::NoRecord(REGIONS) => {
            let named = PlaceAndTopic::read(data, typed.get(error.place.clone()).unwrap_or_default());
            let words = named.map(|named| texts::cli::unfit_words(lang, &named.topic, &named.place));
            failure.with(words.unwrap_or_default())
        }
        ExpressionProblem::UnknownName => failure.with(texts::expression::see_help(lang)),
        _ => failure,
    }
}

/// The length of a query that is still shown with its mistake.
const MOST_SHOWN: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(words: &[&str]) -> String {
        text(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn quotes_of_the_shell_keep_words_together() {
        for (words, expected) in [
            (&["mint region:köln"][..], "mint region:köln"),
            (&["Kita und Schule"], "Kita und Schule"),
            (&["mint", "region:köln"], "mint region:köln"),
            (&["region:köln", "Kita und Schule"], "region:köln \"Kita und Schule\""),
            (&["mint", "name:Kreis Düren"], "mint name:\"Kreis Düren\""),
            (&["mint", "(a or b)"], "mint (a or b)"),
            (&["mint", "region:köln level:forum"], "mint region:köln level:forum"),
            (&[], ""),
        ] {
            assert_eq!(text_of(words), expected);
        }
    }

    #[test]
    fn options_are_terms() {
        let (region, none) = ("Kreis Düren".to_owned(), None);
        let terms = [("region", Some(&region)), ("field", none)];
        assert_eq!(with_terms("a or b", &terms), "region:\"Kreis Düren\" (a or b)");
        assert_eq!(with_terms("", &terms), "region:\"Kreis Düren\"");
        assert_eq!(with_terms("a or b", &[("field", none)]), "a or b");
    }
}
