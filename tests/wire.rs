//! What is sent makes a terminal show exactly the frame that was drawn, whatever it showed before;
//! and it is little.
//!
//! Random frames are drawn one after the other; a terminal of another maker (`vt100`) reads what is
//! sent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::num::NonZeroU16;

use bildungsnetz::terminal::{Capabilities, DiffRenderer};
use bildungsnetz::text::hyperlink::Hyperlink;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// A text somewhere, in a style.
#[derive(Debug, Clone)]
struct Stroke {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

/// A frame: what is drawn, one stroke over the other, and the cursor.
#[derive(Debug, Clone)]
struct Frame {
    width: u16,
    height: u16,
    strokes: Vec<Stroke>,
    cursor: Option<(u16, u16)>,
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => Just("Bildungsnetz"), 4 => Just("Köln"), 6 => Just(" "), 3 => Just("            "), 2 => Just("│"),
        2 => Just("●"), 1 => Just("漢字"), 1 => Just("e\u{301}"), 1 => Just("👍"), 1 => Just("…"), 1 => Just("x"),
    ];
    proptest::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            5 => Just(Color::Reset), 2 => Just(Color::Cyan), 1 => Just(Color::LightRed), 1 => Just(Color::Indexed(172)),
            1 => Just(Color::Rgb(1, 20, 255)),
        ]
    };
    let modifiers = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    let modifier = proptest::sample::subsequence(modifiers.to_vec(), 0..=2);
    (colour(), prop_oneof![4 => Just(Color::Reset), 1 => colour()], modifier).prop_map(|(fg, bg, modifiers)| {
        Style::new().fg(fg).bg(bg).add_modifier(modifiers.into_iter().fold(Modifier::empty(), Modifier::union))
    })
}

/// Frames of a few sizes, the same one mostly, so that much stays from one to the next.
fn frames() -> impl Strategy<Value = Vec<Frame>> {
    let size = prop_oneof![8 => Just((30, 6)), 1 => Just((1, 1)), 1 => Just((7, 12)), 1 => Just((80, 3))];
    let stroke = (0..80u16, 0..12u16, text(), style()).prop_map(|(x, y, text, style)| Stroke { x, y, text, style });
    let frame = (size, proptest::collection::vec(stroke, 0..12), proptest::option::of((0..80u16, 0..12u16)));
    let frame = frame.prop_map(|((width, height), strokes, cursor)| {
        let cursor = cursor.map(|(x, y)| (x % width, y % height));
        Frame { width, height, strokes, cursor }
    });
    proptest::collection::vec(frame, 1..8)
}

impl Frame {
    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.width, self.height));
        for Stroke { x, y, text, style } in &self.strokes {
            buffer.set_string(x % self.width, y % self.height, text, *style);
        }
        // The terminal that reads is either bold or dim.
        for cell in buffer.content.iter_mut().filter(|cell| cell.modifier.contains(Modifier::BOLD)) {
            cell.modifier -= Modifier::DIM;
        }
        buffer
    }
}

/// How a cell looks; of a blank only what can be seen.
fn look(text: &str, (fg, bg): (String, String), attributes: [bool; 5]) -> String {
    let [_, _, _, underlined, reversed] = attributes;
    match text {
        " " if !underlined && !reversed => format!("  {bg}"),
        _ => format!("{text} {fg} {bg} {attributes:?}"),
    }
}

fn colour(colour: Color) -> String {
    let number = |index: u8| format!("{:?}", vt100::Color::Idx(index));
    match colour {
        Color::Cyan => number(6),
        Color::LightRed => number(9),
        Color::Indexed(index) => number(index),
        Color::Rgb(r, g, b) => format!("{:?}", vt100::Color::Rgb(r, g, b)),
        _ => format!("{:?}", vt100::Color::Default),
    }
}

/// A frame as far as a terminal can show it: an old one has neither colours nor faint text.
fn as_shown(buffer: &Buffer, dialect: Capabilities) -> Buffer {
    let mut buffer = buffer.clone();
    if dialect == Capabilities::OLD {
        for cell in &mut buffer.content {
            cell.modifier &= Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
            (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
        }
    }
    buffer
}

/// What a frame is to look like, cell by cell.
fn wanted(buffer: &Buffer) -> Vec<String> {
    let blank = |cell: &Cell| cell.symbol() == " ";
    let columns = usize::from(buffer.area.width);
    let mut looks = Vec::new();
    for row in buffer.content.chunks(columns) {
        let mut x = 0;
        while x < columns {
            let cell = &row[x];
            let wide = cell.symbol().width() == 2;
            // A wide character that something was drawn over is not seen.
            let seen = !wide || row.get(x + 1).is_some_and(blank);
            let attributes =
                [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED]
                    .map(|one| cell.modifier.contains(one));
            let text = if seen { cell.symbol() } else { " " };
            looks.push(look(text, (colour(cell.fg), colour(cell.bg)), attributes));
            x += 1;
            if wide && seen {
                looks.push("covered".to_owned());
                x += 1;
            }
        }
    }
    looks
}

/// What a terminal shows, cell by cell.
fn shown(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = size(screen);
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| screen.cell(row, column).unwrap()));
    let looks = cells.map(|cell| {
        if cell.is_wide_continuation() {
            return "covered".to_owned();
        }
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let colours = (format!("{:?}", cell.fgcolor()), format!("{:?}", cell.bgcolor()));
        look(text, colours, [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()])
    });
    looks.collect()
}

fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, columns) = screen.size();
    (rows.get(), columns.get())
}

fn terminal(width: u16, height: u16) -> vt100::Parser {
    let cells = |count| NonZeroU16::new(count).unwrap();
    vt100::Parser::new(cells(height), cells(width), 0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_terminal_shows_what_was_drawn_whatever_it_showed_before(
        frames in frames(),
        dialect in prop_oneof![Just(Capabilities::FULL), Just(Capabilities::OLD)],
    ) {
        let mut painter = DiffRenderer::new(dialect);
        let mut reader = terminal(frames[0].width, frames[0].height);
        for frame in &frames {
            if size(reader.screen()) != (frame.height, frame.width) {
                reader = terminal(frame.width, frame.height);
                reader.process(b"\x1b[7mwhatever another size makes of it");
                painter.forget();
            }
            let buffer = frame.buffer();
            let cursor = frame.cursor.map(Position::from);
            let bytes = painter.paint(&mut buffer.clone(), Vec::new(), cursor);
            reader.process(&bytes);
            let screen = reader.screen();
            prop_assert_eq!(shown(screen), wanted(&as_shown(&buffer, dialect)), "{}", String::from_utf8_lossy(&bytes));
            prop_assert_eq!(!screen.hide_cursor(), cursor.is_some() || dialect == Capabilities::OLD);
            if let Some((x, y)) = frame.cursor {
                prop_assert_eq!(screen.cursor_position(), (y, x));
            }
        }
    }
}

/// What is sent to get from one frame to the other; lines of text, their looks by sign: `[…]` is a
/// bar.
fn sent(dialect: Capabilities, before: &[&str], after: &[&str]) -> String {
    let buffer = |lines: &[&str]| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 5));
        for (y, line) in (0..).zip(lines) {
            let bar = Style::new().add_modifier(Modifier::REVERSED);
            let style = if line.starts_with('[') { bar } else { Style::new() };
            buffer.set_string(0, y, line.trim_matches(['[', ']']), style);
        }
        buffer
    };
    let mut painter = DiffRenderer::new(dialect);
    painter.paint(&mut buffer(before), Vec::new(), Some(Position::ORIGIN));
    let bytes = painter.paint(&mut buffer(after), Vec::new(), Some(Position::ORIGIN));
    String::from_utf8(bytes).unwrap().replace('\x1b', "^")
}

#[test]
fn only_what_differs_is_sent_and_in_the_shortest_way() {
    for (before, after, wanted) in [
        (vec!["Köln"], vec!["Köln"], ""),
        (vec!["Köln", "Bonn"], vec!["Köln", "Bern"], "\n^[Cer^[H"),
        // Unchanged cells between are shorter to write again than to step over.
        (vec!["Regionen 2/4"], vec!["Regionen 3/5"], "^[9C3/5\r"),
        (vec!["Regionen 12 und mehr 3 x"], vec!["Gremien: 12 und mehr 4 x"], "Gremien:^[13C4\r"),
        // What becomes blank is erased.
        (vec!["Regionale Bildungskonferenz"], vec!["Regionale"], "^[10C^[K\r"),
        (vec!["Regionale Bildungskonferenz |"], vec!["Regionale                   |"], "^[10C^[17X\r"),
        // A bar that moves takes its attribute along once.
        (vec!["[Düren]", "Köln"], vec!["Düren", "[Köln]"], "Düren\n\r^[7mKöln^[H"),
    ] {
        let sent = sent(Capabilities::FULL, &before, &after);
        assert_eq!(sent, wanted, "{before:?} -> {after:?}");
    }
}

#[test]
fn an_old_terminal_gets_nothing_it_does_not_know() {
    let before = ["[Regionale Bildungskonferenz |]", "Köln"];
    let after = ["Regionale                   |", "[Köln]"];
    let sent = sent(Capabilities::OLD, &before, &after);
    assert_eq!(sent, "Regionale                   |\n\r^[0;7mKöln^[H");
}

#[test]
fn a_large_frame_is_shown_in_one_go_and_a_small_one_needs_no_asking() {
    let mut painter = DiffRenderer::new(Capabilities::FULL);
    let frame = |text: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        for y in 0..24 {
            buffer.set_string(0, y, text.repeat(80), Style::new());
        }
        buffer
    };
    let bytes = painter.paint(&mut frame("x"), Vec::new(), None);
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    let mut other = frame("x");
    other.set_string(3, 3, "y", Style::new());
    assert_eq!(painter.paint(&mut other, Vec::new(), None), b"\x1b[4;4Hy");
}

#[test]
fn after_forgetting_everything_is_sent_again() {
    let frame = || Buffer::with_lines(["Köln", "Bonn"]);
    let mut painter = DiffRenderer::new(Capabilities::FULL);
    let first = painter.paint(&mut frame(), Vec::new(), None);
    assert_eq!(painter.paint(&mut frame(), Vec::new(), None), b"");
    painter.forget();
    assert_eq!(painter.paint(&mut frame(), Vec::new(), None), first);
}

/// The bytes for a row of which some cells lead somewhere, after one with other links.
fn linked(before: &[(std::ops::Range<u16>, &str)], after: &[(std::ops::Range<u16>, &str)]) -> String {
    let links = |links: &[(std::ops::Range<u16>, &str)]| {
        let link = |(columns, target): &(std::ops::Range<u16>, &str)| Hyperlink {
            row: 0,
            columns: columns.clone(),
            target: (*target).to_owned(),
        };
        links.iter().map(link).collect::<Vec<_>>()
    };
    let mut painter = DiffRenderer::new(Capabilities::FULL);
    painter.paint(&mut Buffer::with_lines(["Web a.de b.de"]), links(before), Some(Position::ORIGIN));
    let bytes = painter.paint(&mut Buffer::with_lines(["Web a.de b.de"]), links(after), Some(Position::ORIGIN));
    String::from_utf8(bytes).unwrap().replace('\x1b', "^")
}

#[test]
fn a_link_is_opened_once_closed_behind_it_and_not_sent_again() {
    let (a, b) = ((4..8, "https://a.de"), (9..13, "https://b.de"));
    let open = |target: &str| format!("^]8;id=1;{target}^\\");
    let close = "^]8;;^\\";
    let first = format!("^[4C{}a.de{close}\r", open("https://a.de"));
    assert_eq!(linked(&[], std::slice::from_ref(&a)), first);
    assert_eq!(linked(std::slice::from_ref(&a), std::slice::from_ref(&a)), "");
    assert_eq!(linked(std::slice::from_ref(&a), &[]), "Web a.de\r");
    let both = linked(&[], &[a.clone(), b.clone()]);
    assert_eq!(both, format!("^[4C{}a.de^[C{}b.de{close}^[H", open("https://a.de"), open("https://b.de")));
    assert_eq!(linked(&[a, b.clone()], &[b]), "^[4Ca.de\r");
}

#[test]
fn a_terminal_without_links_gets_none() {
    let link = Hyperlink { row: 0, columns: 0..4, target: "https://a.de".to_owned() };
    for capabilities in
        [Capabilities::OLD, Capabilities::of(Some("linux"), false), Capabilities::FULL.with_links(false)]
    {
        let bytes = DiffRenderer::new(capabilities).paint(&mut Buffer::with_lines(["a.de"]), vec![link.clone()], None);
        assert!(!String::from_utf8(bytes).unwrap().contains("]8;"));
    }
}
