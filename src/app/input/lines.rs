//! The lines in which a typed text is shown, and moving between them. Entry point:
//! [`TextInput::breaks`].

use std::ops::Range;

use super::{TextInput, words};
use crate::text::{line_breaks, width};

impl TextInput {
    /// Returns the parts of the text that its lines show at a width of `cells`, by the place of
    /// each. One cell stays free for the cursor after the last character.
    pub fn breaks(&self, cells: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut at = 0;
        let lines: Vec<&str> =
            if self.several_lines { self.as_str().split('\n').collect() } else { vec![self.as_str()] };
        for line in lines {
            let broken = line_breaks(line, cells.saturating_sub(1));
            parts.extend(broken.into_iter().map(|part| at + part.start..at + part.end));
            at += line.len() + 1;
        }
        parts
    }

    /// Returns the number of lines the text takes at a width of `cells`.
    pub fn height(&self, cells: usize) -> usize {
        self.breaks(cells).len()
    }

    /// Returns the line that holds the cursor at a width of `cells`.
    pub fn cursor_line(&self, cells: usize) -> usize {
        line_of(&self.breaks(cells), self.cursor())
    }

    /// Tells the width in cells at which it is shown.
    pub fn fit(&mut self, cells: usize) {
        self.cells = cells;
    }

    /// Returns the place in the line above or below, in the column of the cursor.
    pub(super) fn beside(&mut self, by: isize) -> usize {
        let lines = self.breaks(self.cells);
        let here = line_of(&lines, self.cursor());
        let column = self.column.unwrap_or_else(|| width(&self.as_str()[lines[here].start..self.cursor()]));
        self.column = Some(column);
        let target = here.checked_add_signed(by).and_then(|line| lines.get(line));
        target.map_or(self.cursor(), |line| self.in_column(line, column))
    }

    /// Moves the cursor to a column of a line that is shown.
    pub fn point_in(&mut self, line: &Range<usize>, column: usize) {
        if line.end <= self.as_str().len()
            && self.as_str().is_char_boundary(line.start)
            && self.as_str().is_char_boundary(line.end)
        {
            let at = self.in_column(line, column);
            self.point(at);
        }
    }

    /// Returns the place in a line that is nearest to a column.
    pub(super) fn in_column(&self, line: &Range<usize>, column: usize) -> usize {
        // The place behind the last character of a line that goes on belongs to the next one.
        let goes_on = line.end < self.as_str().len() && !self.as_str()[line.end..].starts_with('\n');
        let mut at = line.start;
        loop {
            let next = words::next(self.as_str(), at);
            let is_over = if goes_on { next >= line.end } else { next > line.end };
            if is_over || next == at || width(&self.as_str()[line.start..next]) > column {
                return at;
            }
            at = next;
        }
    }
}

/// Returns the number of the line that a place is in.
fn line_of(lines: &[Range<usize>], at: usize) -> usize {
    lines.iter().rposition(|line| line.start <= at).unwrap_or(0)
}
