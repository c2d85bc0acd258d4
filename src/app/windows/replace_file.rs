//! Something that is no dataset lies in the dataset's place: replace it, or leave it.
//!
//! Must not touch the file. Entry point: [`open`].

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::text::wrap;
use crate::texts::app as t;
use crate::theme::Role;

/// Says what lies there and asks; leaving it stands under the cursor.
pub fn open(app: &App, reason: &str, leave: bool) -> Window {
    let lang = app.lang();
    let choice = |text: &str, action| WindowRow {
        spans: vec![(Role::Text, text.to_owned())],
        action: Some(action),
        ..WindowRow::default()
    };
    let cells = usize::from(app.size.width.saturating_sub(8)).clamp(10, 86);
    let mut rows: Vec<WindowRow> = wrap(reason, cells).into_iter().map(|line| said(Role::Error, line)).collect();
    rows.extend([
        WindowRow::default(),
        choice(t::stay(lang), Action::Close),
        choice(t::replace_file(lang), Action::ReplaceFile { leave }),
    ]);
    Window::new(WindowPurpose::ReplaceFile, t::spoiled_title(lang, &app.workspace.file.name), rows)
}
