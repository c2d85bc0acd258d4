//! The text, its cursor, selection and history: in a `tui_textarea::TextArea`.
//!
//! The crate counts lines and `char`s and undoes letter by letter; here places are bytes of the
//! whole text, and a step of undo covers a word. A step holds the number of edits of the crate's
//! own history that belong to it. Must not know commands. Entry points: [`TextBuffer::replace`],
//! [`TextBuffer::undo`].

use std::ops::Range;

use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use super::words::{self, is_space, is_word};

/// Maximum number of steps.
const MOST: usize = 1_000;

/// Maximum number of edits in a step.
const LONGEST: usize = 1_000;

/// How an edit came about, which decides whether it continues the step before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EditKind {
    /// A character was typed.
    Typed,
    /// A character was erased by itself.
    Erased,
    /// Anything else: a step of its own.
    Whole,
}

/// What is undone at once.
#[derive(Debug, Clone, Copy)]
struct TextStep {
    /// The number of edits of the area that belong to it.
    edits: usize,
    /// Where the cursor was before.
    cursor: usize,
}

/// The last edit, while the next one may continue its step.
#[derive(Debug, Clone)]
struct OpenEdit {
    kind: EditKind,
    /// Where the next one goes on.
    at: usize,
    removed: String,
}

/// A text that is edited by the places of its bytes.
#[derive(Debug, Clone)]
pub(super) struct TextBuffer {
    area: TextArea<'static>,
    /// The lines of the area joined, so that they can be lent.
    text: String,
    done: Vec<TextStep>,
    undone: Vec<TextStep>,
    open: Option<OpenEdit>,
}

impl TextBuffer {
    /// Returns a buffer holding `text`, with the cursor at its end.
    pub(super) fn new(text: &str, several_lines: bool) -> TextBuffer {
        let lines = if several_lines { text.split('\n').map(str::to_owned).collect() } else { vec![text.to_owned()] };
        let mut area = TextArea::new(lines);
        // More than the steps can hold, so that none loses an edit.
        area.set_max_histories(MOST * LONGEST);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextBuffer { area, text: text.to_owned(), done: Vec::new(), undone: Vec::new(), open: None }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place of the cursor.
    pub(super) fn cursor(&self) -> usize {
        let at = self.area.cursor();
        self.place(at.0, at.1)
    }

    /// Moves the cursor; what is being selected follows it.
    pub(super) fn go(&mut self, at: usize) {
        let (row, column) = self.row_and_column(at);
        if self.area.cursor() == (row, column) {
            return;
        }
        let length = self.area.lines()[row].chars().count();
        let from = self.area.cursor();
        let (row_in_reach, column_in_reach) = (in_reach(row), in_reach(column));
        // A jump reaches no further than a `u16`; beyond, the nearest known place is walked from.
        if from.0 != row || column_in_reach == column || from.1.abs_diff(column) > column - column_in_reach {
            self.area.move_cursor(CursorMove::Jump(
                u16::try_from(row_in_reach).unwrap_or(u16::MAX),
                u16::try_from(column_in_reach).unwrap_or(u16::MAX),
            ));
        }
        while self.area.cursor().0 < row {
            self.area.move_cursor(CursorMove::Down);
        }
        if self.area.cursor().1.abs_diff(column) > length - column {
            self.area.move_cursor(CursorMove::End);
        }
        while self.area.cursor().1 < column {
            self.area.move_cursor(CursorMove::Forward);
        }
        while self.area.cursor().1 > column {
            self.area.move_cursor(CursorMove::Back);
        }
    }

    /// Begins to select at the cursor, unless something is being selected already.
    pub(super) fn select(&mut self) {
        if !self.area.is_selecting() {
            self.area.start_selection();
        }
    }

    /// Ends selecting.
    pub(super) fn unselect(&mut self) {
        self.area.cancel_selection();
    }

    /// Returns true while motions select.
    pub(super) fn is_selecting(&self) -> bool {
        self.area.is_selecting()
    }

    /// Returns what is selected; empty when nothing is.
    pub(super) fn selection(&self) -> Range<usize> {
        match self.area.selection_range() {
            Some((start, end)) => self.place(start.0, start.1)..self.place(end.0, end.1),
            None => self.cursor()..self.cursor(),
        }
    }

    /// Replaces a part of the text; the cursor goes behind it. Nothing is selected afterwards.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str, kind: EditKind) {
        let (cursor, at) = (self.cursor(), range.start);
        let removed = self.text[range.clone()].to_owned();
        let continues = self.continues(&range, with, kind);
        self.unselect();
        self.go(range.end);
        if removed == with {
            return;
        }
        let mut edits = 0;
        if !range.is_empty() {
            self.area.start_selection();
            self.go(range.start);
            edits += usize::from(self.area.cut());
        }
        if !with.is_empty() {
            edits += usize::from(self.area.insert_str(as_inserted(with)));
        }
        self.text.replace_range(range, with);
        self.undone.clear();
        match self.done.last_mut().filter(|step| continues && step.edits + edits <= LONGEST) {
            Some(step) => step.edits += edits,
            None => self.done.push(TextStep { edits, cursor }),
        }
        let excess = self.done.len().saturating_sub(MOST);
        self.done.drain(..excess);
        self.open = Some(OpenEdit { kind, at: at + with.len(), removed });
        self.go(words::boundary(&self.text, at + with.len()));
    }

    /// Ends the step: the next edit begins another.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes the last step back; the cursor goes where it was.
    pub(super) fn undo(&mut self) {
        let Some(step) = self.done.pop() else { return };
        for _ in 0..step.edits {
            self.area.undo();
        }
        self.undone.push(step);
        self.changed_by_area(Some(step.cursor));
    }

    /// Does the step undone last again; the cursor goes behind what it changed.
    pub(super) fn redo(&mut self) {
        let Some(step) = self.undone.pop() else { return };
        for _ in 0..step.edits {
            self.area.redo();
        }
        self.done.push(step);
        self.changed_by_area(None);
    }

    fn changed_by_area(&mut self, cursor: Option<usize>) {
        self.text = self.area.lines().join("\n");
        self.open = None;
        let cursor = cursor.unwrap_or_else(|| self.cursor());
        self.go(words::boundary(&self.text, cursor));
    }

    /// Returns true when an edit is a part of the last step: it goes on where that ended, and
    /// begins no other word.
    fn continues(&self, range: &Range<usize>, with: &str, kind: EditKind) -> bool {
        let Some(open) = self.open.as_ref().filter(|open| open.kind == kind) else { return false };
        let removed = &self.text[range.clone()];
        match kind {
            EditKind::Whole => false,
            EditKind::Typed => range.start == open.at && !begins_word(&self.text[..open.at], with),
            // To the right: the same place. To the left: just before.
            EditKind::Erased if range.start == open.at => !begins_word(&open.removed, removed),
            EditKind::Erased => range.end == open.at && !ends_word(removed, &open.removed),
        }
    }

    /// Returns the place of a `char` of a line.
    fn place(&self, row: usize, column: usize) -> usize {
        let lines = self.area.lines();
        let above: usize = lines[..row].iter().map(|line| line.len() + 1).sum();
        above + lines[row].char_indices().nth(column).map_or(lines[row].len(), |(byte, _)| byte)
    }

    /// Returns the line of a place and the number of `char`s before it there.
    fn row_and_column(&self, at: usize) -> (usize, usize) {
        let lines = self.area.lines();
        let (mut row, mut start) = (0, 0);
        while row + 1 < lines.len() && start + lines[row].len() < at {
            start += lines[row].len() + 1;
            row += 1;
        }
        let line = &lines[row];
        (row, line[..(at - start).min(line.len())].chars().count())
    }
}

fn in_reach(number: usize) -> usize {
    number.min(usize::from(u16::MAX))
}

/// Returns what the area has to be given so that it inserts `text`: of the carriage returns at the
/// end of a line it takes one away.
fn as_inserted(text: &str) -> String {
    let lines = text.split('\n').map(|line| if line.ends_with('\r') { format!("{line}\r") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

fn begins_word(before: &str, next: &str) -> bool {
    before.graphemes(true).next_back().is_some_and(is_space) && !is_space(next)
}

fn ends_word(before: &str, behind: &str) -> bool {
    before.graphemes(true).next_back().is_some_and(is_word) && behind.graphemes(true).next().is_some_and(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_holds_the_text_that_is_lent_whatever_replaces_what() {
        let mut buffer = TextBuffer::new("Ko\u{308}ln\r\n\nBonn 👩\u{200d}🏫", true);
        let mut before = vec![buffer.text().to_owned()];
        for (range, with) in [(4..8, "x\r\ny\r"), (0..0, "\n\n"), (2..6, ""), (0..1, "Düren\nAachen")] {
            let mut wanted = buffer.text().to_owned();
            wanted.replace_range(range.clone(), with);
            buffer.replace(range, with, EditKind::Whole);
            assert_eq!((buffer.text(), buffer.area.lines().join("\n")), (wanted.as_str(), wanted.clone()));
            before.push(wanted);
        }
        let newest = before.pop().unwrap();
        for wanted in before.iter().rev() {
            buffer.undo();
            assert_eq!(buffer.text(), wanted);
        }
        (0..before.len()).for_each(|_| buffer.redo());
        assert_eq!(buffer.text(), newest);
    }

    #[test]
    fn a_line_longer_than_a_jump_reaches_is_edited_anywhere() {
        let mut buffer = TextBuffer::new(&format!("a\n{}\nb", "x".repeat(65_600)), true);
        for at in [2 + 65_560, 2 + 65_600, 2 + 3, 2 + 65_540, 0] {
            buffer.go(at);
            assert_eq!(buffer.cursor(), at);
        }
        buffer.replace(65_550..65_560, "y", EditKind::Whole);
        assert_eq!(buffer.text().find('y'), Some(65_550));
        buffer.undo();
        assert_eq!(buffer.text().find('y'), None);
    }
}
