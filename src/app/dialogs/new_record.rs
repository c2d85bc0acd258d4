//! Creates a record: asks for its name, then for its other required fields, and only then adds it.
//!
//! Esc at any step leaves the dataset unchanged.

use super::value_rows::{value_row, value_rows};
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::input::TextInput;
use crate::app::typed_texts::{TextHome, TypedText};
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::app::workspace::Workspace;
use crate::document::{Address, AddressStep, Relocation};
use crate::model::input as rules;
use crate::query::new_record::NewRecord;
use crate::schema::{Field, FieldKind, Naming};
use crate::texts;
use crate::theme::Role;

/// The next required field of a record to be created.
#[derive(Debug)]
struct NewRecordDialog {
    new: NewRecord,
    field: &'static Field,
}

impl App {
    /// Asks for the next required field; returns false when all are given.
    pub(in crate::app) fn ask_for_next_field(&mut self, new: &NewRecord) -> bool {
        let Some(field) = missing(self, new) else { return false };
        self.open_dialog(NewRecordDialog { new: new.clone(), field });
        true
    }
}

impl NewRecordDialog {
    /// Takes the value of the field and continues with the next.
    fn give(&mut self, app: &mut App, value: String) -> DialogOutcome {
        let value = if matches!(self.field.kind, FieldKind::List(_)) { format!("[{value}]") } else { value };
        let mut new = self.new.clone();
        new.fields.push((vec![AddressStep::Field(self.field.name.to_owned())], value));
        app.add_record(new);
        DialogOutcome::Closes
    }
}

impl Dialog for NewRecordDialog {
    type Choice = ValueChoice;

    fn title(&self, app: &App) -> String {
        let lang = app.lang();
        texts::app::new_title(lang, app.workspace.doc.schema().table(self.new.table).singular.get(lang))
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        Some(DialogInput::Text {
            prompt: format!("{}: ", self.field.label.get(app.lang())),
            text: String::new(),
            several_lines: self.field.kind.has_lines(),
        })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    /// Returns what is known of the record already, and the values to pick from for a choice or
    /// reference.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ValueChoice>> {
        let known = known(app, &self.new).map(|line| DialogRow::text(Role::Dim, line));
        known.into_iter().chain(value_rows(app, item(self.field.kind), typed)).collect()
    }

    fn describe(&self, app: &App, choice: &ValueChoice) -> Option<DialogRow<ValueChoice>> {
        Some(value_row(app, *choice))
    }

    fn is_flat(&self) -> bool {
        is_picked(item(self.field.kind))
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
        let kind = item(self.field.kind);
        if is_picked(kind) {
            return DialogOutcome::Refuses(texts::app::no_such_choice(app.lang()).to_owned());
        }
        match rules::parse(kind, typed, app.workspace.settings.today) {
            Ok(value) => self.give(app, value.ron),
            Err(reason) => DialogOutcome::Refuses(reason.text(app.lang())),
        }
    }

    fn typed_text(&self, app: &App, input: Option<&TextInput>) -> Option<TypedText> {
        let (home, place) = (TextHome::NewRecord(self.new.clone()), self.title(app));
        Some(TypedText { home, place, text: input?.typed()?, restoration: None, is_stray: false })
    }

    /// Returns the text with the address of the field in a record without id, under which the
    /// journal keeps it.
    fn draft(&self, _: &App, input: Option<&TextInput>) -> Option<(Address, String)> {
        let text = input.map(TextInput::text).filter(|text| !text.trim().is_empty())?;
        let field = AddressStep::Field(self.field.name.to_owned());
        Some((Address::record(self.new.table, "").join(field), text))
    }

    fn relocate(&mut self, workspace: &Workspace, relocation: &Relocation<'_>) -> bool {
        workspace.relocate_new(&mut self.new, relocation);
        true
    }
}

fn known(app: &App, new: &NewRecord) -> Option<String> {
    let lang = app.lang();
    let record = app.workspace.doc.schema().table(new.table).record;
    let parts = new.fields.iter().filter_map(|(path, value)| {
        let Some(AddressStep::Field(name)) = path.first() else { return None };
        let field = record.field(name)?;
        Some(format!("{}: {}", field.label.get(lang), app.workspace.plain_value(field.kind, value)))
    });
    let line = parts.collect::<Vec<_>>().join(" · ");
    (!line.is_empty()).then_some(line)
}

/// Returns the field to ask for next: the one that names the record, then the required ones.
fn missing(app: &App, new: &NewRecord) -> Option<&'static Field> {
    let record = app.workspace.doc.schema().table(new.table).record;
    let given =
        |field: &&Field| new.fields.iter().any(|(path, _)| path == &[AddressStep::Field(field.name.to_owned())]);
    let naming = record.naming(Naming::Full).filter(|f| !given(f));
    naming.or_else(|| record.fields.iter().find(|f| f.required && !matches!(f.kind, FieldKind::Id) && !given(f)))
}

/// Returns the kind of input for a field: a list starts with one item.
fn item(kind: FieldKind) -> FieldKind {
    match kind {
        FieldKind::List(item) => *item,
        kind => kind,
    }
}
