//! Asks before an export replaces a file that is there already.
//!
//! Must not touch the file. Entry point: [`App::ask_before_export_replaces`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::export::ExportOrder;
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::texts;
use crate::theme::Role;

/// Replace the file that is there?
#[derive(Debug)]
struct ExportReplaceDialog {
    order: ExportOrder,
}

impl App {
    /// Asks whether a file may be replaced.
    pub(in crate::app) fn ask_before_export_replaces(&mut self, order: ExportOrder) {
        self.end_running_export();
        self.open_dialog(ExportReplaceDialog { order });
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
