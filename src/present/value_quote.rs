//! Quotes values in sentences, as in "changed from … to …".
//!
//! Does not know where they come from. Entry points: [`quoted_value`], [`quoted_values`],
//! [`difference_in_words`].

use std::borrow::Cow;

use crate::document::Address;
use crate::document::diff::FieldDifference;
use crate::model::SCHEMA;
use crate::model::input::to_editable_text;
use crate::schema::FieldKind;
use crate::syntax::{SyntaxValue, Tree};
use crate::text::{contrast, contrast_lines};
use crate::texts::{self, Lang, detail};

/// Maximum length of a structured value in a sentence, in cells.
const LONGEST: usize = 100;

/// Formats a value for a sentence: a plain one in quotes, a structured one as RON on one line.
pub fn quoted_value(lang: Lang, address: &Address, value: Option<SyntaxValue<'_>>) -> String {
    let [quoted] = quoted_values(lang, address, [value]);
    quoted
}

/// Formats values of one place for comparison, so that every difference can be seen.
pub fn quoted_values<const N: usize>(
    lang: Lang,
    address: &Address,
    values: [Option<SyntaxValue<'_>>; N],
) -> [String; N] {
    let kind = address.kind(&SCHEMA);
    let is_structured = matches!(kind, None | Some(FieldKind::Record(_) | FieldKind::List(_)));
    let values = values.map(|value| value.and_then(SyntaxValue::unwrap_option));
    let texts = values.map(|value| match (value, kind) {
        (None, _) => String::new(),
        (Some(value), Some(kind)) if !is_structured => to_editable_text(kind, value),
        (Some(value), _) => value.text().to_owned(),
    });
    let texts = texts.each_ref().map(String::as_str);
    let shown = if is_structured { contrast_lines(texts, LONGEST) } else { contrast(texts).map(Cow::into_owned) };
    std::array::from_fn(|at| match values[at] {
        None => detail::unknown(lang).to_owned(),
        Some(_) if is_structured => shown[at].clone(),
        Some(_) => texts::cli::quoted(lang, &shown[at]),
    })
}

/// Formats a difference in plain words.
pub fn difference_in_words(lang: Lang, difference: &FieldDifference) -> String {
    difference.say(lang, |texts| {
        let trees = texts.map(|ron| ron.map(Tree::parse));
        match (difference.place.address(), &trees) {
            (Some(address), [None | Some(Ok(_)), None | Some(Ok(_))]) => {
                let values = std::array::from_fn(|at| Some(trees[at].as_ref()?.as_ref().ok()?.root(texts[at]?)));
                let quoted: [String; 2] = quoted_values(lang, address, values);
                std::array::from_fn(|at| {
                    texts[at].map_or_else(|| detail::unknown(lang).to_owned(), |_| quoted[at].clone())
                })
            }
            _ => texts.map(|ron| ron.map_or_else(|| detail::unknown(lang).to_owned(), str::to_owned)),
        }
    })
}
