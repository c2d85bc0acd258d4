//! Asks where a text belongs whose field is gone.

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::app::Effect;
use crate::app::input::TextInput;
use crate::app::typed_texts::TypedText;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::Relocation;
use crate::texts;
use crate::theme::Role;

/// A text whose field is gone.
#[derive(Debug)]
struct StrayTextDialog {
    text: TypedText,
}

/// What happens to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StrayTextChoice {
    /// It is kept until it is put into a field.
    Keep,
    /// It is copied to the clipboard, and kept.
    Copy,
    /// Its place is restored, with the text in the field.
    Restore,
    /// It is discarded.
    Drop,
}

impl App {
    /// Asks where a text belongs whose field is gone; until then typing can continue.
    pub(in crate::app) fn ask_about_stray(&mut self, text: TypedText) {
        self.open_dialog(StrayTextDialog { text });
    }
}

impl Dialog for StrayTextDialog {
    type Choice = StrayTextChoice;

    fn title(&self, app: &App) -> String {
        texts::typed_texts::gone_title(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Text { prompt: String::new(), text: self.text.text.clone(), several_lines: true })
    }

    /// Returns the choices; the row under the cursor destroys nothing.
    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<StrayTextChoice>> {
        let lang = app.lang();
        let (insert, recall) = (app.workspace.key_of(Command::InsertText), app.workspace.key_of(Command::RecallText));
        let mut rows = vec![
            DialogRow::option(texts::typed_texts::keep(lang, &insert, &recall), StrayTextChoice::Keep),
            DialogRow::option(texts::typed_texts::copy(lang), StrayTextChoice::Copy),
        ];
        if self.text.restoration.is_some() && app.workspace.file.read_only.is_none() {
            rows.push(DialogRow::option(texts::typed_texts::restore(lang, &self.text.place), StrayTextChoice::Restore));
        }
        let discard = DialogRow::text(Role::Warning, texts::typed_texts::drop(lang));
        rows.push(DialogRow { choice: Some(StrayTextChoice::Drop), ..discard });
        rows.push(DialogRow::blank());
        rows.push(DialogRow::text(Role::Dim, texts::typed_texts::gone(lang, &self.text.place)));
        rows
    }

    fn choose(&mut self, app: &mut App, choice: StrayTextChoice, typed: &str) -> DialogOutcome {
        let text = TypedText { text: typed.to_owned(), ..self.text.clone() };
        match choice {
            StrayTextChoice::Keep => app.set_aside(text),
            StrayTextChoice::Copy => {
                app.request(Effect::Copy(text.text.clone()));
                app.set_aside(text);
            }
            StrayTextChoice::Restore => app.restore_home(text),
            StrayTextChoice::Drop => app.set_aside(TypedText { is_stray: false, ..text }),
        }
        DialogOutcome::Closes
    }

    fn typed_text(&self, _: &App, input: Option<&TextInput>) -> Option<TypedText> {
        Some(TypedText { text: input?.text(), ..self.text.clone() })
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.text.relocate(relocation);
        true
    }
}
