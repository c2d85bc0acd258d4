//! The about window: version, file, origin of the data and its terms of use.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::texts::app as t;
use crate::theme::Role;

/// Returns the window.
pub fn open(app: &App) -> Window {
    let lang = app.lang();
    let mut rows = vec![
        said(Role::Heading, concat!("bildungsnetz ", env!("CARGO_PKG_VERSION"))),
        said(Role::Text, t::file_at(lang, &app.workspace.file.path)),
        WindowRow::default(),
        said(Role::Heading, t::credits(lang)),
    ];
    rows.extend(crate::texts::credits::LINES.iter().map(|line| said(Role::Text, line.get(lang))));
    Window::new(WindowPurpose::About, t::about(lang), rows)
}
