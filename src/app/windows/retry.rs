//! Asks about a record that came back from the editor and is refused: edit again or drop it. The
//! file never takes it.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::document::Address;
use crate::texts::app as t;
use crate::theme::Role;

/// Shows the reason and asks.
pub fn open(app: &App, address: Address, text: String, reason: String) -> Window {
    let lang = app.lang();
    let rows = vec![
        said(Role::Error, reason),
        WindowRow::default(),
        WindowRow {
            spans: vec![(Role::Text, t::edit_again(lang).to_owned())],
            action: Some(Action::EditAgain(address.clone(), text.clone())),
            ..WindowRow::default()
        },
        WindowRow {
            spans: vec![(Role::Text, t::drop_text(lang).to_owned())],
            action: Some(Action::Close),
            ..WindowRow::default()
        },
    ];
    Window::new(WindowPurpose::Retry(address, text), t::retry_title(lang), rows)
}
