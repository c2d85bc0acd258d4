//! The palette: every command by its name, with its key; what does not work now says why.

use super::{App, Purpose, Row, Window, said};
use crate::app::window::Action;
use crate::command::{Context, TABLE};
use crate::index::fold::fold;
use crate::texts::app as t;
use crate::theme::Role;

/// The palette.
pub fn open(app: &App) -> Window {
    Window::new(Purpose::Palette, t::palette(app.lang()), rows(app, "")).typing(":", "", false)
}

/// The commands that match what is typed.
pub fn rows(app: &App, text: &str) -> Vec<Row> {
    let lang = app.lang();
    let needle = fold(text.trim());
    let facts = app.facts();
    let mut rows = Vec::new();
    for spec in TABLE.iter().filter(|s| s.contexts.iter().any(|c| callable(*c))) {
        let label = spec.label.get(lang);
        if !text.trim().is_empty() && !fold(&format!("{label} {} {}", spec.name, spec.help.get(lang))).contains(&needle)
        {
            continue;
        }
        let keys: Vec<String> = app.settings.keymap.chords(spec.command).iter().map(|c| c.label(lang)).collect();
        let reason = (spec.available)(&facts).err();
        let role = if reason.is_some() { Role::Dim } else { Role::Text };
        let mut spans = vec![(role, label.to_owned()), (Role::Dim, format!("  {}", spec.help.get(lang)))];
        if let Some(reason) = reason {
            spans[1].1 = format!("  {}", reason.get(lang));
        }
        rows.push(Row { spans, right: vec![(Role::Key, keys.join(" "))], action: Some(Action::Run(spec.command)) });
    }
    if rows.is_empty() {
        return vec![said(Role::Dim, t::nothing_found(lang, text.trim()))];
    }
    let starts = |row: &Row| !fold(row.spans[0].1.as_str()).plain().starts_with(needle.plain());
    rows.sort_by_key(|row| !text.trim().is_empty() && starts(row));
    rows
}

/// Movement and typing are no commands one calls by name.
fn callable(context: Context) -> bool {
    matches!(
        context,
        Context::Browse | Context::Pane | Context::Detail | Context::Matrix | Context::Guide | Context::Global
    )
}
