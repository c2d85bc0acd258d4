//! In which form are records taken out, and is it for a file or the clipboard?
//!
//! Must not write either. Entry point: [`App::choose_export_form`].

use std::path::PathBuf;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::export::{ExportOrder, ExportProduct, ExportScope};
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
    File(ExportProduct),
    Clipboard(ExportForm),
}

impl App {
    /// Asks in which form records are to be taken out.
    pub(super) fn choose_export_form(&mut self, scope: ExportScope) {
        let selection = scope.selection(self.workspace.data());
        let is_offered = |form: &ExportForm| {
            !form.describes_publication()
                && form.carried(&selection) > 0
                && (form.has_columns() || scope.columns().is_none())
        };
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
            let others = self.forms.iter().copied().filter(|form| *form != ExportForm::Xlsx);
            let offices = [ExportProduct::Form(ExportForm::Xlsx), ExportProduct::SpreadsheetCsv];
            let products = offices.into_iter().chain(others.map(ExportProduct::Form));
            let site = (self.scope == ExportScope::Everything).then_some(ExportProduct::Site);
            targets.extend(products.chain(site).map(|product| {
                let label = match product {
                    ExportProduct::Form(form) => form.label(lang),
                    ExportProduct::SpreadsheetCsv => texts::exchange::spreadsheet(lang),
                    ExportProduct::Site => texts::publish::label(lang),
                };
                (ExportTarget::File(product), label.to_owned())
            }));
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
        match choice {
            ExportTarget::Clipboard(form) => app.copy_export(form, &self.scope),
            ExportTarget::File(product) => {
                let path = PathBuf::from(app.export_name(product, &self.scope));
                let order = ExportOrder { product, scope: self.scope.clone(), path, replaces: false };
                app.ask_for_export_path(order);
            }
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.scope.relocate(relocation);
        true
    }
}
