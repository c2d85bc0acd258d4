//! The unsaved changes in plain words; Enter goes to one, `x` drops it.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::unsaved_changes::UnsavedDifference;
use crate::app::window::Action;
use crate::document::{Address, Document};
use crate::index::display_names;
use crate::schema::Table;
use crate::text::{contrast_lines, escape_control, truncate};
use crate::texts::{app as t, conflicts, detail as dt};
use crate::theme::Role;

/// Returns the window.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Changes, t::changes(app.lang()), rows(app))
}

/// Returns one row for each difference.
pub fn rows(app: &App) -> Vec<WindowRow> {
    let mut rows: Vec<WindowRow> =
        app.workspace.unsaved.differences().iter().map(|d| row_in(app, &app.workspace.doc, d)).collect();
    if app.workspace.unsaved.removes_markers() {
        rows.push(said(Role::Changed, conflicts::markers_go(app.lang())));
    }
    rows
}

/// Returns a difference in words; `doc` is the dataset it belongs to.
pub fn row_in(app: &App, doc: &Document, difference: &UnsavedDifference) -> WindowRow {
    let lang = app.lang();
    let UnsavedDifference { slot, change } = difference;
    let removed = change.before.as_deref().filter(|_| change.is_removal());
    let removed = removed.and_then(|ron| name_of_removed(doc, change.address.table, ron));
    let place = removed.unwrap_or_else(|| app.workspace.name_of(&change.address));
    let place = escape_control(&place).into_owned();
    let text = match (&change.before, &change.after, change.address.path.is_empty()) {
        (None, _, true) => t::is_new(lang).to_owned(),
        (Some(_), None, true) => t::is_gone(lang).to_owned(),
        (Some(_), Some(_), true) => t::is_different(lang).to_owned(),
        (before, after, _) => {
            let unknown = || dt::unknown(lang).to_owned();
            let texts =
                [before, after].map(|ron| ron.as_ref().map_or_else(unknown, |v| plain(app, &change.address, v)));
            let [was, is] = contrast_lines(texts.each_ref().map(String::as_str), 60);
            escape_control(&format!("{was} → {is}")).into_owned()
        }
    };
    let action = if doc.is_live(*slot) { Action::OpenAt(*slot, change.address.clone()) } else { Action::Close };
    let spans = vec![(Role::Text, place), (Role::Dim, ": ".to_owned()), (Role::Changed, text)];
    WindowRow { spans, action: Some(action), ..WindowRow::default() }
}

/// Returns the RON text of a value as a person reads it.
fn plain(app: &App, address: &Address, ron: &str) -> String {
    address.kind(app.workspace.doc.schema()).map_or_else(|| ron.to_owned(), |kind| app.workspace.plain_value(kind, ron))
}

/// Returns the beginning of the name that a removed record of a table had.
pub fn name_of_removed(doc: &Document, table: Table, ron: &str) -> Option<String> {
    let name = display_names::name_of_removed(doc.schema(), table, ron)?;
    Some(truncate(&name, 40).into_owned())
}
