//! What is done with the marked records: a field changed or cleared, a list item added or removed,
//! confirmed, deleted, copied, taken out. Typing narrows.
//!
//! Changes nothing itself: what is chosen is shown before it is made. Entry point:
//! [`App::change_marked`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::change_purpose::ChangePurpose;
use crate::app::export::ExportScope;
use crate::app::marked::MarkRequest;
use crate::document::Address;
use crate::index::choice_filter::ChoiceFilter;
use crate::present::path_words::path_words;
use crate::query::batch_change::{BatchAction, common_fields};
use crate::query::columns::Column;
use crate::schema::{FieldKind, Table};
use crate::texts;

/// What is done with the marked records?
#[derive(Debug)]
struct ChangeMarkedDialog {
    /// The fields that all of them can have.
    fields: Vec<Column>,
    /// A table of theirs, by which the fields are called.
    table: Table,
    count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum MarkedAction {
    Confirm,
    Delete,
    Copy,
    Export,
    Unmark,
    /// A value is asked for, for the field with this number.
    Set(usize),
    Clear(usize),
    AddItem(usize),
    RemoveItem(usize),
}

impl App {
    /// Asks what is done with the marked records.
    pub(in crate::app) fn change_marked(&mut self) {
        let records = self.marked_records();
        let count = records.iter().map(|(_, slots)| slots.len()).sum();
        let tables: Vec<Table> = records.into_iter().map(|(table, _)| table).collect();
        let Some(table) = tables.first().copied() else { return };
        let fields = common_fields(&tables);
        self.open_dialog(ChangeMarkedDialog { fields, table, count });
    }
}

/// Returns the marked records as what is to be exported.
fn marked_scope(app: &App) -> ExportScope {
    ExportScope::Records(app.workspace.marked.records(&app.workspace.doc))
}

/// Returns what a field is called: `Kontakt › Telefon`.
pub(super) fn field_name(app: &App, table: Table, field: &Column) -> String {
    let place = Address { path: field.path.clone(), ..Address::record(table, "") };
    path_words(&place, app.lang()).join(" › ")
}

impl Dialog for ChangeMarkedDialog {
    type Choice = MarkedAction;

    fn title(&self, app: &App) -> String {
        texts::batch::change_title(app.lang(), self.count)
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<MarkedAction>> {
        let lang = app.lang();
        let mut actions: Vec<(String, MarkedAction)> = vec![
            (texts::batch::confirm(lang).to_owned(), MarkedAction::Confirm),
            (texts::batch::copy(lang).to_owned(), MarkedAction::Copy),
            (texts::batch::delete(lang).to_owned(), MarkedAction::Delete),
            (texts::batch::unmark(lang).to_owned(), MarkedAction::Unmark),
        ];
        if app.can_export(&marked_scope(app)) {
            actions.insert(2, (texts::batch::export(lang).to_owned(), MarkedAction::Export));
        }
        for (number, field) in self.fields.iter().enumerate() {
            let name = field_name(app, self.table, field);
            if matches!(field.kind, FieldKind::List(_)) {
                actions.push((texts::batch::add(lang, &name), MarkedAction::AddItem(number)));
                actions.push((texts::batch::remove(lang, &name), MarkedAction::RemoveItem(number)));
            } else {
                actions.push((texts::batch::set(lang, &name), MarkedAction::Set(number)));
            }
            if !field.field.required {
                actions.push((texts::batch::clear(lang, &name), MarkedAction::Clear(number)));
            }
        }
        let filter = ChoiceFilter::new(typed);
        let mut found: Vec<_> =
            actions.into_iter().filter_map(|(name, action)| Some((filter.rank(&name)?, name, action))).collect();
        found.sort_by_key(|(rank, ..)| *rank);
        found.into_iter().map(|(_, name, action)| DialogRow::option(name, action)).collect()
    }

    fn choose(&mut self, app: &mut App, action: MarkedAction, _: &str) -> DialogOutcome {
        match action {
            MarkedAction::Confirm => app.preview_confirmation(),
            MarkedAction::Delete => app.preview_removal(),
            MarkedAction::Copy => app.copy_marked(),
            MarkedAction::Export => app.choose_export_form(marked_scope(app)),
            MarkedAction::Unmark => app.change_marks(MarkRequest::Clear),
            MarkedAction::Clear(number) => {
                let field = self.fields.swap_remove(number);
                let purpose = ChangePurpose::Clear(field_name(app, self.table, &field));
                app.preview_of_marked(purpose, &field.path, &BatchAction::Clear);
            }
            MarkedAction::Set(number) => {
                app.ask_marked_value(self.fields.swap_remove(number), self.table, ChangePurpose::Set, BatchAction::Set);
            }
            MarkedAction::AddItem(number) => {
                let field = self.fields.swap_remove(number);
                app.ask_marked_value(field, self.table, ChangePurpose::AddItem, BatchAction::AddItem);
            }
            MarkedAction::RemoveItem(number) => {
                let field = self.fields.swap_remove(number);
                app.ask_marked_value(field, self.table, ChangePurpose::RemoveItem, BatchAction::RemoveItem);
            }
        }
        DialogOutcome::Closes
    }
}
