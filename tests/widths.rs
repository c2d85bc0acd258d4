//! Terminals disagree about the width of some characters. Whatever they think, everything else
//! stays in its column.
//!
//! A small terminal that places characters by its own table reads what is sent, on every screen and
//! in every window, with a dataset full of such characters.

mod support;

use bildungsnetz::terminal::{Capabilities, DiffRenderer};
use bildungsnetz::texts::Lang;
use bildungsnetz::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use support::Screen;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How a terminal counts.
#[derive(Debug, Clone, Copy)]
enum Opinion {
    /// Every character on its own; marks take a cell.
    EachItsOwn,
    /// Everything beyond Latin takes one cell.
    OneCell,
    /// Everything beyond Latin takes two.
    TwoCells,
    /// Graphemes as a whole, with emoji and what follows them in two.
    Graphemes,
}

/// A terminal: cells with one text each, and a cursor.
struct Reader {
    opinion: Opinion,
    width: usize,
    cells: Vec<String>,
    at: (usize, usize),
}

impl Reader {
    fn new(opinion: Opinion, width: u16, height: u16) -> Reader {
        let count = usize::from(width) * usize::from(height);
        Reader { opinion, width: width.into(), cells: vec![" ".to_owned(); count], at: (0, 0) }
    }

    fn read(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '\u{1b}' => self.sequence(rest),
                '\r' | '\n' | '\u{8}' => {
                    match first {
                        '\r' => self.at.0 = 0,
                        '\n' => self.at.1 += 1,
                        _ => self.at.0 = self.at.0.saturating_sub(1),
                    }
                    1
                }
                _ => {
                    let part = match self.opinion {
                        Opinion::Graphemes => rest.graphemes(true).next().expect("a grapheme"),
                        _ => &rest[..first.len_utf8()],
                    };
                    self.put(part, first);
                    part.len()
                }
            };
            rest = &rest[length..];
        }
    }

    fn put(&mut self, part: &str, first: char) {
        let is_latin = u32::from(first) < 0x300
            || matches!(first, '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}');
        let cells = match self.opinion {
            _ if is_latin => 1,
            Opinion::EachItsOwn => first.width().unwrap_or(0).max(1),
            Opinion::OneCell => 1,
            Opinion::TwoCells | Opinion::Graphemes => 2,
        };
        for further in 0..cells {
            let x = (self.at.0 + further).min(self.width - 1);
            let text = if further == 0 { part } else { "" };
            self.cells[self.at.1 * self.width + x] = text.to_owned();
        }
        self.at.0 = (self.at.0 + cells).min(self.width - 1);
    }

    /// Obeys a control sequence; returns its length.
    fn sequence(&mut self, rest: &str) -> usize {
        if rest.starts_with("\u{1b}]") {
            return rest.find("\u{1b}\\").expect("an end") + 2;
        }
        let end = rest[2..].find(|c: char| ('@'..='~').contains(&c)).expect("a final letter") + 2;
        let numbers: Vec<usize> = rest[2..end].split(';').map(|number| number.parse().unwrap_or(0)).collect();
        let count = numbers[0].max(1);
        let (x, y) = self.at;
        let row = y * self.width;
        match &rest[end..=end] {
            "H" => self.at = (numbers.get(1).map_or(0, |x| x.max(&1) - 1), count - 1),
            "A" => self.at.1 = y.saturating_sub(count),
            "B" => self.at.1 = y + count,
            "C" => self.at.0 = (x + count).min(self.width - 1),
            "D" => self.at.0 = x.saturating_sub(count),
            "K" => self.cells[row + x..row + self.width].fill(" ".to_owned()),
            "X" => self.cells[row + x..(row + x + count).min(row + self.width)].fill(" ".to_owned()),
            "J" => self.cells.fill(" ".to_owned()),
            _ => {}
        }
        end + 1
    }
}

/// Letters that every terminal counts alike, and blanks.
fn is_plain(symbol: &str) -> bool {
    symbol.len() == 1 && symbol != " "
}

/// Returns what of a frame stands elsewhere or nowhere on the terminal.
fn misplaced(frame: &Buffer, reader: &Reader) -> Vec<String> {
    let cells = frame.content.iter().zip(&reader.cells).enumerate();
    let wrong = cells.filter(|(_, (cell, shown))| is_plain(cell.symbol()) && cell.symbol() != shown.as_str());
    wrong
        .map(|(at, (cell, shown))| {
            let (x, y) = (at % reader.width, at / reader.width);
            format!("{:?} at column {x} of row {y}, there is {shown:?}", cell.symbol())
        })
        .collect()
}

const NAMES: [&str; 7] = [
    "漢字の会議",
    "e\u{301}co\u{308}le de\u{301}",
    "👨\u{200d}👩\u{200d}👧 Haus",
    "☎\u{fe0f} Büro ❤\u{fe0f}",
    "กำแพง ไทย",
    "שלום 🇩🇪 한국어",
    // Ambiguous: one cell or two, as a terminal is set.
    "§ 78a Ω ① ★ ※ Büro",
];

/// A dataset in which every text is of such characters.
fn dataset() -> String {
    let mut text = "#![enable(implicit_some)]\nDirectory(\n    action_fields: [\n".to_owned();
    for (number, name) in NAMES.iter().enumerate() {
        text += &format!(
            "        ActionField(id: \"f{number}\", name: \"{name} {number}\", short: \"{name}\", note: \"{name} und Text dahinter\"),\n"
        );
    }
    text += "    ],\n    regions: [\n";
    for (number, name) in NAMES.iter().enumerate() {
        text += &format!(
            "        Region(id: \"r{number}\", name: \"{name} {number}\", short: \"{name}\", kind: Kreis, seat: \"{name}\", note: \"{name} und Text dahinter\"),\n"
        );
    }
    text += "    ],\n    bodies: [\n";
    for (number, name) in NAMES.iter().enumerate() {
        text += &format!(
            "        Body(id: \"b{number}\", level: Bildungsbuero, name: \"{name} {number}\", regions: [\"r{number}\"], contact: Contact(address: \"{name}, 52349 {name}\", phone: \"02421 22\")),\n"
        );
    }
    text += "    ],\n    engagements: [\n";
    for (number, name) in NAMES.iter().enumerate() {
        text += &format!(
            "        Engagement(id: \"e{number}\", region: \"r{number}\", action_field: \"f{number}\", status: Active, wording: \"{name} im Wortlaut\"),\n"
        );
    }
    text + "    ],\n)\n"
}

#[test]
fn columns_stay_whatever_a_terminal_thinks_of_a_character() {
    let dataset = dataset();
    for opinion in [Opinion::EachItsOwn, Opinion::OneCell, Opinion::TwoCells, Opinion::Graphemes] {
        for (width, height) in [(80, 24), (120, 40), (40, 12)] {
            for dialect in [Capabilities::FULL, Capabilities::OLD] {
                let mut screen = Screen::new(&dataset, Lang::De, (width, height));
                let mut painter = DiffRenderer::new(dialect);
                let mut reader = Reader::new(opinion, width, height);
                // Panes, page, fields, filters, windows and every other screen.
                for keys in [
                    "", "j", "j", "2", "j", "3", "j", "4", "e", "<left>", "x", "<esc>", "/字", "<esc>", "1/ho",
                    "<esc>", "s", "漢", "<esc>", "?", "<esc>", ":", "<esc>", "i", "<enter>", "<enter>", "<esc>",
                    "<esc>", "<esc>", "m", "l", "O", "W", "P", "V", "Q", "j", "<tab>", "M", "q", "d", "<esc>", "a",
                    "<esc>",
                ] {
                    screen.keys(keys);
                    let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
                    let mut links = Vec::new();
                    let cursor: Option<Position> = view::paint(&screen.app, &mut frame, &mut links);
                    reader.read(&painter.paint(&mut frame.clone(), links, cursor));
                    let wrong = misplaced(&frame, &reader);
                    assert!(
                        wrong.is_empty(),
                        "{opinion:?}, {width}×{height}, after {keys:?}: {wrong:#?}\n{}",
                        screen.text()
                    );
                    if let Some(cursor) = cursor {
                        assert_eq!(reader.at, (cursor.x.into(), cursor.y.into()), "{opinion:?} after {keys:?}");
                    }
                }
            }
        }
    }
}
