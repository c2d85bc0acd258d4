//! Asks for what a new record must have: its name, the other required fields, and what its id is
//! made of. Only then is it added, and the rest asked for on its page.
//!
//! Esc at any step leaves the dataset unchanged.

use super::value_rows::{value_row, value_rows};
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::input::TextInput;
use crate::app::typed_texts::{TextHome, TypedText};
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::{Address, AddressStep, Relocation, Slot};
use crate::model::input as rules;
use crate::model::{MEETINGS, REGIONS};
use crate::query::choices::Surroundings;
use crate::query::new_record::NewRecord;
use crate::schema::{Field, FieldKind, Naming};
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// The next required field of a record to be created.
#[derive(Debug)]
struct NewRecordDialog {
    new: NewRecord,
    field: &'static Field,
    /// Another field is asked for afterwards, before there is a record.
    is_followed: bool,
}

impl App {
    /// Asks for the next field that must be known, behind the one that was asked for last; returns
    /// false when there is none.
    pub(in crate::app) fn ask_for_next_field(&mut self, new: &NewRecord, after: Option<&Field>) -> bool {
        let Some(field) = next_field(self, new, after) else { return false };
        let is_followed = next_field(self, new, Some(field)).is_some();
        self.open_dialog(NewRecordDialog { new: new.clone(), field, is_followed });
        true
    }
}

impl NewRecordDialog {
    /// Takes the value of the field, if it has one, and continues with the next.
    fn give(&self, app: &mut App, value: Option<String>) -> DialogOutcome {
        let mut new = self.new.clone();
        if let Some(value) = value {
            let is_list = matches!(self.field.kind, FieldKind::List(_));
            new.give(self.field, if is_list { format!("[{value}]") } else { value });
        }
        app.ask_or_create(new, Some(self.field));
        DialogOutcome::Closes
    }

    /// Returns the name that was typed at an earlier step, and the record without it. Nothing else
    /// gives a record a name.
    fn name_typed_before(&self, app: &App) -> Option<(NewRecord, String)> {
        let record = app.workspace.doc.schema().table(self.new.table).record;
        let name = record.naming(Naming::Full)?;
        let text = app.workspace.plain_value(name.kind, self.new.value(name)?);
        let mut new = self.new.clone();
        new.forget(name);
        Some((new, text))
    }
}

impl Dialog for NewRecordDialog {
    type Choice = ValueChoice;

    fn title(&self, app: &App) -> String {
        let lang = app.lang();
        texts::records::new_title(lang, app.workspace.doc.schema().table(self.new.table).singular.get(lang))
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
        let kind = item(self.field.kind);
        let known = known(app, &self.new).map(|line| DialogRow::text(Role::Dim, line));
        let left_out = (!self.field.required && typed.is_empty()).then(|| match is_picked(kind) {
            true => DialogRow { choice: Some(ValueChoice::Unknown), ..DialogRow::blank() },
            false => DialogRow::text(Role::Dim, texts::records::may_be_left_out(app.lang())),
        });
        let data = app.workspace.data();
        let here = app.screens.directory.region_here(&app.workspace);
        let surroundings = Surroundings::of(data, self.new.table, self.new.targets(data.document), here);
        let mut values = value_rows(app, kind, typed, &surroundings);
        if typed.is_empty() && matches!(kind, FieldKind::Ref(MEETINGS)) {
            let nearby = self.new.meetings_nearby(app.workspace.data());
            let place = |slot: Slot| nearby.iter().position(|meeting| *meeting == slot).unwrap_or(nearby.len());
            let likely = self.first_choice(app);
            values.sort_by_key(|row| match row.choice {
                choice if choice == likely => (false, 0),
                Some(ValueChoice::Record(slot)) => (true, place(slot)),
                _ => (true, nearby.len()),
            });
        }
        let rows: Vec<DialogRow<ValueChoice>> = known.into_iter().collect();
        // Where a value is likely, Enter takes it, and leaving it out comes last.
        match self.first_choice(app) {
            Some(_) => rows.into_iter().chain(values).chain(left_out).collect(),
            None => rows.into_iter().chain(left_out).chain(values).collect(),
        }
    }

    fn describe(&self, app: &App, choice: &ValueChoice) -> Option<DialogRow<ValueChoice>> {
        Some(value_row(app, *choice))
    }

    fn is_flat(&self) -> bool {
        is_picked(item(self.field.kind))
    }

    fn first_choice(&self, app: &App) -> Option<ValueChoice> {
        let likely = match item(self.field.kind) {
            FieldKind::Ref(REGIONS) => app.screens.directory.region_here(&app.workspace),
            FieldKind::Ref(MEETINGS) => self.new.likely_meeting(app.workspace.data()),
            // One like the record where it is added; otherwise the first.
            kind @ FieldKind::Choice(_) => {
                let value = |slot| {
                    let field = AddressStep::Field(self.field.name.to_owned());
                    app.workspace.value_text(&app.workspace.doc.address(slot).join(field))
                };
                let (_, ron) = app.screens.directory.neighbour(self.new.table).and_then(value)?;
                return ValueChoice::of_ron(&app.workspace.doc, kind, &ron);
            }
            _ => None,
        };
        likely.map(ValueChoice::Record)
    }

    /// The record is made when its last field is confirmed, and only then.
    fn action(&self) -> Phrase {
        if self.is_followed { texts::records::NEXT } else { texts::records::CREATE }
    }

    /// Tab goes on to the next field, and never makes the record.
    fn offers(&self, command: Command, _: Option<&ValueChoice>) -> bool {
        command == Command::NextField && self.is_followed
    }

    /// Executes Tab on the row that the cursor began on: it leaves out what may be left out, and
    /// takes what is proposed for what the record must have.
    fn execute(&mut self, app: &mut App, _: Command, chosen: Option<ValueChoice>) -> DialogOutcome {
        match chosen {
            Some(_) if !self.field.required => self.give(app, None),
            Some(choice) => self.choose(app, choice, ""),
            None => DialogOutcome::Stays,
        }
    }

    fn choose(&mut self, app: &mut App, choice: ValueChoice, _: &str) -> DialogOutcome {
        let value = choice.ron(&app.workspace.doc);
        self.give(app, value)
    }

    fn relocated(choice: ValueChoice, relocation: &Relocation<'_>) -> ValueChoice {
        choice.relocated(relocation).unwrap_or(choice)
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let kind = item(self.field.kind);
        if is_picked(kind) {
            return DialogOutcome::Refuses(texts::edit::no_such_choice(app.lang()).to_owned());
        }
        if typed.trim().is_empty() && !self.field.required {
            return self.give(app, None);
        }
        match rules::parse(kind, typed, app.workspace.settings.today) {
            Ok(value) => self.give(app, Some(value.ron)),
            Err(reason) => DialogOutcome::Refuses(reason.text(app.lang())),
        }
    }

    fn typed_text(&self, app: &App, input: Option<&TextInput>) -> Option<TypedText> {
        let (new, text) = match input.and_then(TextInput::typed) {
            Some(text) => (self.new.clone(), text),
            None => self.name_typed_before(app)?,
        };
        Some(TypedText {
            home: TextHome::NewRecord(new),
            place: self.title(app),
            text,
            restoration: None,
            is_stray: false,
        })
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

/// Returns the field to ask for next: the name, then what else must be known.
fn next_field(app: &App, new: &NewRecord, after: Option<&Field>) -> Option<&'static Field> {
    let record = app.workspace.doc.schema().table(new.table).record;
    let mut fields: Vec<&'static Field> = record
        .fields
        .iter()
        .filter(|f| NewRecord::is_asked_before(record, f) && !matches!(f.kind, FieldKind::Id))
        .collect();
    fields.sort_by_key(|field| (field.naming != Some(Naming::Full), !field.required));
    let from = after.and_then(|after| fields.iter().position(|field| field.name == after.name)).map_or(0, |at| at + 1);
    fields.into_iter().skip(from).find(|field| new.value(field).is_none())
}

/// Returns the kind of input for a field: a list starts with one item.
fn item(kind: FieldKind) -> FieldKind {
    match kind {
        FieldKind::List(item) => *item,
        kind => kind,
    }
}
