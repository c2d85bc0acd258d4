//! Which place is read out: the list of the screens, and what lies above them.
//!
//! A screen without a line form does not compile. Entry point: [`place`].

use super::dialog::DialogPlace;
use super::field::EditorPlace;
use super::guide::guide;
use super::list::ListPlace;
use super::map::MapPlace;
use super::matrix::MatrixPlace;
use super::page::PagePlace;
use super::pane::PanePlace;
use super::place::LinePlace;
use crate::app::{App, Focus, ScreenKind};

/// Returns what is read out now: the topmost window, else the open field, else the screen.
pub fn place(app: &App) -> Box<dyn LinePlace + '_> {
    if let Some(dialog) = app.dialogs.top() {
        return Box::new(DialogPlace { app, panel: dialog.panel(), depth: app.dialogs.panels().count() });
    }
    let screens = &app.screens;
    match screens.shown {
        ScreenKind::Directory => match (&screens.directory.editor, screens.directory.focus) {
            (Some(editor), _) => Box::new(EditorPlace { app, editor }),
            (None, Focus::Pane(number)) => Box::new(PanePlace { app, number }),
            (None, Focus::Detail) => Box::new(PagePlace::directory(app)),
        },
        ScreenKind::Guide => Box::new(guide(app)),
        ScreenKind::Matrix => Box::new(MatrixPlace { app }),
        ScreenKind::Map => Box::new(MapPlace { app }),
        ScreenKind::Review => Box::new(ListPlace { app, listing: &screens.review, key: screens.shown }),
        ScreenKind::Overview => Box::new(ListPlace { app, listing: &screens.overview, key: screens.shown }),
        ScreenKind::Network => Box::new(ListPlace { app, listing: &screens.network, key: screens.shown }),
        ScreenKind::Process => Box::new(ListPlace { app, listing: &screens.process, key: screens.shown }),
        ScreenKind::Meetings => Box::new(ListPlace { app, listing: &screens.meetings, key: screens.shown }),
        ScreenKind::Tables => Box::new(ListPlace { app, listing: &screens.tables, key: screens.shown }),
        ScreenKind::Proposals => Box::new(ListPlace { app, listing: &screens.proposals, key: screens.shown }),
        ScreenKind::Preview => Box::new(ListPlace { app, listing: &screens.preview, key: screens.shown }),
    }
}
