//! In which form are records taken out, and is it for a file or the clipboard?
//!
//! Must not write either. Entry point: [`App::choose_export_form`].

use std::path::PathBuf;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::export::{ExportOrder, ExportScope};
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::exchange::ExportForm;
use crate::texts;

/// In which form?
#[derive(Debug)]
struct ExportFormDialog {
    scope: ExportScope,
    /// The forms that carry some of these records.
    forms: Vec<ExportForm>,
}

#[derive(Debug, Clone, PartialEq)]
enum ExportTarget {
    File(ExportForm),
    Spreadsheet,
    Clipboard(ExportForm),
}

impl App {
    /// Asks in which form records are to be taken out.
    pub(super) fn choose_export_form(&mut self, scope: ExportScope) {
        let selection = scope.selection(self.workspace.data());
        let is_offered = |form: &ExportForm| !form.describes_publication() && form.carried(&selection) > 0;
        let forms = ExportForm::all().filter(is_offered).collect();
        self.open_dialog(ExportFormDialog { scope, forms });
    }
}

impl Dialog for ExportFormDialog {
    type Choice = ExportTarget;

    fn title(&self, app: &App) -> String {
        texts::exchange::form_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ExportTarget>> {
        let lang = app.lang();
        let mut targets: Vec<(ExportTarget, String)> = Vec::new();
        if !app.workspace.settings.restricted {
            targets.push((ExportTarget::File(ExportForm::Xlsx), ExportForm::Xlsx.label(lang).to_owned()));
            targets.push((ExportTarget::Spreadsheet, texts::exchange::spreadsheet(lang).to_owned()));
            let others = self.forms.iter().filter(|form| **form != ExportForm::Xlsx);
            targets.extend(others.map(|form| (ExportTarget::File(*form), form.label(lang).to_owned())));
        }
        if self.scope.fits_clipboard() {
            let copied = [ExportForm::Text, ExportForm::Md, ExportForm::Vcard, ExportForm::Ical];
            let copied = copied.into_iter().filter(|form| self.forms.contains(form));
            let label = |form: ExportForm| texts::exchange::to_clipboard(lang, form.label(lang));
            targets.extend(copied.map(|form| (ExportTarget::Clipboard(form), label(form))));
        }
        let rows = targets.into_iter().enumerate();
        rows.map(|(number, (target, label))| DialogRow::numbered(number, &label, target)).collect()
    }

    fn choose(&mut self, app: &mut App, choice: ExportTarget, _: &str) -> DialogOutcome {
        let (form, for_spreadsheet) = match choice {
            ExportTarget::Clipboard(form) => {
                app.copy_export(form, &self.scope);
                return DialogOutcome::Closes;
            }
            ExportTarget::File(form) => (form, false),
            ExportTarget::Spreadsheet => (ExportForm::Csv, true),
        };
        let path = PathBuf::from(app.export_name(form, &self.scope));
        let order = ExportOrder { form, for_spreadsheet, scope: self.scope.clone(), path, replaces: false };
        app.ask_for_export_path(order);
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.scope.relocate(relocation);
        true
    }
}
