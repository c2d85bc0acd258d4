//! What is brought in from the screen: asks for a file, has it compared with the dataset, and shows
//! what would change.
//!
//! A worker beside the screen reads the file and compares it. Must not touch files. Entry points:
//! [`App::compare_import`], [`App::imported`].

use super::import_order::{ComparedImport, ImportAnswer, ImportOrder, ImportedRows};
use super::{App, Effect};
use crate::app::screens::preview::ChangePurpose;
use crate::exchange::import::{ImportError, ImportedChange};
use crate::query::batch_change::BatchPlan;
use crate::texts;

impl App {
    /// Has a file compared with the dataset.
    pub(in crate::app) fn compare_import(&mut self, order: ImportOrder) {
        self.show_import_progress(0);
        self.request(Effect::Import(Box::new(order)));
    }

    /// Handles the end of a comparison.
    pub(super) fn imported(&mut self, answer: ImportAnswer) {
        self.close_import_progress();
        match answer {
            ImportAnswer::Compared(compared) => self.preview_import(*compared),
            ImportAnswer::Unclear { order, error } => self.clear_up_import(*order, error),
            ImportAnswer::Failed(reason) => self.refuse_import(reason),
        }
    }

    /// Shows what a file would change.
    fn preview_import(&mut self, compared: ComparedImport) {
        let ComparedImport { order, imported } = compared;
        let ImportedChange { change, places, rows, likely, .. } = imported;
        let plan = BatchPlan::of(&change, self.workspace.data(), self.workspace.settings.today);
        if plan.rows.is_empty() && plan.refused.is_empty() {
            self.close_import_dialogs();
            self.leave_import_preview();
            return self.show_info(texts::import::nothing_new(self.lang(), rows));
        }
        self.close_import_dialogs();
        let purpose = ChangePurpose::Import(order.file_name());
        self.preview_rows(change, purpose, ImportedRows::new(order, places, likely));
    }

    /// Asks what a file does not say, or says why it is not understood.
    fn clear_up_import(&mut self, order: ImportOrder, error: ImportError) {
        match error {
            ImportError::UnknownColumns(columns) => self.ask_for_columns(order, columns),
            ImportError::NoTable(title) if order.table.is_none() => self.ask_for_import_table(order, title),
            error => {
                let reason = error.text(self.lang());
                let line = error.line().map(|line| texts::batch::in_line(self.lang(), line, &reason));
                self.refuse_import(line.unwrap_or(reason));
            }
        }
    }
}
