//! How far the comparison of a file with the dataset is; Esc cancels it.
//!
//! Entry point: [`App::show_import_progress`].

use std::convert::Infallible;

use super::{App, Dialog, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::texts;
use crate::theme::Role;

/// How far is it?
#[derive(Debug)]
pub(super) struct ImportProgressDialog {
    percent: u8,
}

impl App {
    /// Shows how far the comparison of a file is.
    pub(in crate::app) fn show_import_progress(&mut self, percent: u8) {
        match self.dialogs.find_mut::<ImportProgressDialog>() {
            Some(dialog) => dialog.percent = percent,
            None => self.open_dialog(ImportProgressDialog { percent }),
        }
    }

    /// Closes it once the comparison has ended.
    pub(in crate::app) fn close_import_progress(&mut self) {
        self.dialogs.remove::<ImportProgressDialog>();
    }
}

impl Dialog for ImportProgressDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::import::running(app.lang(), usize::from(self.percent))
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::exchange::escape_cancels(app.lang()))]
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn cancelled(&mut self, app: &mut App) {
        app.request(Effect::CancelImport);
        app.show_info(texts::import::cancelled(app.lang()));
    }
}
