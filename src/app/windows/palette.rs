//! The palette: every command by name, with its key; unavailable ones say why.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::command::{Command, CommandSpec, Context, TABLE};
use crate::index::fold::fold;
use crate::texts::app as t;
use crate::theme::Role;

/// Returns the palette.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Palette, t::palette(app.lang()), rows(app, "")).typing(":", "", false)
}

/// Returns the commands that match the input.
pub fn rows(app: &App, text: &str) -> Vec<WindowRow> {
    let (lang, typed) = (app.lang(), text.trim());
    let needle = fold(typed);
    let facts = app.facts();
    let mut rows = Vec::new();
    for spec in TABLE.iter().filter(|spec| callable(spec)) {
        let label = spec.label.get(lang);
        let names: Vec<&str> = spec.bindings.iter().map(|binding| binding.name).collect();
        let chords = spec.bindings.iter().flat_map(|binding| app.workspace.settings.keymap.chords(binding));
        let keys: Vec<String> = chords.map(|chord| chord.label(lang)).collect();
        let exact = names.contains(&needle.plain()) || keys.iter().any(|key| key == typed);
        if !exact && !fold(&format!("{label} {} {}", names.join(" "), spec.help.get(lang))).contains(&needle) {
            continue;
        }
        let reason = (spec.available)(&facts).err();
        let role = if reason.is_some() { Role::Dim } else { Role::Text };
        let about = reason.unwrap_or(spec.help).get(lang);
        let spans = vec![(role, label.to_owned()), (Role::Dim, format!("  {about}"))];
        let row = WindowRow {
            spans,
            right: vec![(Role::Key, keys.join(" "))],
            action: Some(Action::Run(spec.command)),
            ..WindowRow::default()
        };
        rows.push(((!exact, !fold(label).plain().starts_with(needle.plain())), row));
    }
    if rows.is_empty() {
        return vec![said(Role::Dim, t::nothing_found(lang, typed))];
    }
    // An exact match of name or key comes first, then a match at the beginning.
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Returns true for commands that can be called by name; movement and typing cannot.
fn callable(spec: &CommandSpec) -> bool {
    use Context::{Browse, Detail, Global, Guide, Matrix, Pane};
    let mut contexts = spec.bindings.iter().flat_map(|binding| binding.contexts);
    spec.command == Command::Quit
        || contexts.any(|context| matches!(context, Browse | Pane | Detail | Matrix | Guide | Global))
}
