//! Shows what refers to a record before it is deleted. The key that confirms differs from the one
//! that asks.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::document::Slot;
use crate::texts::app as t;
use crate::theme::Role;

/// Asks; the row that deletes is not the first.
pub fn open(app: &App, slot: Slot) -> Window {
    let lang = app.lang();
    let name = app.workspace.name(slot);
    let referrers: Vec<Slot> = app.workspace.index.referrers(slot).to_vec();
    let mut rows = vec![
        WindowRow {
            spans: vec![(Role::Text, t::keep(lang).to_owned())],
            action: Some(Action::Close),
            ..WindowRow::default()
        },
        WindowRow {
            spans: vec![(Role::Warning, t::delete(lang, &name))],
            action: Some(Action::Delete(slot)),
            ..WindowRow::default()
        },
        WindowRow::default(),
    ];
    if referrers.is_empty() {
        rows.push(said(Role::Dim, t::nothing_refers(lang)));
    } else {
        rows.push(said(Role::Warning, t::referred_by(lang, referrers.len())));
        rows.extend(referrers.into_iter().map(|r| {
            let table = app.workspace.doc.schema().table(r.table).singular.get(lang);
            WindowRow {
                spans: vec![(Role::Dim, format!("  {table}: ")), (Role::Link, app.workspace.name(r))],
                action: Some(Action::Open(r)),
                ..WindowRow::default()
            }
        }));
    }
    Window::new(WindowPurpose::Delete(slot), t::delete_title(lang, &name), rows)
}
