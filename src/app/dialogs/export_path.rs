//! To which file are records taken out; and what becomes of it.
//!
//! The dialog stays while the file is written, and Esc cancels that. Must not touch the file.
//! Entry points: [`App::ask_for_export_path`], [`App::show_export_progress`].

use std::convert::Infallible;
use std::path::PathBuf;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::app::dialog::panel::DialogPanel;
use crate::app::export::{ExportOrder, ExportProduct};
use crate::app::path_completion::PathCompletion;
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::texts;
use crate::theme::Role;

/// To which file?
#[derive(Debug)]
pub(super) struct ExportPathDialog {
    order: ExportOrder,
    pub(super) completion: PathCompletion,
    /// How far it is written, in percent; `None` when nothing is being written.
    running: Option<u8>,
}

impl App {
    /// Asks to which file records are to be taken out.
    pub(super) fn ask_for_export_path(&mut self, order: ExportOrder) {
        self.open_dialog(ExportPathDialog { order, completion: PathCompletion::default(), running: None });
    }

    /// Shows how far the export is.
    pub(in crate::app) fn show_export_progress(&mut self, percent: u8) {
        if let Some(dialog) = self.dialogs.find_mut::<ExportPathDialog>() {
            dialog.running = Some(percent);
        }
    }

    /// Says in the dialog why nothing was written, so that another file can be named.
    pub(in crate::app) fn refuse_export(&mut self, reason: String) {
        if !self.end_running_export() {
            return self.show_error(reason);
        }
        self.dialogs.panel_mut().into_iter().for_each(|panel: &mut DialogPanel| panel.error = Some(reason.clone()));
    }

    /// Closes the dialogs of an export that has ended.
    pub(in crate::app) fn close_export_dialogs(&mut self) {
        self.dialogs.remove::<ExportPathDialog>();
    }

    /// Notes that nothing is being written; returns false when no dialog waits for it.
    pub(super) fn end_running_export(&mut self) -> bool {
        let waiting = self.dialogs.find_mut::<ExportPathDialog>();
        waiting.map(|dialog| dialog.running = None).is_some()
    }

    pub(super) fn write_export(&mut self, order: ExportOrder) {
        self.request(Effect::Export(Box::new(order)));
    }
}

impl Dialog for ExportPathDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        match self.running {
            Some(percent) => texts::exchange::running(app.lang(), usize::from(percent)),
            None if self.order.product == ExportProduct::Site => texts::publish::title(app.lang()).to_owned(),
            None => texts::exchange::path_title(app.lang()).to_owned(),
        }
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        let text = self.order.path.to_string_lossy().into_owned();
        Some(DialogInput::Path { text })
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Infallible>> {
        let lang = app.lang();
        let names = self.completion.rows(typed, lang);
        if self.running.is_none() && !names.is_empty() {
            return names;
        }
        let hint = if self.running.is_some() {
            texts::exchange::escape_cancels(lang)
        } else if self.order.product == ExportProduct::Site {
            texts::publish::hint(lang)
        } else {
            texts::exchange::path_hint(lang)
        };
        vec![DialogRow::text(Role::Dim, hint)]
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn complete(&mut self, app: &mut App, typed: &str) {
        if self.running.is_none() {
            app.request(Effect::ListFolder(typed.to_owned()));
        }
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        if self.running.is_some() {
            return DialogOutcome::Stays;
        }
        if typed.trim().is_empty() {
            return DialogOutcome::Refuses(texts::paths::no_name(app.lang()).to_owned());
        }
        self.order.path = PathBuf::from(typed.trim());
        self.running = Some(0);
        app.write_export(self.order.clone());
        DialogOutcome::Stays
    }

    fn cancelled(&mut self, app: &mut App) {
        if self.running.is_some() {
            app.request(Effect::CancelExport);
            app.show_info(match self.order.product {
                ExportProduct::Site => texts::publish::cancelled(app.lang()),
                ExportProduct::Form(_) | ExportProduct::SpreadsheetCsv => texts::exchange::cancelled(app.lang()),
            });
        }
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.order.scope.relocate(relocation);
        true
    }
}
