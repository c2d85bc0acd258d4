//! Finds text on the page: one input line; the cursor of the page follows.

use super::{App, Window, WindowPurpose};
use crate::texts::app as t;

/// Returns the input line; an empty input searches for the previous text again.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Find, t::find(app.lang()), Vec::new()).typing("/ ", "", false)
}

/// Searches for the text from the cursor onwards.
pub fn confirm(app: &mut App, text: &str) {
    app.windows.pop();
    if !text.trim().is_empty() {
        app.detail.find = text.trim().to_owned();
    }
    if !app.detail.find.is_empty() {
        app.find_on_page(0);
    }
}
