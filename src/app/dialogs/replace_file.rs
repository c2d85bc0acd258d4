//! Something that is no dataset lies in the dataset's place: replace it, or leave it.
//!
//! Must not touch the file.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::layout;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// Replace what others left in the dataset's place?
#[derive(Debug)]
struct ReplaceFileDialog {
    /// What lies there.
    reason: String,
    /// Whether to quit afterwards.
    leave: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum ReplaceFileChoice {
    Stay,
    Replace,
}

impl App {
    /// Says what lies in the dataset's place and asks; leaving it stands under the cursor.
    pub(in crate::app) fn ask_before_replacing(&mut self, reason: String, leave: bool) {
        self.open_dialog(ReplaceFileDialog { reason, leave });
    }
}

impl Dialog for ReplaceFileDialog {
    type Choice = ReplaceFileChoice;

    fn title(&self, app: &App) -> String {
        texts::missing_file::spoiled_title(app.lang(), &app.workspace.file.name)
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ReplaceFileChoice>> {
        let lang = app.lang();
        let lines = wrap(&self.reason, layout::dialog_text_cells(app.size));
        let mut rows: Vec<_> = lines.into_iter().map(|line| DialogRow::text(Role::Error, line)).collect();
        rows.extend([
            DialogRow::blank(),
            DialogRow::answer(Role::Text, texts::quit::stay(lang), ReplaceFileChoice::Stay),
            DialogRow::answer(Role::Warning, texts::missing_file::replace(lang), ReplaceFileChoice::Replace),
        ]);
        rows
    }

    fn choose(&mut self, app: &mut App, choice: ReplaceFileChoice, _: &str) -> DialogOutcome {
        match choice {
            ReplaceFileChoice::Stay => DialogOutcome::Cancels,
            ReplaceFileChoice::Replace => {
                app.replace_file(self.leave);
                DialogOutcome::Closes
            }
        }
    }
}
