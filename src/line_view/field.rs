//! The open field of a page: what it holds, what can be picked, and what is said of what was typed.
//!
//! Entry point: [`EditorPlace`].

use super::place::{LinePlace, LineRow, LineTarget, about_text};
use crate::app::App;
use crate::app::editor::Editor;
use crate::present::path_words::path_words;

/// The field of a page that has the keyboard.
pub struct EditorPlace<'a> {
    /// The program.
    pub app: &'a App,
    /// The field.
    pub editor: &'a Editor,
}

impl LinePlace for EditorPlace<'_> {
    fn key(&self) -> String {
        format!("field {:?} {:?}", self.editor.address, self.editor.purpose)
    }

    fn title(&self) -> String {
        self.app.workspace.name_of(&self.editor.address)
    }

    fn about(&self) -> Vec<String> {
        about_text(&self.editor.input.text(), self.editor.picks(), self.app.lang())
    }

    fn count(&self) -> usize {
        self.editor.shown().len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let choice = *self.editor.shown().get(index)?;
        Some(LineRow { number: Some(index + 1), text: self.app.workspace.choice_label(choice).text(), mark: None })
    }

    fn cursor(&self) -> Option<usize> {
        (0..self.count()).find(|index| self.editor.is_chosen(*index))
    }

    fn numbered(&self) -> usize {
        self.count()
    }

    fn target(&self, number: usize, _: Option<usize>) -> Option<LineTarget> {
        number.checked_sub(1).filter(|index| *index < self.count()).map(LineTarget::Choice)
    }

    fn lies_above(&self) -> bool {
        true
    }

    fn below(&self) -> Vec<String> {
        let (_, hint) = self.app.workspace.editor_hint(self.editor);
        vec![hint]
    }

    fn prompt(&self) -> Option<String> {
        Some(path_words(&self.editor.address, self.app.lang()).pop().unwrap_or_default())
    }

    fn narrows(&self) -> bool {
        self.editor.picks()
    }
}
