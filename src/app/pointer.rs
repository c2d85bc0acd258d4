//! What the mouse does: a click goes to what it is on, a double click does what Enter does there,
//! the wheel scrolls what is under it.
//!
//! What lies where, the view says, by drawing it. Must not know sizes or positions. Entry point:
//! [`App::pointed`].

use std::ops::Range;

use crate::command::Command;
use crate::key::{Chord, Key, PointerAction};
use crate::texts;

use super::App;
use super::Effect;

/// Rows by which one step of the wheel scrolls.
const WHEEL: isize = 3;

/// What is drawn at a place of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointerTarget {
    /// Nothing that can be pointed at; hides what lies below.
    Nothing,
    /// A pane, beside its rows.
    Pane(usize),
    /// A row of a pane.
    PaneRow {
        /// The pane.
        pane: usize,
        /// Index among its rows.
        row: usize,
    },
    /// A row of a page: of the directory, or of a step of the guide.
    PageRow(usize),
    /// A page, beside its rows.
    Page,
    /// A line of a list, counted from the first seen, and a column.
    ListCell {
        /// The line.
        line: usize,
        /// The column; `None` beside all.
        column: Option<usize>,
    },
    /// A row of a list, counted from the first of all, and a column.
    ListRow {
        /// The row.
        row: usize,
        /// The column; `None` for the one that the cursor is in.
        column: Option<usize>,
    },
    /// A cell of the matrix.
    MatrixCell {
        /// The action field.
        row: usize,
        /// The region.
        column: usize,
    },
    /// A town on the map.
    Town(usize),
    /// A row of a window.
    WindowRow(usize),
    /// A line of the text field, by its part of the text.
    TextLine(Range<usize>),
    /// A key in the footer.
    Key(Chord),
}

/// A place of the screen at which the pointer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointedPlace {
    /// What is there.
    pub target: PointerTarget,
    /// Cells between its left edge and the pointer.
    pub column: usize,
}

impl App {
    /// Does what the mouse asks for at a place. Reports of a terminal that was not asked for them
    /// do nothing.
    pub(super) fn pointed(&mut self, action: PointerAction, place: Option<PointedPlace>) {
        let Some(place) = place.filter(|_| self.workspace.settings.mouse) else { return };
        match action {
            PointerAction::Click => self.click(&place),
            PointerAction::DoubleClick if matches!(place.target, PointerTarget::Key(_)) => self.click(&place),
            PointerAction::DoubleClick => {
                if self.click_row(&place.target) {
                    self.key(Chord::plain(Key::Enter));
                }
            }
            PointerAction::WheelUp => self.scroll(&place, -WHEEL),
            PointerAction::WheelDown => self.scroll(&place, WHEEL),
        }
    }

    fn click(&mut self, place: &PointedPlace) {
        match &place.target {
            PointerTarget::Key(chord) => self.key(*chord),
            PointerTarget::TextLine(line) => {
                let (line, column) = (line.clone(), place.column);
                self.text_field().into_iter().for_each(|field| field.point_in(&line, column));
            }
            _ => {
                self.click_row(&place.target);
            }
        }
    }

    /// Moves the cursor to the row that is pointed at; returns false where there is none.
    pub(super) fn click_row(&mut self, target: &PointerTarget) -> bool {
        self.message = None;
        if let Some(panel) = self.dialogs.panel_mut() {
            let PointerTarget::WindowRow(row) = *target else { return false };
            let is_choice = panel.point(row);
            self.refresh_dialog(false);
            return is_choice;
        }
        // A click beside an open field does not close it.
        if self.screens.directory.editor.is_some() {
            return false;
        }
        let (screens, context) = self.screens_mut();
        screens.shown_mut().point_at(target, context)
    }

    fn scroll(&mut self, place: &PointedPlace, by: isize) {
        if let Some(panel) = self.dialogs.panel_mut() {
            panel.scroll_by(by);
            return self.refresh_dialog(false);
        }
        if self.screens.directory.editor.is_some() {
            return;
        }
        let (screens, context) = self.screens_mut();
        screens.shown_mut().scroll_at(&place.target, by, context);
    }

    /// Lets the terminal tell of the mouse, or no longer.
    pub(super) fn switch_mouse(&mut self) {
        let (lang, key) = (self.lang(), self.workspace.key_of(Command::Mouse));
        if !self.workspace.settings.has_mouse {
            return self.show_error(texts::keys::no_mouse(lang));
        }
        let is_on = !self.workspace.settings.mouse;
        self.workspace.settings.mouse = is_on;
        self.request(Effect::Mouse(is_on));
        self.show_info(if is_on { texts::keys::mouse_on(lang, &key) } else { texts::keys::mouse_off(lang, &key) });
    }
}
