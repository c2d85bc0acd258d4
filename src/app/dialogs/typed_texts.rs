//! Lists the texts set aside, the latest first; Enter brings one back.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::typed_texts::TypedText;
use crate::texts;
use crate::theme::Role;

/// The texts set aside.
#[derive(Debug)]
struct TypedTextsDialog;

impl App {
    /// Lists the texts set aside.
    pub(in crate::app) fn show_typed_texts(&mut self) {
        self.open_dialog(TypedTextsDialog);
    }
}

impl Dialog for TypedTextsDialog {
    /// The number of the text.
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::typed_texts::title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<usize>> {
        let row = |(number, text): (usize, &TypedText)| DialogRow {
            spans: vec![(Role::Dim, format!("{}: ", text.place)), (Role::Text, text.excerpt())],
            choice: Some(number),
            ..DialogRow::blank()
        };
        app.drafts.set_aside.all().iter().enumerate().rev().map(row).collect()
    }

    fn choose(&mut self, app: &mut App, number: usize, _: &str) -> DialogOutcome {
        app.bring_text_back(number);
        DialogOutcome::Closes
    }
}
