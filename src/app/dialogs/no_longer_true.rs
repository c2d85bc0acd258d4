//! A statement is no longer true: what instead?
//!
//! Offers only what the record can say. Entry point: [`App::ask_what_instead`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::layout;
use crate::app::workspace::Workspace;
use crate::document::{Address, Edit, Relocation};
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// What is true instead?
#[derive(Debug)]
struct NoLongerTrueDialog {
    /// The statement, or its source.
    statement: Address,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum TruthInstead {
    /// Another value, which is typed.
    Value,
    /// Nobody knows.
    Unknown,
    /// What the record tells of is over.
    Ended,
}

impl App {
    /// Asks what is true instead of a statement that no longer is.
    pub(in crate::app) fn ask_what_instead(&mut self, statement: Address) {
        if !self.workspace.is_known(&statement) {
            return self.show_error(texts::review::nothing_to_deny(self.lang()).to_owned());
        }
        self.open_dialog(NoLongerTrueDialog { statement });
    }

    fn put_instead(&mut self, edits: &[Edit], name: String) {
        if self.apply(edits, name.clone()).is_some() {
            self.show_info(name);
        }
    }
}

impl Dialog for NoLongerTrueDialog {
    type Choice = TruthInstead;

    fn title(&self, app: &App) -> String {
        texts::review::no_longer_true(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<TruthInstead>> {
        let lang = app.lang();
        let place = app.workspace.name_of(&app.workspace.spoken_of(&self.statement));
        let lines = wrap(&place, layout::dialog_text_cells(app.size));
        let mut rows: Vec<_> = lines.into_iter().map(|line| DialogRow::text(Role::Heading, line)).collect();
        rows.push(DialogRow::blank());
        rows.push(DialogRow::answer(Role::Text, texts::review::another_value(lang), TruthInstead::Value));
        if !app.workspace.forgetting(&self.statement).is_empty() {
            rows.push(DialogRow::answer(Role::Text, texts::review::now_unknown(lang), TruthInstead::Unknown));
        }
        match app.workspace.ending(&self.statement) {
            Some(Edit::Set { value, .. }) if value.starts_with('"') => {
                let today = app.workspace.settings.today.to_string();
                let text = texts::review::ended_today(lang, &today);
                rows.push(DialogRow::answer(Role::Text, &text, TruthInstead::Ended));
            }
            Some(_) => rows.push(DialogRow::answer(Role::Text, texts::review::ended(lang), TruthInstead::Ended)),
            None => {}
        }
        rows
    }

    fn choose(&mut self, app: &mut App, choice: TruthInstead, _: &str) -> DialogOutcome {
        let lang = app.lang();
        let place = app.workspace.spoken_of(&self.statement);
        let name = app.workspace.name_of(&place);
        match choice {
            TruthInstead::Value => app.mend(&self.statement),
            TruthInstead::Unknown => {
                let edits = app.workspace.forgetting(&self.statement);
                app.put_instead(&edits, texts::review::became_unknown(lang, &name));
            }
            TruthInstead::Ended => {
                let record = app.workspace.name_of(&Address { path: Vec::new(), ..place });
                let edits: Vec<Edit> = app.workspace.ending(&self.statement).into_iter().collect();
                app.put_instead(&edits, texts::review::became_ended(lang, &record));
            }
        }
        DialogOutcome::Closes
    }

    fn relocate(&mut self, workspace: &Workspace, _: &Relocation<'_>) -> bool {
        workspace.is_known(&self.statement)
    }
}
