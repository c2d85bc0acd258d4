//! Draws the state; reads `&App` and changes nothing.
//!
//! Sizes come from `app::layout`, colours from `theme`, words from `texts`. Everything is drawn
//! through [`Canvas`], which clips, escapes text and falls back to ASCII. Entry point: [`paint`].

mod canvas;
mod completion;
pub mod detail;
mod dialog;
mod directory;
mod editor;
mod field;
pub mod footer;
pub mod guide;
pub mod head;
mod lines;
mod listing;
mod map;
pub mod matrix;
pub mod panes;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::pointer::PointedPlace;
use crate::app::{App, ScreenKind, layout};
use crate::text::hyperlink::Hyperlink;

pub use canvas::{Canvas, StackEdges};

/// Draws one frame on ratatui's terminal.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    if let Some(cursor) = paint(app, frame.buffer_mut(), &mut Vec::new()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws on empty cells and lists those that lead somewhere; returns the position of the terminal's
/// cursor, if any.
pub fn paint(app: &App, buffer: &mut Buffer, links: &mut Vec<Hyperlink>) -> Option<Position> {
    if buffer.area.is_empty() {
        return None;
    }
    let canvas = canvas(app, buffer);
    *links = canvas.links;
    canvas.cursor
}

/// Returns what the mouse points at.
pub fn pointed(app: &App, at: Position) -> Option<PointedPlace> {
    let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, app.size)));
    canvas(app, &mut buffer).pointed(at)
}

/// Draws everything.
fn canvas<'b>(app: &App, buffer: &'b mut Buffer) -> Canvas<'b> {
    let mut canvas = Canvas::new(buffer, app.workspace.settings.theme, app.workspace.settings.ascii);
    let layout = layout::terminal(app.size, app.message_lines().len());
    head::draw(app, &mut canvas, layout.head);
    match app.screens.shown {
        ScreenKind::Directory => directory::draw(app, &mut canvas),
        ScreenKind::Guide => guide::draw(app, &mut canvas),
        ScreenKind::Matrix => matrix::draw(app, &mut canvas),
        ScreenKind::Map => map::draw(app, &mut canvas),
        ScreenKind::Review => listing::draw(app, &mut canvas, &app.screens.review),
        ScreenKind::Overview => listing::draw(app, &mut canvas, &app.screens.overview),
        ScreenKind::Network => listing::draw(app, &mut canvas, &app.screens.network),
        ScreenKind::Process => listing::draw(app, &mut canvas, &app.screens.process),
        ScreenKind::Meetings => listing::draw(app, &mut canvas, &app.screens.meetings),
        ScreenKind::Tables => listing::draw(app, &mut canvas, &app.screens.tables),
        ScreenKind::Proposals => listing::draw(app, &mut canvas, &app.screens.proposals),
        ScreenKind::Preview => listing::draw(app, &mut canvas, &app.screens.preview),
    }
    for panel in app.dialogs.panels() {
        dialog::draw(app, &mut canvas, panel);
    }
    completion::draw(app, &mut canvas);
    footer::draw(app, &mut canvas, &layout);
    canvas
}
