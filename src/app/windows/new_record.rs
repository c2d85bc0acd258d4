//! Creates a record: asks for its name, then for its other required fields, and only then adds it.
//!
//! Esc at any step leaves the dataset unchanged.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::detail::NewRecord;
use crate::app::window::Action;
use crate::document::{Address, AddressStep};
use crate::index::fold::fold;
use crate::model::input as rules;
use crate::schema::{Field, FieldKind, Naming, Table};
use crate::texts::app as t;
use crate::theme::Role;

/// Asks for the next required field; returns `None` when all are given.
pub fn open(app: &App, new: NewRecord) -> Option<Window> {
    let lang = app.lang();
    let field = missing(app, &new)?;
    let several = field.kind.has_lines();
    let title = t::new_title(lang, app.workspace.doc.schema().table(new.table).singular.get(lang));
    let rows = rows(app, &new, "");
    let prompt = format!("{}: ", field.label.get(lang));
    Some(Window::new(WindowPurpose::New(new), title, rows).typing(prompt, "", several))
}

/// Returns what is known of the record already, and the values to pick from for a choice or
/// reference.
pub fn rows(app: &App, new: &NewRecord, typed: &str) -> Vec<WindowRow> {
    let mut rows: Vec<WindowRow> = known(app, new).map(|line| said(Role::Dim, line)).into_iter().collect();
    let needle = fold(typed.trim());
    let choices = missing(app, new).map(|field| app.workspace.choices(item(field.kind), false)).unwrap_or_default();
    let matching =
        choices.into_iter().filter(|choice| typed.trim().is_empty() || fold(&choice.label).contains(&needle));
    rows.extend(matching.filter_map(|choice| {
        Some(WindowRow {
            spans: vec![(Role::Text, choice.label)],
            action: Some(Action::Give(choice.value?)),
            ..WindowRow::default()
        })
    }));
    rows
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

impl App {
    /// Returns the address of the next field, in a record without id, under which the journal keeps
    /// the input.
    pub(in crate::app) fn new_record_address(&self, new: &NewRecord) -> Option<Address> {
        let field = missing(self, new)?;
        Some(Address::record(new.table, "").join(AddressStep::Field(field.name.to_owned())))
    }
}

/// Returns the kind of input for a field: a list starts with one item.
fn item(kind: FieldKind) -> FieldKind {
    match kind {
        FieldKind::List(item) => *item,
        kind => kind,
    }
}

/// Takes the typed text or picked value and continues, or says why not.
pub fn confirm(app: &mut App, mut new: NewRecord, text: &str, picked: Option<Action>) {
    let Some(field) = missing(app, &new) else { return };
    let given = match picked {
        Some(Action::Give(value)) => Ok(value),
        _ if matches!(item(field.kind), FieldKind::Choice(_) | FieldKind::Ref(_)) => {
            Err(t::no_such_choice(app.lang()).to_owned())
        }
        _ => rules::parse(item(field.kind), text, app.workspace.settings.today)
            .map(|value| value.ron)
            .map_err(|reason| reason.text(app.lang())),
    };
    match given {
        Ok(value) => {
            let value = if matches!(field.kind, FieldKind::List(_)) { format!("[{value}]") } else { value };
            new.fields.push((vec![AddressStep::Field(field.name.to_owned())], value));
            app.windows.pop();
            app.add_record(new);
        }
        Err(reason) => {
            if let Some(window) = app.windows.last_mut() {
                window.error = Some(reason);
            }
        }
    }
}

/// Returns an id made of the references of a record that is named by parts, else of its name and
/// the region it belongs to.
pub fn proposed_id(app: &App, new: &NewRecord) -> String {
    let record = app.workspace.doc.schema().table(new.table).record;
    let naming = record.naming(Naming::Full).map(|field| field.name);
    let is_name = |path: &[AddressStep]| matches!(path, [AddressStep::Field(name)] if Some(name.as_str()) == naming);
    let text = |value: &str| ron::from_str::<String>(value).unwrap_or_default();
    let ids: Vec<String> = new
        .fields
        .iter()
        .filter(|(path, _)| !is_name(path))
        .filter_map(|(path, v)| id_in(app, new.table, path, v))
        .collect();
    if !record.name_parts().is_empty() && ids.len() >= 2 {
        return ids.join("-");
    }
    let name = new.fields.iter().find(|(path, _)| is_name(path)).map(|(_, v)| text(v)).unwrap_or_default();
    let words = name.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    let name = rules::propose_id(&words);
    ids.first().map_or(name.clone(), |first| format!("{first}-{name}"))
}

/// Returns the id in a known reference.
fn id_in(app: &App, table: Table, path: &[AddressStep], value: &str) -> Option<String> {
    let Some(AddressStep::Field(name)) = path.first() else { return None };
    let kind = app.workspace.doc.schema().table(table).record.field(name)?.kind;
    matches!(item(kind), FieldKind::Ref(_)).then(|| value.trim_matches(['[', ']', '"']).to_owned())
}
