//! Under which name is the view shown saved?
//!
//! For whom, is asked behind it. Entry point: [`App::ask_for_view_name`].

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::app::saved_views::ViewsAtHand;
use crate::texts;
use crate::theme::Role;

/// Under which name?
#[derive(Debug)]
struct ViewNameDialog {
    views: ViewsAtHand,
}

impl App {
    /// Asks for the name under which the view shown is to be saved.
    pub(super) fn ask_for_view_name(&mut self, views: ViewsAtHand) {
        self.open_dialog(ViewNameDialog { views });
    }
}

impl Dialog for ViewNameDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::views::name_title(app.lang()).to_owned()
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        let text = app.shown_view_name().unwrap_or_default();
        Some(DialogInput::Text { prompt: "@".to_owned(), text, several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::views::name_hint(app.lang()))]
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let name = typed.trim().trim_start_matches('@');
        if name.is_empty() {
            return DialogOutcome::Refuses(texts::views::no_name(app.lang()).to_owned());
        }
        let view = app.view_called(name);
        if !view.is_called(name) || name.contains(char::is_control) {
            return DialogOutcome::Refuses(texts::views::bad_name(app.lang()).to_owned());
        }
        app.save_view(view, self.views.clone());
        DialogOutcome::Closes
    }
}
