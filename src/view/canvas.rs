//! Drawing on the cells of the terminal: clipped, escaped, in the theme's styles, in ASCII where
//! necessary.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::detail::Span;
use crate::app::pointer::{PointedPlace, PointerTarget};
use crate::text::ascii::spelled;
use crate::text::hyperlink::Hyperlink;
use crate::text::{escape_control, is_single_cell, truncate_pieces, width};
use crate::theme::{Role, Theme};

/// The cells and how they are styled.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    ascii: bool,
    /// Position of the terminal's cursor: the focused item, so that screen readers follow it.
    pub cursor: Option<Position>,
    /// The cells that lead somewhere.
    pub links: Vec<Hyperlink>,
    /// What the mouse can point at, the uppermost last.
    targets: Vec<(Rect, PointerTarget)>,
}

/// The corners and edges of a border, rounded or in ASCII.
struct Edges {
    horizontal: &'static str,
    vertical: &'static str,
    corners: [&'static str; 4],
    joints: [&'static str; 2],
}

/// Which edges a border shares with its neighbours in a stack.
#[derive(Debug, Clone, Copy)]
pub struct StackEdges {
    /// Its upper line is shared with the border above.
    pub joined: bool,
    /// It draws its lower line, since no border below shares it.
    pub closed: bool,
}

impl StackEdges {
    /// A border that shares no line.
    pub const ALONE: StackEdges = StackEdges { joined: false, closed: true };
}

const ROUND: Edges =
    Edges { horizontal: "─", vertical: "│", corners: ["╭", "╮", "╰", "╯"], joints: ["├", "┤"] };
const ASCII: Edges = Edges { horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"], joints: ["+", "+"] };

impl<'a> Canvas<'a> {
    /// Returns a canvas on a frame's cells.
    pub fn new(buffer: &'a mut Buffer, theme: Theme, ascii: bool) -> Canvas<'a> {
        Canvas { buffer, theme, ascii, cursor: None, links: Vec::new(), targets: Vec::new() }
    }

    /// Writes spans into the first line of `area`, cut with `…`; returns the cell after the last.
    pub fn spans(&mut self, area: Rect, spans: &[Span]) -> u16 {
        let spans = self.spelled(spans);
        self.write(area, &spans)
    }

    /// Returns spans as this terminal shows them: escaped, and in ASCII with umlauts
    /// transliterated.
    fn spelled<'s>(&self, spans: &'s [Span]) -> Cow<'s, [Span]> {
        if !self.ascii {
            return Cow::Borrowed(spans);
        }
        spans.iter().map(|(role, text)| (*role, spelled(&escape_control(text)).into_owned())).collect()
    }

    fn write(&mut self, area: Rect, spans: &[Span]) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return area.x;
        }
        let mut x = area.x;
        let total: usize = spans.iter().map(|(_, text)| width(&escape_control(text))).sum();
        if total <= area.width.into() {
            for (role, text) in spans {
                x = self.put(x, area, &escape_control(text), *role);
            }
            return x;
        }
        let texts: Vec<Cow<'_, str>> = spans.iter().map(|(_, text)| escape_control(text)).collect();
        let pieces: Vec<&str> = texts.iter().map(|text| &**text).collect();
        for ((role, _), text) in spans.iter().zip(truncate_pieces(&pieces, area.width.into())) {
            x = self.put(x, area, &text, *role);
        }
        x
    }

    /// Writes spans so that they end at the right edge of `area`; returns the first cell taken.
    pub fn right(&mut self, area: Rect, spans: &[Span]) -> u16 {
        let spans = &self.spelled(spans);
        let total: usize = spans.iter().map(|(_, text)| width(text)).sum();
        let used = u16::try_from(total).unwrap_or(u16::MAX).min(area.width);
        let x = area.right() - used;
        self.spans(Rect { x, width: used, ..area }, spans);
        x
    }

    /// Writes a text in one role.
    pub fn text(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        self.spans(area, &[(role, text.to_owned())])
    }

    /// Writes the text of an input: each character in its own cells, so that the cursor is in the
    /// right one.
    pub fn typed(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        self.write(area, &[(role, text.to_owned())])
    }

    fn put(&mut self, mut x: u16, area: Rect, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        if !self.ascii && text.chars().all(is_single_cell) {
            return self.put_plain(x, area, text, style);
        }
        for grapheme in text.graphemes(true) {
            let cells = u16::try_from(width(grapheme)).unwrap_or(0);
            if cells == 0 || x + cells > area.right() {
                continue;
            }
            let shown = if self.ascii { plain(grapheme) } else { grapheme };
            for further in x..x + cells {
                self.buffer[(further, area.y)].reset();
            }
            self.buffer[(x, area.y)].set_symbol(shown).set_style(style);
            x += cells;
        }
        x
    }

    /// Writes characters of one cell each.
    fn put_plain(&mut self, x: u16, area: Rect, text: &str, style: Style) -> u16 {
        let mut blank = Cell::EMPTY;
        blank.set_style(style);
        let first = self.buffer.index_of(x, area.y);
        let cells = &mut self.buffer.content[first..first + usize::from(area.right() - x)];
        let mut written = 0;
        for (cell, c) in cells.iter_mut().zip(text.chars()) {
            cell.clone_from(&blank);
            cell.set_char(c);
            written += 1;
        }
        x + written
    }

    /// Applies a role's style to an area, keeping its text.
    pub fn paint(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        let style = self.theme.style(role);
        self.buffer.set_style(area, style);
    }

    /// Applies a role's style to a row of a list or table, from its first text to its end, so that
    /// the eye finds what belongs to it. Blanks before it stay unchanged.
    pub fn row_bar(&mut self, row: Rect, role: Role) {
        self.bar(row, row.right(), role);
    }

    /// Applies a role's style to the visible part of an area that was just written up to the cell
    /// `end`: a bar as long as its text, for pages. Blanks around it stay unchanged and need not be
    /// sent when the bar moves.
    pub fn bar(&mut self, area: Rect, end: u16, role: Role) {
        let area = area.intersection(self.buffer.area);
        let end = end.min(area.right());
        if let Some(x) = (area.x..end).find(|x| self.buffer[(*x, area.y)].symbol() != " ") {
            self.paint(Rect { x, width: end - x, ..area }, role);
        }
    }

    /// Lets the cells of a line lead to an address.
    pub fn link(&mut self, line: Rect, target: String) {
        let line = line.intersection(self.buffer.area);
        if !line.is_empty() {
            self.links.push(Hyperlink { row: line.y, columns: line.x..line.right(), target });
        }
    }

    /// Lets the mouse point at what an area shows.
    pub fn target(&mut self, area: Rect, target: PointerTarget) {
        self.targets.push((area.intersection(self.buffer.area), target));
    }

    /// Returns what the mouse points at.
    pub fn pointed(&self, at: Position) -> Option<PointedPlace> {
        let (area, target) = self.targets.iter().rev().find(|(area, _)| area.contains(at))?;
        Some(PointedPlace { target: target.clone(), column: usize::from(at.x - area.x) })
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        self.target(area, PointerTarget::Nothing);
        self.links.retain(|link| !area.contains(Position { x: link.columns.start, y: link.row }));
        for position in area.positions() {
            self.buffer[position].reset();
        }
    }

    /// Draws a border with a title on the left and one on the right.
    pub fn border(&mut self, area: Rect, title: &[Span], right: &[Span], role: Role) {
        self.stacked(area, title, right, role, StackEdges::ALONE);
    }

    /// Draws a border of a stack, with a title on the left and one on the right.
    pub fn stacked(&mut self, area: Rect, title: &[Span], right: &[Span], role: Role, edges: StackEdges) {
        let area = area.intersection(self.buffer.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let signs = if self.ascii { ASCII } else { ROUND };
        let (last_x, last_y) = (area.right() - 1, area.bottom() - 1);
        let upper =
            if edges.joined { [signs.joints[0], signs.joints[1]] } else { [signs.corners[0], signs.corners[1]] };
        for x in area.x + 1..last_x {
            self.cell(x, area.y, signs.horizontal, role);
            if edges.closed {
                self.cell(x, last_y, signs.horizontal, role);
            }
        }
        for y in area.y + 1..last_y {
            self.cell(area.x, y, signs.vertical, role);
            self.cell(last_x, y, signs.vertical, role);
        }
        self.cell(area.x, area.y, upper[0], role);
        self.cell(last_x, area.y, upper[1], role);
        if edges.closed {
            self.cell(area.x, last_y, signs.corners[2], role);
            self.cell(last_x, last_y, signs.corners[3], role);
        }
        self.titles(Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area }, title, right);
    }

    fn titles(&mut self, area: Rect, title: &[Span], right: &[Span]) {
        let padded = |spans: &[Span]| {
            let mut spans = spans.to_vec();
            if let Some(first) = spans.first_mut() {
                first.1.insert(0, ' ');
            }
            if let Some(last) = spans.last_mut() {
                last.1.push(' ');
            }
            spans
        };
        let right = &self.spelled(right);
        let end = self.spans(area, &padded(title));
        let rest = Rect { x: end, width: area.right().saturating_sub(end), ..area };
        let needed: usize = right.iter().map(|(_, t)| width(t)).sum::<usize>() + 3;
        if !right.is_empty() && needed <= rest.width.into() {
            self.right(rest, &padded(right));
        }
    }

    fn cell(&mut self, x: u16, y: u16, symbol: &str, role: Role) {
        let style = self.theme.style(role);
        self.buffer[(x, y)].reset();
        self.buffer[(x, y)].set_symbol(symbol).set_style(style);
    }

    /// Draws a dotted line for the eye to follow.
    pub fn dotted(&mut self, line: Rect) {
        let line = line.intersection(self.buffer.area);
        let sign = if self.ascii { "." } else { "┈" };
        // Every other cell of the screen, so that it does not look like content.
        for x in (line.x..line.right()).filter(|x| !line.is_empty() && x % 2 == 0) {
            self.cell(x, line.y, sign, Role::Border);
        }
    }

    /// Places the terminal's cursor where the text of a line begins.
    pub fn point_at_text(&mut self, line: Rect) {
        let line = line.intersection(self.buffer.area);
        let is_text = |x: &u16| !matches!(self.buffer[(*x, line.y)].symbol(), " " | "▌" | "=" | "▸" | ">");
        if !line.is_empty() {
            self.point((line.x..line.right()).find(is_text).unwrap_or(line.x), line.y);
        }
    }

    /// Writes one sign into a cell.
    pub fn sign(&mut self, x: u16, y: u16, sign: char, role: Role) {
        if self.buffer.area.contains(Position { x, y }) {
            let mut bytes = [0; 4];
            let text: &str = sign.encode_utf8(&mut bytes);
            self.cell(x, y, if self.ascii { plain(text) } else { text }, role);
        }
    }

    /// Fills the upper and the lower half of a cell in the colours of their roles.
    pub fn halves(&mut self, x: u16, y: u16, upper: Option<Role>, lower: Option<Role>) {
        if !self.buffer.area.contains(Position { x, y }) {
            return;
        }
        let [above, below] = [upper, lower].map(|role| role.and_then(|role| self.theme.fill(role)));
        let (symbol, front, back) = match (above, below) {
            (None, None) => return,
            (Some(above), Some(below)) if above == below => ("█", above, None),
            (Some(above), below) => ("▀", above, below),
            (None, Some(below)) => ("▄", below, None),
        };
        let style = back.map_or(Style::new(), |back| Style::new().bg(back)).fg(front);
        self.buffer[(x, y)].reset();
        self.buffer[(x, y)].set_symbol(symbol).set_style(style);
    }

    /// Places the terminal's cursor.
    pub fn point(&mut self, x: u16, y: u16) {
        let area = self.buffer.area;
        if !area.is_empty() {
            self.cursor = Some(Position { x: x.min(area.right() - 1), y: y.min(area.bottom() - 1) });
        }
    }
}

/// Returns the first of some texts that fits into a border beside its title; nothing where none
/// does.
pub fn beside_title(border: Rect, title: &[Span], texts: &[String]) -> Vec<Span> {
    let taken: usize = title.iter().map(|(_, text)| width(text)).sum();
    // A cell on both sides of each, the corners with their lines, and a line between them.
    let room = usize::from(border.width).saturating_sub(taken + 9);
    texts.iter().find(|text| width(text) <= room).map(|text| (Role::Dim, text.clone())).into_iter().collect()
}

/// Returns the ASCII substitute of one cell, for text being typed and for the truncation sign.
fn plain(grapheme: &str) -> &str {
    match grapheme {
        "■" => "#",
        "●" => "*",
        "◐" => "+",
        "○" => "o",
        "·" | "•" => ".",
        "▌" => "=",
        "▸" | "›" | "→" => ">",
        "▾" => "v",
        "…" => "~",
        "↔" => "=",
        "×" => "x",
        "–" | "—" => "-",
        "ä" => "a",
        "ö" => "o",
        "ü" => "u",
        "Ä" => "A",
        "Ö" => "O",
        "Ü" => "U",
        "ß" => "s",
        "„" | "“" | "”" => "\"",
        "’" | "‘" => "'",
        "\u{a0}" => " ",
        g if g.is_ascii() => g,
        _ => "?",
    }
}
