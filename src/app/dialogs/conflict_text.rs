//! Asks for the text that resolves a conflict, or the value to pick.

use super::value_rows::{value_row, value_rows};
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::input::TextInput;
use crate::app::typed_texts::{TextHome, TypedText};
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::document::merge::{Conflict, ConflictSide};
use crate::document::{Address, Relocation};
use crate::model::input as rules;
use crate::schema::FieldKind;
use crate::syntax::Tree;
use crate::texts;
use crate::theme::Role;

/// The text that resolves a conflict.
#[derive(Debug)]
pub(super) struct ConflictTextDialog {
    /// The number of the conflict.
    number: usize,
}

impl App {
    /// Asks for the text that resolves a conflict.
    pub(super) fn write_resolution(&mut self, number: usize) {
        if self.conflict(number).is_some() {
            self.open_dialog(ConflictTextDialog { number });
        }
    }

    /// Continues typing at a conflict, if this place has one that is asked about.
    pub(in crate::app) fn reopen_conflict(&mut self, address: &Address, text: &str) -> bool {
        let Some(number) = self.conflict_at(address) else { return false };
        self.show_conflicts();
        self.write_resolution(number);
        self.dialogs.panel_mut().into_iter().for_each(|panel| panel.set_text(text));
        true
    }

    fn kind_of_conflict(&self, number: usize) -> Option<FieldKind> {
        kind(self, self.conflict(number)?)
    }

    fn picks_resolution(&self, number: usize) -> bool {
        self.kind_of_conflict(number).is_some_and(is_picked)
    }
}

impl ConflictTextDialog {
    /// Takes the text or value, or says why not.
    fn give(&self, app: &mut App, ron: String) -> DialogOutcome {
        match app.decide(self.number, &ConflictSide::Text(ron)) {
            Ok(()) => DialogOutcome::Closes,
            Err(reason) => DialogOutcome::Refuses(reason),
        }
    }
}

/// Returns the text to begin with: mine, or theirs where mine is deleted.
fn first_text(conflict: &Conflict) -> Option<&String> {
    [&conflict.ours, &conflict.theirs, &conflict.base].into_iter().flatten().next()
}

fn kind(app: &App, conflict: &Conflict) -> Option<FieldKind> {
    conflict.place.address().and_then(|a| a.kind(app.workspace.doc.schema()))
}

impl Dialog for ConflictTextDialog {
    type Choice = ValueChoice;

    fn title(&self, app: &App) -> String {
        app.conflict(self.number).map(|conflict| app.place_of_conflict(conflict)).unwrap_or_default()
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        let what_holds = texts::conflicts::what_holds(app.lang()).to_owned();
        if app.picks_resolution(self.number) {
            return Some(DialogInput::Text { prompt: what_holds, text: String::new(), several_lines: false });
        }
        let conflict = app.conflict(self.number)?;
        let kind = kind(app, conflict);
        let text = first_text(conflict).map_or_else(String::new, |ron| match (kind, Tree::parse(ron)) {
            (Some(kind), Ok(tree)) => rules::to_editable_text(kind, tree.root(ron)),
            _ => ron.clone(),
        });
        let several_lines =
            kind.is_none_or(|kind| kind.has_lines() || matches!(kind, FieldKind::Record(_) | FieldKind::List(_)));
        let prompt = if several_lines { String::new() } else { what_holds };
        Some(DialogInput::Text { prompt, text, several_lines })
    }

    fn first_choice(&self, app: &App) -> Option<ValueChoice> {
        let conflict = app.conflict(self.number)?;
        ValueChoice::of_ron(&app.workspace.doc, kind(app, conflict)?, first_text(conflict)?)
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    /// Returns the values to pick from, or how the text is confirmed.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ValueChoice>> {
        match app.kind_of_conflict(self.number).filter(|kind| is_picked(*kind)) {
            Some(kind) => {
                let address = app.conflict(self.number).and_then(|conflict| conflict.place.address());
                let surroundings = address.map(|address| app.workspace.surroundings(address));
                value_rows(app, kind, typed, &surroundings.unwrap_or_default())
            }
            None => vec![DialogRow::text(Role::Dim, texts::conflicts::edit_hint(app.lang()))],
        }
    }

    fn describe(&self, app: &App, choice: &ValueChoice) -> Option<DialogRow<ValueChoice>> {
        Some(value_row(app, *choice))
    }

    fn choose(&mut self, app: &mut App, choice: ValueChoice, _: &str) -> DialogOutcome {
        match choice.ron(&app.workspace.doc) {
            Some(value) => self.give(app, value),
            None => DialogOutcome::Stays,
        }
    }

    fn relocated(choice: ValueChoice, relocation: &Relocation<'_>) -> ValueChoice {
        choice.relocated(relocation).unwrap_or(choice)
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let Some(kind) = app.kind_of_conflict(self.number) else { return self.give(app, typed.to_owned()) };
        if is_picked(kind) {
            return DialogOutcome::Refuses(texts::edit::no_such_choice(app.lang()).to_owned());
        }
        match rules::parse(kind, typed, app.workspace.settings.today) {
            Ok(value) => self.give(app, value.ron),
            Err(reason) => DialogOutcome::Refuses(reason.text(app.lang())),
        }
    }

    fn typed_text(&self, app: &App, input: Option<&TextInput>) -> Option<TypedText> {
        let text = input?.typed()?;
        let home = TextHome::Value(app.conflict(self.number)?.place.address()?.clone());
        Some(TypedText { home, place: self.title(app), text, restoration: None, is_stray: false })
    }

    /// Returns the text if it is that of a single value.
    fn draft(&self, app: &App, input: Option<&TextInput>) -> Option<(Address, String)> {
        let address = app.conflict(self.number)?.place.address()?;
        let kind = address.kind(app.workspace.doc.schema())?;
        let is_single = !matches!(kind, FieldKind::Record(_) | FieldKind::List(_)) && !is_picked(kind);
        let is_kept = is_single && app.workspace.doc.resolve(address).is_some();
        is_kept.then(|| (address.clone(), input.map(TextInput::text).unwrap_or_default()))
    }
}
