//! Asks about a file that the external editor left behind, because it returned at once or wrote
//! invalid text: edit it again, read it, or leave it.
//!
//! Must not touch the file.

use std::path::PathBuf;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::layout;
use crate::app::workspace::Workspace;
use crate::document::{Address, Relocation};
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// A file that the editor left behind.
#[derive(Debug)]
struct EditorFileDialog {
    /// The record it was given.
    address: Address,
    path: PathBuf,
    /// Why it was left.
    reason: String,
}

#[derive(Debug, Clone, PartialEq)]
enum EditorFileChoice {
    Read,
    Edit,
    Leave,
}

impl App {
    /// Says why a file was left behind and where it is, and asks.
    pub(in crate::app) fn ask_about_editor_file(&mut self, address: Address, path: PathBuf, reason: String) {
        self.open_dialog(EditorFileDialog { address, path, reason });
    }
}

impl Dialog for EditorFileDialog {
    type Choice = EditorFileChoice;

    fn title(&self, app: &App) -> String {
        texts::external_editor::file_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<EditorFileChoice>> {
        let lang = app.lang();
        let lines = wrap(&self.reason, layout::dialog_text_cells(app.size));
        let mut rows: Vec<_> = lines.into_iter().map(|line| DialogRow::text(Role::Error, line)).collect();
        rows.extend([
            DialogRow::blank(),
            DialogRow::answer(Role::Text, texts::external_editor::read_file(lang), EditorFileChoice::Read),
            DialogRow::answer(Role::Text, texts::external_editor::edit_file(lang), EditorFileChoice::Edit),
            DialogRow::answer(
                Role::Text,
                &texts::external_editor::leave_file(lang, &self.path.to_string_lossy()),
                EditorFileChoice::Leave,
            ),
        ]);
        rows
    }

    fn choose(&mut self, app: &mut App, choice: EditorFileChoice, _: &str) -> DialogOutcome {
        let (address, path) = (self.address.clone(), self.path.clone());
        match choice {
            EditorFileChoice::Read => app.read_file(address, path),
            EditorFileChoice::Edit => app.edit_file(address, path),
            EditorFileChoice::Leave => return DialogOutcome::Cancels,
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.address = relocation.last_address(&self.address);
        true
    }
}
