//! What is brought in from the screen: asks for a file, has it compared with the dataset, and shows
//! what would change.
//!
//! A worker beside the screen reads the file and compares it. Must not touch files. Entry points:
//! [`App::compare_import`], [`App::imported`].

use super::dialogs::progress::AwaitedJob;
use super::import_order::{ComparedImport, ImportAnswer, ImportOrder, ImportedRows};
use super::{App, Effect};
use crate::app::change_purpose::ChangePurpose;
use crate::exchange::import::ImportError;
use crate::query::batch_change::BatchPlan;
use crate::texts;

impl App {
    /// Has a file compared with the dataset.
    pub(in crate::app) fn compare_import(&mut self, order: ImportOrder) {
        self.show_progress(AwaitedJob::Import, 0);
        self.request(Effect::Import(Box::new(order)));
    }

    /// Handles the end of a comparison.
    pub(super) fn imported(&mut self, answer: ImportAnswer) {
        self.close_progress(AwaitedJob::Import);
        match answer {
            ImportAnswer::Compared(compared) => self.preview_import(*compared),
            ImportAnswer::Unclear { order, error } => self.clear_up_import(*order, error),
            ImportAnswer::Failed(reason) => self.refuse_import(reason),
        }
    }

    /// Shows what a file would change.
    fn preview_import(&mut self, compared: ComparedImport) {
        self.close_import_dialogs();
        let (imported, lang) = (&compared.imported, self.lang());
        let plan = BatchPlan::of(&imported.change, self.workspace.data(), self.workspace.settings.today);
        if plan.rows.is_empty() && plan.refused.is_empty() {
            let persons = (imported.persons > 0).then(|| texts::import::persons(lang, imported.persons));
            let skipped = &imported.skipped;
            let skipped = (!skipped.is_empty()).then(|| texts::import::not_read_sheets(lang, &skipped.join(", ")));
            let told = std::iter::once(texts::import::nothing_new(lang, imported.rows)).chain(persons).chain(skipped);
            let told = told.collect::<Vec<_>>().join(" ");
            self.leave_import_preview();
            return self.show_info(told);
        }
        let purpose = ChangePurpose::Import(compared.order.file_name());
        let (rows, change) = ImportedRows::of(compared);
        self.preview_rows(change, purpose, rows);
    }

    /// Asks what a file does not say, or says why it is not understood.
    fn clear_up_import(&mut self, order: ImportOrder, error: ImportError) {
        match error {
            ImportError::UnknownColumns(columns) => self.ask_for_columns(order, columns),
            ImportError::SeveralSheets(titles) => self.ask_for_import_sheet(order, titles),
            ImportError::NoTable(title) if order.table.is_none() => self.ask_for_import_table(order, title),
            error => {
                let reason = error.text(self.lang());
                let line = error.line().map(|line| texts::batch::in_line(self.lang(), line, &reason));
                self.refuse_import(line.unwrap_or(reason));
            }
        }
    }
}
