//! The program on the shipped dataset, for tests beside the code.

use ratatui::layout::Size;

use super::{App, FileState, Settings};
use crate::document::Document;
use crate::keymap::Keymap;
use crate::model::date::Date;
use crate::model::{SCHEMA, SHIPPED};
use crate::texts::Lang;
use crate::theme::Theme;

/// The screen right after the start, in German, at 80×24.
pub(super) fn shipped() -> App {
    let settings = Settings {
        lang: Lang::De,
        theme: Theme::Default,
        ascii: false,
        restricted: false,
        today: Date::parse("2026-11-23").unwrap(),
        old_after: 24,
        silenced: Vec::new(),
        keymap: Keymap::default(),
    };
    let doc = Document::parse(&SCHEMA, SHIPPED).unwrap();
    App::new(doc, settings, FileState::default(), Size { width: 80, height: 24 })
}
