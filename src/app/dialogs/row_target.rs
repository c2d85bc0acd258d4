//! Which of several records a cell of a list is about should be opened.
//!
//! Entry point: [`App::choose_row_target`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::listing::answer::RowTarget;
use crate::app::workspace::Workspace;
use crate::document::Relocation;
use crate::present::record_label::{BETWEEN, RecordLabel};
use crate::texts;
use crate::theme::Role;

/// Which record?
#[derive(Debug)]
struct RowTargetDialog {
    targets: Vec<RowTarget>,
}

impl App {
    /// Opens the one of some places, or asks which of them.
    pub(in crate::app) fn choose_row_target(&mut self, targets: Vec<RowTarget>) {
        match &targets[..] {
            [] => {}
            [target] => self.open_row_target(&target.clone()),
            _ => self.open_dialog(RowTargetDialog { targets }),
        }
    }

    fn open_row_target(&mut self, target: &RowTarget) {
        match target.address(&self.workspace) {
            Some(address) => self.open_address(target.slot, &address),
            None => self.open(target.slot),
        }
    }
}

fn relocated(target: &RowTarget, relocation: &Relocation<'_>) -> Option<RowTarget> {
    Some(RowTarget { slot: relocation.slot(target.slot)?, ..target.clone() })
}

/// Returns the row of a target: its record, and what the value says that it opens at.
fn row(app: &App, target: &RowTarget) -> DialogRow<RowTarget> {
    let label = RecordLabel::of(app.workspace.data(), target.slot, app.lang());
    let said = target.address(&app.workspace).and_then(|address| app.workspace.value_text(&address));
    let mut spans = label.spans(Role::Text);
    spans.extend(said.map(|(text, _)| (Role::Dim, format!("{BETWEEN}{}", texts::cli::quoted(app.lang(), &text)))));
    DialogRow { spans, choice: Some(target.clone()), ..DialogRow::blank() }
}

impl Dialog for RowTargetDialog {
    type Choice = RowTarget;

    fn title(&self, app: &App) -> String {
        texts::listing::which(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _typed: &str) -> Vec<DialogRow<RowTarget>> {
        self.targets.iter().map(|target| row(app, target)).collect()
    }

    fn relocate(&mut self, _workspace: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.targets = self.targets.iter().filter_map(|target| relocated(target, relocation)).collect();
        !self.targets.is_empty()
    }

    fn relocated(choice: RowTarget, relocation: &Relocation<'_>) -> RowTarget {
        relocated(&choice, relocation).unwrap_or(choice)
    }

    fn choose(&mut self, app: &mut App, target: RowTarget, _: &str) -> DialogOutcome {
        app.open_row_target(&target);
        DialogOutcome::Closes
    }
}
