//! The program on the shipped dataset, for unit tests.

use ratatui::layout::Size;

use super::workspace::Workspace;
use super::{App, AppSettings, FileState};
use crate::document::Document;
use crate::model::date::Date;
use crate::model::{SCHEMA, SHIPPED};
use crate::texts::Lang;

fn settings() -> AppSettings {
    AppSettings::new(Lang::De, Date::parse("2026-11-23").unwrap())
}

fn document() -> Document {
    Document::parse(&SCHEMA, SHIPPED).unwrap()
}

/// Returns the screen right after the start, in German, at 80×24.
pub(super) fn shipped() -> App {
    App::new(document(), settings(), FileState::default(), Size { width: 80, height: 24 })
}

/// Returns what is edited, without a screen.
pub(super) fn workspace() -> Workspace {
    Workspace::new(document(), settings(), FileState::default())
}
