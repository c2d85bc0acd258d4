//! The program on the shipped dataset, for unit tests.

use ratatui::layout::Size;

use super::{App, AppSettings, FileState};
use crate::document::Document;
use crate::model::date::Date;
use crate::model::{SCHEMA, SHIPPED};
use crate::texts::Lang;

/// Returns the screen right after the start, in German, at 80×24.
pub(super) fn shipped() -> App {
    let settings = AppSettings::new(Lang::De, Date::parse("2026-11-23").unwrap());
    let doc = Document::parse(&SCHEMA, SHIPPED).unwrap();
    App::new(doc, settings, FileState::default(), Size { width: 80, height: 24 })
}
