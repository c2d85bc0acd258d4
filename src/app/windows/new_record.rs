//! A new record begins with its name; the identifier is made from it.

use super::{App, Purpose, Window, said};
use crate::app::detail::NewRecord;
use crate::document::Step;
use crate::model::{ENGAGEMENTS, input as rules};
use crate::schema::{Field, Kind, Table};
use crate::texts::app as t;
use crate::theme::Role;

/// Asks for the first field of a record of this table.
pub fn open(app: &App, new: NewRecord) -> Window {
    let lang = app.lang();
    let table = app.doc.schema().table(new.table);
    let field = first_field(app, new.table);
    let known: Vec<String> = new
        .fields
        .iter()
        .map(|(path, value)| {
            let name = path.iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
            let label = table.record.field(&name).map_or(name.as_str(), |f| f.label.get(lang)).to_owned();
            format!("{label}: {}", value.trim_matches(['[', ']', '"']))
        })
        .collect();
    let rows = if known.is_empty() { Vec::new() } else { vec![said(Role::Dim, known.join(" · "))] };
    let several = field.is_some_and(|f| matches!(f.kind, Kind::Text));
    let prompt = field.map_or("", |f| f.label.get(lang));
    Window::new(Purpose::New(new), t::new_title(lang, table.singular.get(lang)), rows).typing(
        format!("{prompt}: "),
        "",
        several,
    )
}

/// The field a record is named by: its name, title, text or wording.
fn first_field(app: &App, table: Table) -> Option<&'static Field> {
    let record = app.doc.schema().table(table).record;
    ["name", "title", "text", "wording"].iter().find_map(|name| record.field(name))
}

/// Makes the record from what was typed, or says why not.
pub fn confirm(app: &mut App, mut new: NewRecord, text: &str) {
    let lang = app.lang();
    let Some(field) = first_field(app, new.table) else { return };
    match rules::read(field.kind, text) {
        Ok(value) => {
            let id = app.free_id(new.table, &proposed_id(&new, text));
            new.fields.push((vec![Step::Field(field.name.to_owned())], value));
            app.windows.pop();
            app.create(&new, &id);
        }
        Err(reason) => {
            if let Some(window) = app.windows.last_mut() {
                window.error = Some(reason.text(lang));
            }
        }
    }
}

/// Engagements are called after region and field, all others after their name, with the region they belong to.
fn proposed_id(new: &NewRecord, text: &str) -> String {
    let refs: Vec<&str> = new.fields.iter().map(|(_, v)| v.trim_matches(['[', ']', '"'])).collect();
    if new.table == ENGAGEMENTS && refs.len() >= 2 {
        return refs.join("-");
    }
    let words = text.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    let name = rules::propose_id(&words);
    match refs.first() {
        Some(first) => format!("{first}-{name}"),
        None => name,
    }
}
