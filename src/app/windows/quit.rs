//! Asks before quitting with unsaved changes: save, discard or stay. The unsaved changes are
//! listed.

use super::{App, Window, WindowPurpose, WindowRow, changes, typed_texts};
use crate::app::window::Action;
use crate::texts::app as t;
use crate::theme::Role;

/// Asks; the cursor starts on staying.
pub fn open(app: &App) -> Window {
    let lang = app.lang();
    let choice = |text: &str, action| WindowRow {
        spans: vec![(Role::Text, text.to_owned())],
        action: Some(action),
        ..WindowRow::default()
    };
    let mut rows = vec![choice(t::stay(lang), Action::Close)];
    if app.workspace.file.read_only.is_none() {
        rows.push(choice(t::save_and_quit(lang), Action::SaveAndQuit));
    }
    rows.push(choice(t::discard_and_quit(lang), Action::DiscardAndQuit));
    rows.push(WindowRow::default());
    rows.extend(changes::rows(app));
    rows.extend(typed_texts::unsaved(app));
    let title = match app.workspace.unsaved.count() + app.typed_texts.strays().count() {
        0 if app.workspace.file.is_gone => t::gone_title(lang, &app.workspace.file.name),
        0 if app.workspace.file.spoiled.is_some() => t::spoiled_title(lang, &app.workspace.file.name),
        count => t::quit_title(lang, count),
    };
    Window::new(WindowPurpose::Quit, title, rows)
}
