//! Asks about a file that the external editor left behind, because it returned at once or wrote
//! invalid text: edit it again, read it, or leave it.
//!
//! Must not touch the file. Entry point: [`open`].

use std::path::PathBuf;

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::document::Address;
use crate::text::wrap;
use crate::texts::app as t;
use crate::theme::Role;

/// Shows the reason and the path of the file, and asks.
pub fn open(app: &App, address: Address, path: PathBuf, reason: String) -> Window {
    let lang = app.lang();
    let name = path.to_string_lossy().into_owned();
    let choice = |text: String, action| WindowRow {
        spans: vec![(Role::Text, text)],
        action: Some(action),
        ..WindowRow::default()
    };
    let cells = usize::from(app.size.width.saturating_sub(8)).clamp(10, 86);
    let mut rows: Vec<WindowRow> = wrap(&reason, cells).into_iter().map(|line| said(Role::Error, line)).collect();
    rows.extend([
        WindowRow::default(),
        choice(t::read_file(lang).to_owned(), Action::ReadFile(address.clone(), path.clone())),
        choice(t::edit_file(lang).to_owned(), Action::EditFile(address, path)),
        choice(t::leave_file(lang, &name), Action::Close),
    ]);
    Window::new(WindowPurpose::EditorFile, t::file_title(lang), rows)
}
