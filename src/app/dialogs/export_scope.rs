//! Taking records out begins here: which are to be taken?
//!
//! The form and the file are asked for behind it. Entry point: [`App::choose_export_scope`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::export::ExportScope;
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::texts;

/// Which records?
#[derive(Debug)]
struct ExportScopeDialog {
    choices: Vec<(ExportScope, String)>,
}

impl App {
    /// Asks which records are to be taken out.
    pub(in crate::app) fn choose_export_scope(&mut self, choices: Vec<(ExportScope, String)>) {
        self.open_dialog(ExportScopeDialog { choices });
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
            app.choose_export_form(scope.clone());
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.choices.iter_mut().for_each(|(scope, _)| scope.relocate(relocation));
        true
    }
}
