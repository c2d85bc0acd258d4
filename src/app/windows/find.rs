//! Finding text on the page: one line to type in; the cursor of the page follows.

use super::{App, Window, WindowPurpose};
use crate::texts::app as t;

/// The line; left empty it looks again for what was looked for last.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Find, t::find(app.lang()), Vec::new()).typing("/ ", "", false)
}

/// What was typed is looked for from the cursor on.
pub fn confirm(app: &mut App, text: &str) {
    app.windows.pop();
    if !text.trim().is_empty() {
        app.detail.find = text.trim().to_owned();
    }
    if !app.detail.find.is_empty() {
        app.find_on_page(0);
    }
}
