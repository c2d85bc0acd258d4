//! Finds text on the page: one input line; the cursor of the page follows.

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::texts;

/// Text to find on the page.
#[derive(Debug)]
struct FindDialog;

impl App {
    /// Asks for a text to find on the page; an empty input searches for the previous one again.
    pub(in crate::app) fn ask_what_to_find(&mut self) {
        self.open_dialog(FindDialog);
    }
}

impl Dialog for FindDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::search::find_on_page(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Text { prompt: "/ ".to_owned(), text: String::new(), several_lines: false })
    }

    fn rows(&self, _: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        Vec::new()
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    /// Searches for the text from the cursor onwards.
    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        if !typed.trim().is_empty() {
            app.screens.directory.detail.find = typed.trim().to_owned();
        }
        if app.screens.directory.detail.find.is_empty() {
            return DialogOutcome::Closes;
        }
        let (screens, context) = app.screens_mut();
        if !screens.directory.find_on_page(0, context) {
            app.show_error(texts::search::nothing_found_for(app.lang(), &app.screens.directory.detail.find));
        }
        DialogOutcome::Closes
    }
}
