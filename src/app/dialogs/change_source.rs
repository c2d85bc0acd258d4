//! Where are all values of the previewed change from?
//!
//! Judges what is typed as a field of a source does. Entry point: [`App::ask_source_of_change`].

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::query::batch_change::SourceOfChange;
use crate::texts;
use crate::theme::Role;

/// From which source?
#[derive(Debug)]
struct ChangeSourceDialog {
    source: Option<SourceOfChange>,
}

impl App {
    /// Asks where all values of the previewed change are from.
    pub(in crate::app) fn ask_source_of_change(&mut self, source: Option<SourceOfChange>) {
        self.open_dialog(ChangeSourceDialog { source });
    }
}

impl Dialog for ChangeSourceDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::batch::source_title(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        let text = self.source.as_ref().map(SourceOfChange::text).unwrap_or_default();
        Some(DialogInput::Text { prompt: String::new(), text, several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::batch::source_hint(app.lang()))]
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let today = app.workspace.settings.today;
        let source = match typed.trim() {
            "" => None,
            typed => match SourceOfChange::typed(typed, None, today) {
                Ok(source) => Some(source),
                Err(error) => return DialogOutcome::Refuses(error.text(app.lang())),
            },
        };
        app.set_source_of_change(source);
        DialogOutcome::Closes
    }
}
