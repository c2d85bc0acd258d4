//! The message below the screen: what is said, and the room that it takes.
//!
//! A short one stands beside the keys. A long one has rows above them, by which the screen is
//! shorter until the next key. Draws nothing. Entry points: [`Message`], [`App::message_lines`].

use ratatui::layout::Size;

use crate::command::Context;
use crate::text::{width, wrap};

use super::{App, layout};

/// Rows that a message takes at most.
const MOST_ROWS: usize = 3;
/// Cells that the keys for leaving and for help need beside a message.
const KEYS: usize = 24;
/// The same with the key for going on, where something is typed or offered.
const KEYS_TO_GO_ON: usize = 44;

/// Severity of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Disappears with the next key.
    Info,
    /// What a dialog did that closed. Enter takes note of it and does nothing else, as whoever
    /// presses it twice means the dialog.
    Outcome,
    /// Something failed.
    Problem,
}

/// A message below the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: String,
    /// Its severity.
    pub tone: Tone,
}

impl App {
    /// Returns the rows of the message; none when there is no message, or when it stands beside the
    /// keys.
    pub fn message_lines(&self) -> Vec<String> {
        let Some(message) = &self.message else { return Vec::new() };
        let text = self.workspace.settings.spelled(&message.text);
        let cells = usize::from(self.size.width).saturating_sub(2).max(1);
        let goes_on = matches!(
            self.contexts().first(),
            Some(Context::Text | Context::Pick | Context::Query | Context::Filter | Context::Offer)
        );
        let keys = if goes_on { KEYS_TO_GO_ON } else { KEYS };
        let most = MOST_ROWS.min(layout::most_message_rows(self.size));
        if width(&text) + keys <= cells || most == 0 {
            return Vec::new();
        }
        let mut lines = wrap(&text, cells);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(rest);
        }
        lines
    }

    /// Returns the size that the screens and dialogs have: that of the terminal without the rows of
    /// a message.
    pub fn screen_size(&self) -> Size {
        layout::beside_message(self.size, self.message_lines().len())
    }
}
