//! Shows a text to read.

use std::convert::Infallible;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::layout;
use crate::text::wrap;
use crate::theme::Role;

/// A text to read.
#[derive(Debug)]
struct NoticeDialog {
    title: String,
    text: String,
}

impl App {
    /// Shows a text to read.
    pub(in crate::app) fn show_notice(&mut self, title: impl Into<String>, text: impl Into<String>) {
        self.open_dialog(NoticeDialog { title: title.into(), text: text.into() });
    }

    /// Closes such texts, once what they say no longer holds.
    pub(in crate::app) fn close_notices(&mut self) {
        self.dialogs.remove::<NoticeDialog>();
    }
}

impl Dialog for NoticeDialog {
    type Choice = Infallible;

    fn title(&self, _: &App) -> String {
        self.title.clone()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        wrap(&self.text, layout::dialog_text_cells(app.size))
            .into_iter()
            .map(|line| DialogRow::text(Role::Text, line))
            .collect()
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }
}
