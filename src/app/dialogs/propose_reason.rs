//! Why are the changes proposed? A line, which may stay empty.
//!
//! Entry point: [`App::ask_why_proposed`].

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::texts;
use crate::theme::Role;

/// Why?
#[derive(Debug)]
struct ProposeReasonDialog;

impl App {
    /// Asks why the unsaved changes are proposed.
    pub(in crate::app) fn ask_why_proposed(&mut self) {
        self.open_dialog(ProposeReasonDialog);
    }
}

impl Dialog for ProposeReasonDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::proposals::why_title(app.lang(), app.workspace.unsaved.count())
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        let prompt = texts::proposals::why_prompt(app.lang()).to_owned();
        Some(DialogInput::Text { prompt, text: String::new(), several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::proposals::why_hint(app.lang()))]
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        app.propose_because(typed.trim());
        DialogOutcome::Closes
    }

    fn cancelled(&mut self, app: &mut App) {
        app.propose_later();
    }
}
