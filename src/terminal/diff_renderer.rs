//! Produces the bytes that turn the terminal's current content into a frame: as few as possible,
//! whatever was shown before.
//!
//! Tracks every cell of the screen, the cursor and the current attributes. Sends only cells that
//! differ, writes unchanged ones again where that is shorter than skipping them, and erases blanks
//! instead of writing them. Does not use repeat and scroll sequences: not every terminal has the
//! former, and the latter move whole rows, while lists are side by side here. Must not write to the
//! terminal itself. Entry point: [`DiffRenderer::paint`].

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use super::Capabilities;
use super::cursor_motion;
use super::sgr::{CellStyle, Pen};
use crate::text::hyperlink::Hyperlink;
use crate::text::{is_single_cell, widest, width};

/// A frame with more bytes arrives in several packets, and the terminal is asked to show it at once
/// (mode 2026, 16 bytes). A frame that fits into one packet is shown at once anyway.
const PACKET: usize = 1300;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// Skipping more cells than this is always shorter than writing them again.
const LONGEST_STEP: u16 = 12;

/// Tracks what a terminal shows, and produces the bytes for the next frame.
#[derive(Debug)]
pub struct DiffRenderer {
    /// `None` when it is unknown.
    shown: Option<Buffer>,
    /// The hyperlinks of what is shown.
    shown_links: Vec<Hyperlink>,
    wire: TtyEncoder,
    /// Whether the cursor is visible; `None` when that is unknown.
    cursor: Option<bool>,
}

impl DiffRenderer {
    /// Returns a renderer for a terminal in an unknown state with these capabilities.
    pub fn new(dialect: Capabilities) -> DiffRenderer {
        DiffRenderer { shown: None, shown_links: Vec::new(), wire: TtyEncoder::new(dialect), cursor: None }
    }

    /// Marks the terminal's content as unknown: the next frame is drawn whole.
    pub fn forget(&mut self) {
        *self = DiffRenderer::new(self.wire.dialect);
    }

    /// Returns the bytes after which the terminal shows `frame` and its `links`, with its cursor in
    /// place or hidden. Afterwards `frame` holds the previous content; its cells may be reused.
    pub fn paint(&mut self, frame: &mut Buffer, mut links: Vec<Hyperlink>, cursor: Option<Position>) -> Vec<u8> {
        if !self.wire.dialect.has_links() {
            links.clear();
        }
        let shown = match self.shown.take().filter(|shown| shown.area == frame.area) {
            Some(shown) => shown,
            None => {
                self.wire.clear();
                self.shown_links.clear();
                Buffer::empty(frame.area)
            }
        };
        let columns = usize::from(frame.area.width).max(1);
        let rows = shown.content.chunks(columns).zip(frame.content.chunks(columns));
        let has_links = !(links.is_empty() && self.shown_links.is_empty());
        for (y, (before, now)) in (0..).zip(rows) {
            let [old, new] = [&self.shown_links, &links].map(|all| if has_links { of_row(all, y) } else { Vec::new() });
            if before != now || old != new {
                RowDiff::new(y, RowView::new(before, old), RowView::new(now, new)).send(&mut self.wire);
            }
        }
        self.shown_links = links;
        self.wire.link(None);
        if let Some(position) = cursor {
            self.wire.go(position);
        }
        if self.wire.dialect.hides_cursor() && self.cursor != Some(cursor.is_some()) {
            self.cursor = Some(cursor.is_some());
            self.wire.out.extend(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        self.shown = Some(std::mem::replace(frame, shown));
        self.wire.take()
    }
}

/// Returns the links of a row.
fn of_row(links: &[Hyperlink], row: u16) -> Vec<&Hyperlink> {
    links.iter().filter(|link| link.row == row).collect()
}

/// The terminal's state as far as it follows from the bytes sent: cursor position and attributes.
#[derive(Debug)]
struct TtyEncoder {
    out: Vec<u8>,
    /// `None` where terminals differ.
    at: Option<Position>,
    pen: Pen,
    /// The address behind what is written.
    target: Option<String>,
    dialect: Capabilities,
}

impl TtyEncoder {
    fn new(dialect: Capabilities) -> TtyEncoder {
        TtyEncoder { out: Vec::new(), at: None, pen: Pen::new(dialect), target: None, dialect }
    }

    /// Switches to the address behind the following text. All links have the same id, so that the
    /// parts of one in several lines belong together: terminals compare id and address.
    fn link(&mut self, target: Option<&str>) {
        if self.target.as_deref() != target {
            self.target = target.map(str::to_owned);
            let id = if target.is_some() { "id=1" } else { "" };
            self.out
                .extend([b"\x1b]8;", id.as_bytes(), b";", target.unwrap_or_default().as_bytes(), b"\x1b\\"].concat());
        }
    }

    /// Clears the screen.
    fn clear(&mut self) {
        self.at = None;
        self.pen.take(CellStyle::PLAIN, &mut self.out);
        self.out.extend(b"\x1b[2J");
    }

    fn go(&mut self, to: Position) {
        cursor_motion::go(self.at, to, &mut self.out);
        self.at = Some(to);
    }

    /// Returns everything written since the last call.
    fn take(&mut self) -> Vec<u8> {
        let mut frame = std::mem::replace(&mut self.out, Vec::with_capacity(PACKET));
        if frame.len() > PACKET && self.dialect.is_modern() {
            frame.splice(0..0, BEGIN_UPDATE.iter().copied());
            frame.extend(END_UPDATE);
        }
        frame
    }
}

/// One cell as it is visible.
#[derive(Debug, Clone, Copy, PartialEq)]
struct VisibleCell<'a> {
    /// Its text; empty where a wide character to the left covers it.
    symbol: &'a str,
    look: CellStyle,
    /// Number of cells of its text.
    cells: u16,
}

impl VisibleCell<'_> {
    /// Returns true when nothing is visible and erasing achieves that: without a background colour,
    /// because not every terminal erases in colour.
    fn is_empty(&self) -> bool {
        self.symbol == " " && self.look == CellStyle::PLAIN
    }

    /// Returns true when all terminals agree on its width.
    fn is_certain(&self) -> bool {
        is_certain(self.symbol)
    }
}

fn is_certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    symbol.len() == 1 || chars.next().is_some_and(is_single_cell) && chars.next().is_none()
}

/// A row of cells as it is visible.
struct RowView<'a> {
    cells: &'a [Cell],
    /// The visible cells, where they differ from the stored ones.
    spots: Option<Vec<VisibleCell<'a>>>,
    links: Vec<&'a Hyperlink>,
}

impl<'a> RowView<'a> {
    fn new(cells: &'a [Cell], links: Vec<&'a Hyperlink>) -> RowView<'a> {
        let simple = cells.iter().all(|cell| is_certain(cell.symbol()));
        RowView { cells, spots: (!simple).then(|| spots(cells)), links }
    }

    /// Returns the address behind a cell. A blank one has none: it is erased, not written.
    fn target(&self, x: u16) -> Option<&'a str> {
        if self.links.is_empty() {
            return None;
        }
        let link = self.links.iter().find(|link| link.columns.contains(&x))?;
        (!self.spot(x).is_empty()).then_some(&*link.target)
    }

    fn spot(&self, x: u16) -> VisibleCell<'a> {
        let x = usize::from(x);
        match &self.spots {
            Some(spots) => spots[x],
            None => {
                let cell = &self.cells[x];
                let symbol = cell.symbol();
                VisibleCell { symbol, look: CellStyle::of(cell, symbol == " "), cells: 1 }
            }
        }
    }
}

/// Returns the visible cells of a row. A wide character that is covered on the right is not
/// visible.
fn spots(row: &[Cell]) -> Vec<VisibleCell<'_>> {
    let mut spots = Vec::with_capacity(row.len());
    while let Some(cell) = row.get(spots.len()) {
        let symbol = cell.symbol();
        let cells = width(symbol);
        let covered = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.symbol() != " ");
        let at = spots.len();
        if cells == 0 || (1..cells).any(|further| covered(row.get(at + further))) {
            spots.push(VisibleCell { symbol: " ", look: CellStyle::of(cell, true), cells: 1 });
            continue;
        }
        spots.push(VisibleCell { symbol, look: CellStyle::of(cell, symbol == " "), cells: cells as u16 });
        spots.resize(at + cells, VisibleCell { symbol: "", look: CellStyle::PLAIN, cells: 0 });
    }
    spots
}

/// One row, as it is shown and as it should be.
struct RowDiff<'a> {
    y: u16,
    new: RowView<'a>,
    /// Which cells differ. The first of them is never the second half of a wide character: where
    /// such a character begins or ends, its first half differs, too.
    differs: Vec<bool>,
}

impl<'a> RowDiff<'a> {
    fn new(y: u16, old: RowView<'a>, new: RowView<'a>) -> RowDiff<'a> {
        let simple = old.spots.is_none() && new.spots.is_none() && old.links.is_empty() && new.links.is_empty();
        let equal = |x: usize| simple && old.cells[x] == new.cells[x];
        let mut differs: Vec<bool> = (0..new.cells.len())
            .map(|x| {
                let at = x as u16;
                !equal(x) && (old.spot(at) != new.spot(at) || old.target(at) != new.target(at))
            })
            .collect();
        // A terminal of another opinion may cover the cells behind, so that they are sent again.
        if new.spots.is_some() {
            for x in 0..differs.len() {
                let spot = new.spot(x as u16);
                if differs[x] && !spot.is_certain() {
                    let end = (x + widest(spot.symbol)).min(differs.len());
                    let behind = x + usize::from(spot.cells).max(1);
                    differs[behind.min(end)..end].fill(true);
                }
            }
        }
        RowDiff { y, new, differs }
    }

    fn width(&self) -> u16 {
        self.new.cells.len() as u16
    }

    fn spot(&self, x: u16) -> VisibleCell<'a> {
        self.new.spot(x)
    }

    /// Returns the first cell from `x` that differs.
    fn differing(&self, x: u16) -> Option<u16> {
        let further = self.differs[usize::from(x)..].iter().position(|differs| *differs)?;
        Some(x + further as u16)
    }

    fn send(&self, wire: &mut TtyEncoder) {
        let mut next = self.differing(0);
        while let Some(x) = next {
            let end = if self.spot(x).is_empty() { self.blanks(x, wire) } else { self.text(x, wire) };
            next = self.differing(end);
        }
    }

    /// Sends the character of a cell; returns the cell after it.
    fn text(&self, x: u16, wire: &mut TtyEncoder) -> u16 {
        self.reach(x, wire);
        self.write(x, wire)
    }

    /// Writes the character of the cell at the cursor; returns the cell after it.
    fn write(&self, x: u16, wire: &mut TtyEncoder) -> u16 {
        let spot = self.spot(x);
        self.take_pen_for(x, spot, wire);
        wire.link(self.new.target(x));
        if !spot.is_certain() {
            self.make_room(x, spot, wire);
        }
        wire.out.extend_from_slice(spot.symbol.as_bytes());
        let end = x + spot.cells;
        wire.at = (spot.is_certain() && end < self.width()).then_some(Position { x: end, y: self.y });
        end
    }

    /// Blanks the cells that a character takes here, in case it takes fewer on the terminal.
    fn make_room(&self, x: u16, spot: VisibleCell<'_>, wire: &mut TtyEncoder) {
        let cells = spot.cells.min(self.width() - x);
        if wire.dialect.erases_cells() {
            wire.out.extend(format!("\x1b[{cells}X").as_bytes());
        } else if cells > 1 {
            wire.out.resize(wire.out.len() + usize::from(cells), b' ');
            wire.at = None;
            wire.go(Position { x, y: self.y });
        }
    }

    fn take_pen(&self, x: u16, wire: &mut TtyEncoder) {
        self.take_pen_for(x, self.spot(x), wire);
    }

    fn take_pen_for(&self, x: u16, spot: VisibleCell<'_>, wire: &mut TtyEncoder) {
        if spot.symbol == " " {
            let after =
                || (x..self.width()).map(|x| self.spot(x)).find(|spot| spot.symbol != " ").map(|spot| spot.look);
            wire.pen.take_for_blank(spot.look, after, &mut wire.out);
        } else {
            wire.pen.take(spot.look, &mut wire.out);
        }
    }

    /// Moves the cursor to a cell: by a motion, or by rewriting the cells in between.
    fn reach(&self, x: u16, wire: &mut TtyEncoder) {
        let to = Position { x, y: self.y };
        if wire.at == Some(to) {
            return;
        }
        let has_links = !self.new.links.is_empty() || wire.target.is_some();
        let near = wire.at.filter(|at| !has_links && at.y == self.y && at.x < x && x - at.x <= LONGEST_STEP);
        let Some(from) = near.filter(|from| (from.x..x).all(|x| self.spot(x).is_certain())) else {
            return wire.go(to);
        };
        let (start, at, pen) = (wire.out.len(), wire.at, wire.pen);
        wire.go(to);
        self.take_pen(x, wire);
        let middle = wire.out.len();
        let stepped = (wire.at, wire.pen);
        (wire.at, wire.pen) = (at, pen);
        for x in from.x..x {
            self.write(x, wire);
        }
        self.take_pen(x, wire);
        if wire.out.len() - middle <= middle - start {
            wire.out.drain(start..middle);
        } else {
            wire.out.truncate(middle);
            (wire.at, wire.pen) = stepped;
        }
    }

    /// Blanks the cells from `x` that should be blank; returns the cell from which others may
    /// differ.
    fn blanks(&self, x: u16, wire: &mut TtyEncoder) -> u16 {
        let end = (x..self.width()).find(|x| !self.spot(*x).is_empty()).unwrap_or(self.width());
        let last = (x..end).rev().find(|x| self.differs[usize::from(*x)]).unwrap_or(x);
        let count = last + 1 - x;
        wire.link(None);
        self.reach(x, wire);
        self.take_pen(x, wire);
        let sequence = match self.differing(last + 1) {
            // Only blanks up to the right edge.
            None if end == self.width() => "\x1b[K".to_owned(),
            None if wire.dialect.erases_cells() => format!("\x1b[{count}X"),
            // The cursor stays where it is and must skip the erased cells.
            Some(next) if wire.dialect.erases_cells() => {
                let (erase, step) = (format!("\x1b[{count}X"), format!("\x1b[{}C", next - x));
                let gap = usize::from(next - last - 1).min(step.len());
                if erase.len() + step.len() < usize::from(count) + gap { erase } else { String::new() }
            }
            _ => String::new(),
        };
        if !sequence.is_empty() && sequence.len() < count.into() {
            wire.out.extend(sequence.as_bytes());
        } else {
            for x in x..=last {
                self.write(x, wire);
            }
        }
        last + 1
    }
}
