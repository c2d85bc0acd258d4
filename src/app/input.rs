//! The text field: one type for every place where text is typed.
//!
//! `tui-textarea` holds text, cursor, selection and history; here a step covers what a person sees
//! as one character, and the keys are those of readline. Independent of keys (the table of commands
//! binds them) and of drawing. Entry points: [`TextInput::execute`], [`TextInput::insert`].

pub mod kill_ring;
mod lines;
mod text_buffer;
mod words;

use std::ops::Range;

use crate::command::Command;
use kill_ring::{CutSide, CutText};
use text_buffer::{EditKind, TextBuffer};

/// A text being typed.
#[derive(Debug, Clone)]
pub struct TextInput {
    buffer: TextBuffer,
    several_lines: bool,
    initial: String,
    /// Every motion selects.
    is_selecting: bool,
    /// The column in cells that moving up and down keeps.
    column: Option<usize>,
    /// The width at which it is shown in several lines.
    cells: usize,
    /// What the last command cut, until it is taken.
    cut: Option<CutText>,
    /// The last command cut, so that the next one adds to it.
    is_cutting: bool,
    /// What was inserted last, while another text can take its place.
    inserted: Option<Range<usize>>,
}

impl TextInput {
    /// Returns an input holding `text`, with the cursor at its end.
    pub fn new(text: &str, several_lines: bool) -> TextInput {
        TextInput {
            buffer: TextBuffer::new(text, several_lines),
            several_lines,
            initial: text.to_owned(),
            is_selecting: false,
            column: None,
            cells: usize::MAX,
            cut: None,
            is_cutting: false,
            inserted: None,
        }
    }

    /// Returns true when the text differs from the initial one.
    pub fn is_changed(&self) -> bool {
        self.as_str() != self.initial
    }

    /// Returns the text, if something was typed that would be missed.
    pub fn typed(&self) -> Option<String> {
        Some(self.text()).filter(|text| self.is_changed() && !text.trim().is_empty())
    }

    /// Replaces the text, as one undoable step.
    pub fn set_text(&mut self, text: &str) {
        let text = if self.several_lines { text.to_owned() } else { text.replace('\n', " ") };
        self.replace(0..self.as_str().len(), &text, EditKind::Whole);
    }

    /// Replaces the text before the cursor.
    pub fn set_before_cursor(&mut self, text: &str) {
        self.replace(0..self.cursor(), text, EditKind::Whole);
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.as_str().to_owned()
    }

    /// Returns the text without copying it.
    pub fn as_str(&self) -> &str {
        self.buffer.text()
    }

    /// Returns true when it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// Returns the text up to the cursor.
    pub fn up_to_cursor(&self) -> String {
        self.as_str()[..self.cursor()].to_owned()
    }

    /// Returns the place of the cursor, in bytes.
    pub fn cursor(&self) -> usize {
        self.buffer.cursor()
    }

    /// Moves the cursor to the character at a place.
    pub fn point(&mut self, at: usize) {
        self.rest();
        self.unselect();
        let text = self.as_str();
        let at = words::boundary(text, at.min(text.len()));
        self.buffer.go(at);
    }

    /// Returns what is selected; empty when nothing is.
    pub fn selection(&self) -> Range<usize> {
        self.buffer.selection()
    }

    /// Selects the whole text, so that what is typed next takes its place.
    pub fn select_all(&mut self) {
        self.select(0..self.as_str().len());
    }

    /// Returns true when it accepts line breaks.
    pub fn several_lines(&self) -> bool {
        self.several_lines
    }

    /// Types a character; it takes the place of what is selected.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() {
            let kind = if self.selection().is_empty() { EditKind::Typed } else { EditKind::Whole };
            self.replace(self.selection(), c.encode_utf8(&mut [0; 4]), kind);
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
        let at = self.selection().start;
        self.replace(self.selection(), &clean, EditKind::Whole);
        self.inserted = Some(at..self.cursor());
        clean.chars().count() != text.chars().count()
    }

    /// Puts another text in the place of the one that was pasted or inserted last; returns false
    /// when something else was done since.
    pub fn paste_instead(&mut self, text: &str) -> bool {
        let Some(range) = self.inserted.clone() else { return false };
        self.select(range);
        self.paste(text);
        true
    }

    /// Returns true when the text inserted last can be replaced by another.
    pub fn is_just_pasted(&self) -> bool {
        self.inserted.is_some()
    }

    /// Returns what was cut since this was asked last.
    pub fn take_cut(&mut self) -> Option<CutText> {
        self.cut.take()
    }

    /// Returns what is selected, for copying.
    pub fn selected_text(&self) -> Option<&str> {
        Some(&self.as_str()[self.selection()]).filter(|text| !text.is_empty())
    }

    /// Executes a command of the text contexts; returns false for any other.
    pub fn execute(&mut self, command: Command) -> bool {
        let was_cutting = std::mem::take(&mut self.is_cutting);
        if let Some(to) = self.motion(command) {
            self.go(to, self.is_selecting, is_vertical(command));
            return true;
        }
        let (text, at) = (self.as_str(), self.cursor());
        let selection = Some(self.selection()).filter(|selection| !selection.is_empty());
        match command {
            Command::EraseLeft | Command::EraseRight if selection.is_some() => {
                self.replace(selection.unwrap_or_default(), "", EditKind::Whole);
            }
            Command::EraseLeft => self.replace(words::previous(text, at)..at, "", EditKind::Erased),
            Command::EraseRight => self.replace(at..words::next(text, at), "", EditKind::Erased),
            Command::CutText => {
                if let Some(selection) = selection {
                    self.cut(selection, CutSide::Behind, false);
                }
            }
            Command::EraseWord => self.cut(words::spaced_start(text, at)..at, CutSide::Before, was_cutting),
            Command::EraseWordLeft => self.cut(words::word_start(text, at)..at, CutSide::Before, was_cutting),
            Command::EraseWordRight => self.cut(at..words::word_end(text, at), CutSide::Behind, was_cutting),
            Command::EraseToStart => {
                let start = words::line_start(text, at);
                // At its beginning, a line joins the one before.
                let from = if start == at { words::previous(text, at) } else { start };
                self.cut(from..at, CutSide::Before, was_cutting);
            }
            Command::EraseToEnd => {
                let end = words::line_end(text, at);
                let to = if end == at { words::next(text, at) } else { end };
                self.cut(at..to, CutSide::Behind, was_cutting);
            }
            Command::EraseBlanks => {
                let blank = |c: &char| *c == ' ';
                let before = text[..at].chars().rev().take_while(blank).count();
                let behind = text[at..].chars().take_while(blank).count();
                self.replace(at - before..at + behind, "", EditKind::Whole);
            }
            Command::RevertText => {
                let initial = self.initial.clone();
                self.set_text(&initial);
            }
            Command::SwapCharacters => self.swap_characters(),
            Command::SwapWords => self.swap_words(),
            Command::UpperWord => self.change_word(str::to_uppercase),
            Command::LowerWord => self.change_word(str::to_lowercase),
            Command::CapitalWord => self.change_word(capitalised),
            Command::SelectText => {
                self.is_selecting = !self.buffer.is_selecting();
                if self.is_selecting {
                    self.buffer.select();
                } else {
                    self.buffer.unselect();
                }
            }
            Command::TextUndo => {
                self.unselect();
                self.rest();
                self.column = None;
                self.buffer.undo();
            }
            Command::TextRedo => {
                self.unselect();
                self.rest();
                self.column = None;
                self.buffer.redo();
            }
            Command::NewLine if self.several_lines => self.replace(self.selection(), "\n", EditKind::Whole),
            _ => return false,
        }
        true
    }

    /// Moves the cursor and selects what it passes; returns false for a command that does not move.
    pub fn extend(&mut self, command: Command) -> bool {
        self.is_cutting = false;
        let Some(to) = self.motion(command) else { return false };
        self.go(to, true, is_vertical(command));
        true
    }

    /// Returns where a command moves the cursor.
    fn motion(&mut self, command: Command) -> Option<usize> {
        let (text, at) = (self.as_str(), self.cursor());
        Some(match command {
            Command::TextLeft => words::previous(text, at),
            Command::TextRight => words::next(text, at),
            Command::WordLeft => words::word_start(text, at),
            Command::WordRight => words::word_end(text, at),
            Command::LineStart => words::line_start(text, at),
            Command::LineEnd => words::line_end(text, at),
            Command::TextStart => 0,
            Command::TextEnd => text.len(),
            Command::TextUp => self.beside(-1),
            Command::TextDown => self.beside(1),
            _ => return None,
        })
    }

    fn go(&mut self, to: usize, selects: bool, is_vertical: bool) {
        if selects {
            self.buffer.select();
        } else {
            self.unselect();
        }
        if !is_vertical {
            self.column = None;
        }
        self.rest();
        self.buffer.go(to);
    }

    fn select(&mut self, range: Range<usize>) {
        self.buffer.unselect();
        self.buffer.go(range.start);
        self.buffer.select();
        self.buffer.go(range.end);
    }

    /// Ends what the next edit could have continued.
    fn rest(&mut self) {
        self.buffer.close();
        self.inserted = None;
    }

    fn unselect(&mut self) {
        self.buffer.unselect();
        self.is_selecting = false;
    }

    /// Replaces a part of the text; the cursor goes behind it.
    fn replace(&mut self, range: Range<usize>, with: &str, kind: EditKind) {
        self.unselect();
        (self.column, self.inserted, self.is_cutting) = (None, None, false);
        self.buffer.replace(range, with, kind);
    }

    /// Cuts a part of the text.
    fn cut(&mut self, range: Range<usize>, side: CutSide, was_cutting: bool) {
        let text = self.as_str()[range.clone()].to_owned();
        self.replace(range, "", EditKind::Whole);
        self.is_cutting = true;
        self.cut = Some(CutText { text, continues: was_cutting.then_some(side) });
    }

    /// Swaps the characters around the cursor; at the end of a line the two before it.
    fn swap_characters(&mut self) {
        let (text, at) = (self.as_str(), self.cursor());
        let is_at_end = at == words::line_end(text, at);
        let middle = if is_at_end { words::previous(text, at) } else { at };
        let (start, end) = (words::previous(text, middle), words::next(text, middle));
        if start >= words::line_start(text, at) && start < middle {
            let swapped = format!("{}{}", &text[middle..end], &text[start..middle]);
            self.replace(start..end, &swapped, EditKind::Whole);
        }
    }

    /// Swaps the word before the cursor with the next one; at the end the last two.
    fn swap_words(&mut self) {
        let (text, at) = (self.as_str(), self.cursor());
        let end = words::word_end(text, at);
        let second = words::word_start(text, end);
        let second_end = words::word_end(text, second);
        let first = words::word_start(text, second);
        let first_end = words::word_end(text, first);
        if first < second && first_end <= second {
            let swapped =
                format!("{}{}{}", &text[second..second_end], &text[first_end..second], &text[first..first_end]);
            self.replace(first..second_end, &swapped, EditKind::Whole);
        }
    }

    /// Changes the rest of the word at the cursor, or the next word.
    fn change_word(&mut self, change: impl Fn(&str) -> String) {
        let text = self.as_str();
        let start = words::next_word(text, self.cursor());
        let end = words::word_end(text, start);
        let changed = change(&text[start..end]);
        self.replace(start..end, &changed, EditKind::Whole);
    }
}

fn is_vertical(command: Command) -> bool {
    matches!(command, Command::TextUp | Command::TextDown)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + &chars.as_str().to_lowercase()
}

#[cfg(test)]
mod tests;
