//! Taking records out, step by step: which, in which form, to which file; and what becomes of it.
//!
//! The dialog with the file name stays while the file is written, and Esc cancels that. Must not
//! touch the file. Entry points: [`App::choose_export_scope`], [`App::ask_before_export_replaces`].

use std::convert::Infallible;
use std::path::PathBuf;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::app::dialog::panel::DialogPanel;
use crate::app::export::{ExportOrder, ExportScope, MOST_COPIED};
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::exchange::ExportForm;
use crate::texts;
use crate::theme::Role;

/// Which records?
#[derive(Debug)]
struct ExportScopeDialog {
    choices: Vec<(ExportScope, String)>,
}

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

/// To which file?
#[derive(Debug)]
struct ExportPathDialog {
    order: ExportOrder,
    /// How far it is written, in percent; `None` when nothing is being written.
    running: Option<u8>,
}

/// Replace the file that is there?
#[derive(Debug)]
struct ExportReplaceDialog {
    order: ExportOrder,
}

impl App {
    /// Asks which records are to be taken out.
    pub(in crate::app) fn choose_export_scope(&mut self, choices: Vec<(ExportScope, String)>) {
        self.open_dialog(ExportScopeDialog { choices });
    }

    /// Asks whether a file may be replaced.
    pub(in crate::app) fn ask_before_export_replaces(&mut self, order: ExportOrder) {
        self.end_running_export();
        self.open_dialog(ExportReplaceDialog { order });
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
    fn end_running_export(&mut self) -> bool {
        let waiting = self.dialogs.find_mut::<ExportPathDialog>();
        waiting.map(|dialog| dialog.running = None).is_some()
    }

    fn write_export(&mut self, order: ExportOrder) {
        self.request(Effect::Export(Box::new(order)));
    }
}

impl Dialog for ExportScopeDialog {
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::exchange::scope_title(app.lang()).to_owned()
    }

    fn rows(&self, _: &App, _: &str) -> Vec<DialogRow<usize>> {
        let rows = self.choices.iter().enumerate();
        rows.map(|(number, (_, label))| DialogRow::numbered(number, label, number)).collect()
    }

    fn choose(&mut self, app: &mut App, choice: usize, _: &str) -> DialogOutcome {
        if let Some((scope, _)) = self.choices.get(choice) {
            let selection = scope.selection(app.workspace.data());
            let is_offered = |form: &ExportForm| !form.describes_publication() && form.carried(&selection) > 0;
            let forms = ExportForm::all().filter(is_offered).collect();
            app.open_dialog(ExportFormDialog { scope: scope.clone(), forms });
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.choices.iter_mut().for_each(|(scope, _)| scope.relocate(relocation));
        true
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
        if matches!(&self.scope, ExportScope::Records(slots) if slots.len() <= MOST_COPIED) {
            let copied = [ExportForm::Text, ExportForm::Md, ExportForm::Vcard, ExportForm::Ical];
            let copied = copied.into_iter().filter(|form| self.forms.contains(form));
            targets
                .extend(copied.map(|form| {
                    (ExportTarget::Clipboard(form), texts::exchange::to_clipboard(lang, form.label(lang)))
                }));
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
        app.open_dialog(ExportPathDialog { order, running: None });
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.scope.relocate(relocation);
        true
    }
}

impl Dialog for ExportPathDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        match self.running {
            Some(percent) => texts::exchange::running(app.lang(), usize::from(percent)),
            None => texts::exchange::path_title(app.lang()).to_owned(),
        }
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        let text = self.order.path.to_string_lossy().into_owned();
        Some(DialogInput::Text { prompt: String::new(), text, several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        let lang = app.lang();
        let hint = if self.running.is_some() {
            texts::exchange::escape_cancels(lang)
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

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        if self.running.is_some() {
            return DialogOutcome::Stays;
        }
        if typed.trim().is_empty() {
            return DialogOutcome::Refuses(texts::exchange::no_path(app.lang()).to_owned());
        }
        self.order.path = PathBuf::from(typed.trim());
        self.running = Some(0);
        app.write_export(self.order.clone());
        DialogOutcome::Stays
    }

    fn cancelled(&mut self, app: &mut App) {
        if self.running.is_some() {
            app.request(Effect::CancelExport);
            app.show_info(texts::exchange::cancelled(app.lang()));
        }
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.order.scope.relocate(relocation);
        true
    }
}

impl Dialog for ExportReplaceDialog {
    type Choice = bool;

    fn title(&self, app: &App) -> String {
        texts::exchange::replace_title(app.lang(), &self.order.path.to_string_lossy())
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<bool>> {
        let lang = app.lang();
        vec![
            DialogRow::answer(Role::Text, texts::exchange::keep(lang), false),
            DialogRow::answer(Role::Warning, texts::exchange::replace(lang), true),
        ]
    }

    fn choose(&mut self, app: &mut App, replaces: bool, _: &str) -> DialogOutcome {
        if replaces {
            app.show_export_progress(0);
            app.write_export(ExportOrder { replaces, ..self.order.clone() });
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.order.scope.relocate(relocation);
        true
    }
}
