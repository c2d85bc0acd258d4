//! The text input: `tui-textarea` moved and erased by grapheme, with its own undo.
//!
//! The crate moves by `char`; here every step covers what a person sees as one character, so that
//! combining marks are never separated. Independent of keys (the table of commands binds them) and
//! of drawing.

use std::ops::Range;

use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::command::Command;
use crate::text::line_breaks;

/// A text being typed.
#[derive(Debug, Clone)]
pub struct TextInput {
    area: TextArea<'static>,
    several_lines: bool,
    initial: String,
}

impl TextInput {
    /// Returns an input holding `text`, with the cursor at its end.
    pub fn new(text: &str, several_lines: bool) -> TextInput {
        let lines = if several_lines { text.split('\n').map(str::to_owned).collect() } else { vec![text.to_owned()] };
        let mut area = TextArea::new(lines);
        area.set_max_histories(10_000);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextInput { area, several_lines, initial: text.to_owned() }
    }

    /// Returns true when the text differs from the initial one.
    pub fn is_changed(&self) -> bool {
        self.text() != self.initial
    }

    /// Returns the text, if something was typed that would be missed.
    pub fn typed(&self) -> Option<String> {
        Some(self.text()).filter(|text| self.is_changed() && !text.trim().is_empty())
    }

    /// Replaces the text, as one undoable step.
    pub fn set_text(&mut self, text: &str) {
        self.area.select_all();
        self.area.cut();
        let text = if self.several_lines { text.to_owned() } else { text.replace('\n', " ") };
        self.area.insert_str(text);
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Returns the text up to the cursor.
    pub fn up_to_cursor(&self) -> String {
        let (line, at) = self.cursor();
        let before = self.lines()[..line].iter().map(String::as_str);
        before.chain([&self.lines()[line][..at]]).collect::<Vec<_>>().join("\n")
    }

    /// Returns its lines.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Returns line and byte offset of the cursor.
    pub fn cursor(&self) -> (usize, usize) {
        let at = self.area.cursor();
        let line = &self.area.lines()[at.0];
        (at.0, line.char_indices().nth(at.1).map_or(line.len(), |(byte, _)| byte))
    }

    /// Returns where each line wraps at a width of `cells`. One cell stays free for the cursor
    /// after the last character.
    pub fn breaks(&self, cells: usize) -> impl Iterator<Item = (usize, Vec<Range<usize>>)> + '_ {
        self.lines().iter().map(move |line| line_breaks(line, cells.saturating_sub(1))).enumerate()
    }

    /// Returns the number of lines the text takes at a width of `cells`.
    pub fn height(&self, cells: usize) -> usize {
        self.breaks(cells).map(|(_, parts)| parts.len()).sum()
    }

    /// Returns the wrapped line that holds the cursor.
    pub fn cursor_line(&self, cells: usize) -> usize {
        let (row, byte) = self.cursor();
        let above: usize = self.breaks(cells).take(row).map(|(_, parts)| parts.len()).sum();
        let here = self.breaks(cells).nth(row).map_or_else(Vec::new, |(_, parts)| parts);
        above + here.iter().position(|part| byte < part.end).unwrap_or(here.len().saturating_sub(1))
    }

    /// Returns true when it accepts line breaks.
    pub fn several_lines(&self) -> bool {
        self.several_lines
    }

    /// Types a character.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() {
            self.area.insert_char(c);
        }
    }

    /// Pastes as one undoable step, without terminal sequences and control characters. Line breaks
    /// of every kind are kept, or become spaces in a single-line input. Returns true when something
    /// had to be removed.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = crate::text::with_plain_breaks(text);
        let text = text.trim_end_matches('\n');
        let bare = crate::text::without_escapes(text);
        let several = self.several_lines;
        let spaced: String = bare.chars().map(|c| if c == '\t' || (c == '\n' && !several) { ' ' } else { c }).collect();
        let clean = crate::text::without_unsafe(&spaced);
        self.area.insert_str(&clean);
        clean.chars().count() != text.chars().count()
    }

    /// Executes a command of the text contexts; returns false for any other.
    pub fn execute(&mut self, command: Command) -> bool {
        match command {
            Command::TextLeft => self.step(-1),
            Command::TextRight => self.step(1),
            Command::TextUp => self.area.move_cursor(CursorMove::Up),
            Command::TextDown => self.area.move_cursor(CursorMove::Down),
            Command::WordLeft => self.area.move_cursor(CursorMove::WordBack),
            Command::WordRight => self.area.move_cursor(CursorMove::WordForward),
            Command::LineStart => self.area.move_cursor(CursorMove::Head),
            Command::LineEnd => self.area.move_cursor(CursorMove::End),
            Command::EraseLeft => self.erase(-1),
            Command::EraseRight => self.erase(1),
            Command::EraseWord => drop(self.area.delete_word()),
            Command::EraseToStart => drop(self.area.delete_line_by_head()),
            Command::EraseToEnd => drop(self.area.delete_line_by_end()),
            Command::TextUndo => drop(self.area.undo()),
            Command::NewLine if self.several_lines => self.area.insert_newline(),
            _ => return false,
        }
        true
    }

    /// Returns the number of `char`s of the grapheme to the left or right of the cursor; 1 across a
    /// line break.
    fn grapheme(&self, direction: i8) -> usize {
        let (row, byte) = self.cursor();
        let line = &self.area.lines()[row];
        let part =
            if direction < 0 { line[..byte].graphemes(true).next_back() } else { line[byte..].graphemes(true).next() };
        part.map_or(1, |g| g.chars().count())
    }

    fn step(&mut self, direction: i8) {
        let motion = if direction < 0 { CursorMove::Back } else { CursorMove::Forward };
        for _ in 0..self.grapheme(direction) {
            self.area.move_cursor(motion);
        }
    }

    fn erase(&mut self, direction: i8) {
        for _ in 0..self.grapheme(direction) {
            if direction < 0 {
                self.area.delete_char();
            } else {
                self.area.delete_next_char();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_and_erases_whole_graphemes() {
        let mut input = TextInput::new("Ko\u{308}ln", false);
        input.execute(Command::LineStart);
        input.execute(Command::TextRight);
        input.execute(Command::EraseRight);
        assert_eq!(input.text(), "Kln");
        input.execute(Command::TextUndo);
        input.insert('x');
        assert!(input.text().contains('x'));
    }

    #[test]
    fn pasting_strips_control_and_is_one_step() {
        let mut input = TextInput::new("", false);
        assert!(input.paste("a\x1b[31mb\r\nc\n"));
        assert_eq!(input.text(), "ab c");
        input.execute(Command::TextUndo);
        assert_eq!(input.text(), "");
    }

    #[test]
    fn every_kind_of_line_break_is_kept_or_becomes_a_space() {
        for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let pasted = format!("Markt 1{end}{end}52349 Düren{end}");
            for (several_lines, wanted) in [(true, "Markt 1\n\n52349 Düren"), (false, "Markt 1  52349 Düren")] {
                let mut input = TextInput::new("", several_lines);
                assert!(!input.paste(&pasted), "nothing had to go: {end:?}");
                assert_eq!(input.text(), wanted, "{end:?}");
            }
        }
        let mut input = TextInput::new("", true);
        assert!(input.paste("a\u{7}\u{b}b"), "what is no line break still goes, and is told");
        assert_eq!(input.text(), "a\nb");
    }

    #[test]
    fn a_field_of_one_line_takes_no_line_break() {
        let mut input = TextInput::new("a", false);
        assert!(!input.execute(Command::NewLine));
        let mut text = TextInput::new("a\nb", true);
        assert!(text.execute(Command::NewLine));
        assert_eq!(text.text(), "a\nb\n");
    }
}
