//! Breaks texts into lines of a given width.
//!
//! Lines break only at space, so that a comma stays with its word, and never before a sign that
//! separates two texts. A word longer than a line, such as an address, breaks where it has parts,
//! else between graphemes. Text to read loses the spaces at which a line breaks, text being typed
//! keeps them. Entry points: [`wrap`] and [`line_ranges`] to read, [`line_breaks`] while typing.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{is_single_cell, width};

/// Signs that separate two texts; they stay on the line of the first.
const SEPARATORS: [char; 6] = ['·', '–', '—', '›', '×', '…'];

/// The room that lines have.
#[derive(Debug, Clone, Copy)]
pub struct LineRoom {
    /// Cells of a line.
    pub cells: usize,
    /// Cells that are indented in the lines after the first.
    pub hang: usize,
}

/// Breaks a text into lines of at most `cells` cells, at spaces where possible. Keeps its own line
/// breaks.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, cells.max(1))).collect()
}

fn wrap_line(line: &str, cells: usize) -> impl Iterator<Item = String> {
    let ranges = line_ranges(line, LineRoom { cells, hang: 0 });
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
        if lines.used + cells <= room.cells || cells + room.hang <= room.cells {
            lines.put_whole(at, word, cells);
        } else {
            // A separator takes its word's last place on the line only where both fit.
            let mut part_at = at;
            for part in runs(word) {
                lines.put_part(part_at, part);
                part_at += part.len();
            }
        }
        at += word.len();
    }
    lines.ranges
}

/// Returns the words of a text, each with the separator behind it, and the space between them, by
/// turns, and each line break by itself.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut end = run_length(rest)?;
        while !rest.starts_with(char::is_whitespace) {
            let behind = rest[end..].strip_prefix(' ').and_then(|behind| behind.strip_prefix(SEPARATORS));
            let Some(behind) = behind.filter(|behind| !behind.starts_with(|c: char| !c.is_whitespace())) else { break };
            end = rest.len() - behind.len();
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Returns the runs of space and of anything else, by turns, and each line break by itself.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (run, after) = rest.split_at(run_length(rest)?);
        rest = after;
        Some(run)
    })
}

/// Returns the length of the run that a text begins with.
fn run_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let ends = |c: char| c == '\n' || c.is_whitespace() != first.is_whitespace();
    Some(if first == '\n' { 1 } else { text.find(ends).unwrap_or(text.len()) })
}

/// Returns the graphemes of a text with their places.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, rest) = (at, &text[at..]);
        let mut chars = rest.chars();
        let first = chars.next()?;
        // Most characters stand for themselves, which is told far sooner than by the tables.
        let is_alone = is_single_cell(first) && chars.next().is_none_or(is_single_cell);
        let grapheme = if is_alone { &rest[..first.len_utf8()] } else { rest.graphemes(true).next()? };
        at += grapheme.len();
        Some((start, grapheme))
    })
}

/// Returns the length of the longest beginning that fits into `cells`.
fn fitting(text: &str, cells: usize) -> usize {
    let mut used = 0;
    let too_long = graphemes(text).find(|(_, grapheme)| {
        used += width(grapheme);
        used > cells
    });
    too_long.map_or(text.len(), |(at, _)| at)
}

/// Returns where a long word is best divided, at most behind `most` bytes: between the parts of an
/// address, or of a compound. Never within `https://`.
fn division(word: &str, most: usize) -> Option<usize> {
    let behind = word[most..].chars().next().map_or(0, char::len_utf8);
    let places = || word[..most + behind].char_indices().rev().filter(|(at, _)| *at > 0);
    let fits = |end: &usize| *end <= most;
    let of_address = |(at, c): (usize, char)| match c {
        '?' | '&' => Some(at),
        '/' if word[..at].ends_with(['/', ':']) || word[at + 1..].starts_with('/') => None,
        '/' => Some(at + 1),
        _ => None,
    };
    let of_compound = |(at, c): (usize, char)| match c {
        '-' | '_' | ',' | ';' | '=' => Some(at + 1),
        '.' | '@' | '#' => Some(at),
        _ => None,
    };
    let best = |of: &dyn Fn((usize, char)) -> Option<usize>| places().find_map(|place| of(place).filter(fits));
    best(&of_address).or_else(|| best(&of_compound))
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
        if let Some(line) = self.ranges.last_mut().filter(|_| !part.is_empty()) {
            line.end = at + part.len();
        }
        self.used += cells;
    }

    /// Puts a word, a space or a line break that fits on a line, if not on this one.
    fn put_whole(&mut self, at: usize, word: &str, cells: usize) {
        if word == "\n" {
            self.begin(at + 1);
        } else if self.used + cells <= self.room.cells {
            self.put(at, word, cells);
        } else if word.starts_with(char::is_whitespace) {
            self.used = self.room.cells;
        } else {
            self.begin(at);
            self.put(at, word, cells);
        }
    }

    /// Puts a part of what is longer than a line. It begins in the rest of the line where that
    /// holds a part of its own.
    fn put_part(&mut self, at: usize, part: &str) {
        if part.starts_with(char::is_whitespace) {
            return self.put_whole(at, part, width(part));
        }
        let (mut at, mut rest) = (at, part);
        while !rest.is_empty() {
            let free = fitting(rest, self.room.cells.saturating_sub(self.used));
            let first = rest.graphemes(true).next().map_or(rest.len(), str::len);
            let end = match division(rest, free) {
                _ if free == rest.len() => free,
                Some(end) => end,
                None if self.is_line_empty() => free.max(first),
                None => 0,
            };
            self.put(at, &rest[..end], width(&rest[..end]));
            (at, rest) = (at + end, &rest[end..]);
            if !rest.is_empty() {
                self.begin(at);
            }
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
    for (at, grapheme) in graphemes(line) {
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
    fn no_line_begins_with_a_separator() {
        let text = "Lernorte bekannt. · Maßnahme · Stand 2016 – (vor 10 Jahren)";
        let lines = ["Lernorte", "bekannt. ·", "Maßnahme ·", "Stand 2016 –", "(vor 10", "Jahren)"];
        assert_eq!(wrap(text, 12), lines);
        assert_eq!(wrap("abcdef · gh", 6), ["abcdef", "· gh"], "where the sign does not fit");
        assert_eq!(wrap("Ich möchte …", 10), ["Ich", "möchte …"]);
    }

    #[test]
    fn an_address_breaks_between_its_parts_and_only_where_it_must() {
        assert_eq!(wrap("siehe https://a-b.de/c", 18), ["siehe", "https://a-b.de/c"]);
        let long = "siehe https://www.kreis.de/bildung/buero?seite=1&b=2";
        assert_eq!(wrap(long, 34), ["siehe https://www.kreis.de/", "bildung/buero?seite=1&b=2"]);
        assert_eq!(wrap(long, 20), ["siehe https://www", ".kreis.de/bildung/", "buero?seite=1&b=2"]);
        assert_eq!(wrap("Portal bildung-im-kreis-düren.de", 18), ["Portal bildung-im-", "kreis-düren.de"]);
    }

    #[test]
    fn graphemes_are_those_of_unicode() {
        for text in ["Köln", "Ko\u{308}ln", "e\u{301}", "👨‍👩‍👧x👍🏽", "🇩🇪🇫🇷", "a\r\nb", "각각", "©\u{fe0f}®", "\u{600}1", ""]
        {
            let found: Vec<_> = graphemes(text).collect();
            assert_eq!(found, text.grapheme_indices(true).collect::<Vec<_>>(), "{text:?}");
        }
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
