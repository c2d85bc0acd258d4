//! Breaks texts into lines of a given width.
//!
//! Lines break only at space, so that a comma stays with its word; a word longer than a line breaks
//! between graphemes. Text to read loses the spaces at which a line breaks, text being typed keeps
//! them. Entry points: [`wrap`] and [`line_ranges`] to read, [`line_breaks`] while typing.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// The room that lines have.
#[derive(Debug, Clone, Copy)]
pub struct LineRoom {
    /// Cells of a line.
    pub cells: usize,
    /// Cells that are indented in the lines after the first.
    pub hang: usize,
    /// True when a word longer than a line begins in the rest of the line before.
    pub fills_rest: bool,
}

/// Breaks a text into lines of at most `cells` cells, at spaces where possible. Keeps its own line
/// breaks.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, cells.max(1))).collect()
}

fn wrap_line(line: &str, cells: usize) -> impl Iterator<Item = String> {
    let ranges = line_ranges(line, LineRoom { cells, hang: 0, fills_rest: false });
    let is_blank_start = ranges.len() > 1 && line[ranges[0].clone()].trim_end().is_empty();
    ranges.into_iter().skip(usize::from(is_blank_start)).map(|range| line[range].trim_end().to_owned())
}

/// Returns the parts of a text that its lines show. Its own line breaks, and the spaces at which
/// lines break, are between them.
pub fn line_ranges(text: &str, room: LineRoom) -> Vec<Range<usize>> {
    let mut lines = FilledLines { ranges: vec![Range::default()], used: 0, room };
    let mut at = 0;
    for word in words(text) {
        let cells = width(word);
        if word == "\n" {
            lines.begin(at + 1);
        } else if lines.used + cells <= room.cells {
            lines.put(at, word, cells);
        } else if word.starts_with(char::is_whitespace) {
            lines.used = room.cells;
        } else {
            lines.put_long(at, word, cells);
        }
        at += word.len();
    }
    lines.ranges
}

/// Returns the words of a text and the space between them, by turns, and each line break by itself.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '\n' => 1,
            _ => rest.find(|c: char| c == '\n' || c.is_whitespace() != first.is_whitespace()).unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Lines being filled with words.
struct FilledLines {
    ranges: Vec<Range<usize>>,
    /// Cells taken in the last line.
    used: usize,
    room: LineRoom,
}

impl FilledLines {
    fn begin(&mut self, at: usize) {
        self.ranges.push(at..at);
        self.used = self.room.hang;
    }

    fn put(&mut self, at: usize, part: &str, cells: usize) {
        if let Some(line) = self.ranges.last_mut() {
            line.end = at + part.len();
        }
        self.used += cells;
    }

    /// Puts a word that does not fit on the next line, and breaks it when it is longer than a line.
    fn put_long(&mut self, at: usize, word: &str, cells: usize) {
        let LineRoom { cells: room, hang, fills_rest } = self.room;
        if !self.is_line_empty() && (!fills_rest || cells <= room.saturating_sub(hang) || self.used >= room) {
            self.begin(at);
        }
        for (offset, grapheme) in word.grapheme_indices(true) {
            let cells = width(grapheme);
            if self.used + cells > room && !self.is_line_empty() {
                self.begin(at + offset);
            }
            self.put(at + offset, grapheme, cells);
        }
    }

    fn is_line_empty(&self) -> bool {
        self.used <= if self.ranges.len() > 1 { self.room.hang } else { 0 }
    }
}

/// Returns where a line being typed breaks into lines of at most `cells` cells: ranges that cover
/// all of its bytes, broken after spaces where possible.
pub fn line_breaks(line: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let mut found = Vec::new();
    let (mut start, mut used, mut space) = (0, 0, 0);
    for (at, grapheme) in line.grapheme_indices(true) {
        let w = width(grapheme);
        if used + w > cells && at > start {
            let end = if space > start { space } else { at };
            found.push(start..end);
            start = end;
            used = width(&line[start..at]);
        }
        used += w;
        if grapheme == " " {
            space = at + 1;
        }
    }
    found.push(start..line.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_breaks_at_spaces_and_long_words() {
        assert_eq!(wrap("Bildung im digitalen Wandel", 12), ["Bildung im", "digitalen", "Wandel"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn what_is_typed_breaks_behind_spaces_and_loses_nothing() {
        let parts =
            |line: &'static str, cells| line_breaks(line, cells).into_iter().map(|r| &line[r]).collect::<Vec<_>>();
        assert_eq!(parts("alte Portalseite ohne Datum", 12), ["alte ", "Portalseite ", "ohne Datum"]);
        assert_eq!(parts("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(parts("", 3), [""]);
    }
}
