//! Which file is brought in?
//!
//! Stays open below what is asked about the file, so that another one can be named. Must not touch
//! the file. Entry points: [`App::ask_for_import`], [`App::refuse_import`].

use std::convert::Infallible;
use std::path::PathBuf;

use super::import_column::ImportColumnDialog;
use super::import_sheet::ImportSheetDialog;
use super::import_table::ImportTableDialog;
use super::progress::AwaitedJob;
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::app::import_order::ImportOrder;
use crate::app::path_completion::PathCompletion;
use crate::texts;
use crate::theme::Role;

/// Which file?
#[derive(Debug, Default)]
pub(super) struct ImportPathDialog {
    pub(super) completion: PathCompletion,
}

impl App {
    /// Asks which file is to be brought in.
    pub(in crate::app) fn ask_for_import(&mut self) {
        self.open_dialog(ImportPathDialog::default());
    }

    /// Says why a file is not brought in, where another one can be named.
    pub(in crate::app) fn refuse_import(&mut self, reason: String) {
        self.dialogs.remove::<ImportColumnDialog>();
        self.dialogs.remove::<ImportSheetDialog>();
        self.dialogs.remove::<ImportTableDialog>();
        if !self.dialogs.contains::<ImportPathDialog>() {
            return self.show_error(reason);
        }
        self.dialogs.panel_mut().into_iter().for_each(|panel| panel.error = Some(reason.clone()));
    }

    /// Closes what was asked about a file.
    pub(in crate::app) fn close_import_dialogs(&mut self) {
        self.dialogs.remove::<ImportPathDialog>();
        self.dialogs.remove::<ImportSheetDialog>();
        self.dialogs.remove::<ImportTableDialog>();
        self.dialogs.remove::<ImportColumnDialog>();
        self.close_progress(AwaitedJob::Import);
    }
}

impl Dialog for ImportPathDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::import::path_title(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Path { text: String::new() })
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Infallible>> {
        let names = self.completion.rows(typed, app.lang());
        if names.is_empty() { vec![DialogRow::text(Role::Dim, texts::import::path_hint(app.lang()))] } else { names }
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn complete(&mut self, app: &mut App, typed: &str) {
        app.request(Effect::ListFolder(typed.to_owned()));
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let typed = typed.trim();
        if typed.is_empty() {
            return DialogOutcome::Refuses(texts::paths::no_path(app.lang()).to_owned());
        }
        app.compare_import(ImportOrder { path: PathBuf::from(typed), ..ImportOrder::default() });
        DialogOutcome::Stays
    }
}
