//! Windows for typed text that is in no field any more: asks about one whose field is gone, lists
//! those set aside.
//!
//! Must not change anything. Entry points: [`stray`], [`open`].

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::typed_texts::TypedText;
use crate::app::window::{Action, StrayChoice};
use crate::command::Command;
use crate::texts::typed_texts as t;
use crate::theme::Role;

/// Asks where a text belongs whose field is gone. The row under the cursor destroys nothing.
pub fn stray(app: &App, text: TypedText) -> Window {
    let lang = app.lang();
    let (insert, recall) = (app.workspace.key_of(Command::InsertText), app.workspace.key_of(Command::RecallText));
    let mut choices = vec![
        (Role::Text, t::keep(lang, &insert, &recall), StrayChoice::Keep),
        (Role::Text, t::copy(lang).to_owned(), StrayChoice::Copy),
    ];
    if text.restoration.is_some() && app.workspace.file.read_only.is_none() {
        choices.push((Role::Text, t::restore(lang, &text.place), StrayChoice::Restore));
    }
    choices.push((Role::Warning, t::drop(lang).to_owned(), StrayChoice::Drop));
    let mut rows: Vec<WindowRow> = choices
        .into_iter()
        .map(|(role, label, choice)| WindowRow {
            spans: vec![(role, label)],
            action: Some(Action::Stray(choice)),
            ..WindowRow::default()
        })
        .collect();
    rows.push(WindowRow::default());
    rows.push(said(Role::Dim, t::gone(lang, &text.place)));
    let typed = text.text.clone();
    Window::new(WindowPurpose::StrayText(Box::new(text)), t::gone_title(lang), rows).typing("", &typed, true)
}

/// Returns the texts set aside, the latest first; Enter brings one back.
pub fn open(app: &App) -> Window {
    let texts = app.typed_texts.all().iter().enumerate().rev();
    let row = |(number, text): (usize, &TypedText)| WindowRow {
        spans: vec![(Role::Dim, format!("{}: ", text.place)), (Role::Text, text.excerpt())],
        action: Some(Action::BringText(number)),
        ..WindowRow::default()
    };
    Window::new(WindowPurpose::TypedTexts, t::title(app.lang()), texts.map(row).collect())
}

/// Returns the undecided texts, for the question whether to quit.
pub fn unsaved(app: &App) -> Vec<WindowRow> {
    let row = |text: &TypedText| said(Role::Changed, t::unsaved(app.lang(), &text.excerpt(), &text.place));
    app.typed_texts.strays().map(row).collect()
}
