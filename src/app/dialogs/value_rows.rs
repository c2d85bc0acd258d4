//! Rows to pick a value from, narrowed by what is typed.
//!
//! There may be many thousands, so a row is put into words when it is seen. Entry points:
//! [`value_rows`], [`value_row`].

use super::{App, DialogRow, DialogSize};
use crate::app::layout;
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::query::choices::Surroundings;
use crate::schema::FieldKind;
use crate::theme::Role;

/// Returns a blank row for each value that matches what is typed; none for what is not picked.
pub(super) fn value_rows(
    app: &App,
    kind: FieldKind,
    typed: &str,
    surroundings: &Surroundings,
) -> Vec<DialogRow<ValueChoice>> {
    if !is_picked(kind) {
        return Vec::new();
    }
    let blank = |choice| DialogRow { choice: Some(choice), ..DialogRow::blank() };
    app.workspace.matching_choices(kind, false, typed, surroundings).into_iter().map(blank).collect()
}

/// Returns the row of a value in words.
pub(super) fn value_row(app: &App, choice: ValueChoice) -> DialogRow<ValueChoice> {
    let cells = layout::dialog_cells(app.size, DialogSize::Fitting);
    let spans = app.workspace.choice_label(choice).fitted(cells).spans(Role::Text);
    DialogRow { spans, choice: Some(choice), ..DialogRow::blank() }
}
