//! What people call a choice, yes and no.
//!
//! Entry point: [`choice_label`].

use crate::schema::{FieldKind, Schema};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};

/// Returns what people call a choice, or yes and no; `None` for other values, for what is unknown,
/// and for a choice that is not declared.
pub fn choice_label(
    schema: &'static Schema,
    kind: FieldKind,
    value: SyntaxValue<'_>,
    lang: Lang,
) -> Option<&'static str> {
    let value = value.unwrap_option()?;
    match kind {
        FieldKind::Choice(choices) => {
            let named = value.as_word()?;
            schema.choices(choices).iter().find(|choice| choice.name == named).map(|choice| choice.label.get(lang))
        }
        FieldKind::YesNo => match value.as_bool()? {
            true => Some(texts::detail::yes(lang)),
            false => Some(texts::detail::no(lang)),
        },
        _ => None,
    }
}
