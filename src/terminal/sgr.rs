//! Text styles, and the fewest bytes that make a terminal write in them.
//!
//! The only place besides the theme that names colours: here they become numbers. Must not decide
//! which style is used where. Entry point: [`Pen::take`].

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::{Capabilities, digits, keep_shorter};
use crate::theme::ColourDepth;

/// Attributes that are visible on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Numbers that switch an attribute on (ECMA-48, SGR).
const ON: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Numbers that switch attributes off; some go together.
const OFF: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// The style of a cell, without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl CellStyle {
    /// Without colour or attribute.
    pub(super) const PLAIN: CellStyle = CellStyle { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// Returns the style of a cell; of a blank one only the visible part, so that two blanks that
    /// look alike are equal.
    pub(super) fn of(cell: &Cell, blank: bool) -> CellStyle {
        let look = CellStyle { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        if blank && !look.modifier.intersects(SEEN_ON_BLANKS) {
            CellStyle { bg: look.bg, ..CellStyle::PLAIN }
        } else {
            look
        }
    }

    /// Returns true when a blank written in this style looks like the other one.
    fn serves(self, blank: CellStyle) -> bool {
        let seen = self.modifier.union(blank.modifier).intersects(SEEN_ON_BLANKS);
        self == blank || !seen && self.bg == blank.bg
    }
}

/// The attributes that a terminal currently writes with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// `None` when they are unknown.
    look: Option<CellStyle>,
    dialect: Capabilities,
}

impl Pen {
    /// Returns a pen in an unknown state.
    pub(super) fn new(dialect: Capabilities) -> Pen {
        Pen { look: None, dialect }
    }

    /// Switches to the style of the following text.
    pub(super) fn take(&mut self, look: CellStyle, out: &mut Vec<u8>) {
        let look = self.shown(look);
        let before = self.look.replace(look);
        if before == Some(look) {
            return;
        }
        let start = out.len();
        anew(look, out);
        let Some(before) = before.filter(|_| self.dialect.erases_cells()) else { return };
        let middle = out.len();
        change(before, look, out);
        keep_shorter(out, start, middle);
    }

    /// Returns what the terminal shows of a style.
    fn shown(&self, look: CellStyle) -> CellStyle {
        let modifier = look.modifier & self.dialect.attributes();
        match self.dialect.colours() {
            ColourDepth::None => CellStyle { modifier, ..CellStyle::PLAIN },
            _ => CellStyle { modifier, ..look },
        }
    }

    /// Switches to a style for blanks, written or erased; to that of what comes `after` them too,
    /// if possible.
    pub(super) fn take_for_blank(
        &mut self,
        blank: CellStyle,
        after: impl FnOnce() -> Option<CellStyle>,
        out: &mut Vec<u8>,
    ) {
        let blank = self.shown(blank);
        if !self.look.is_some_and(|look| look.serves(blank)) {
            self.take(after().map(|after| self.shown(after)).filter(|after| after.serves(blank)).unwrap_or(blank), out);
        }
    }
}

/// Resets all attributes, then switches on the wanted ones.
fn anew(look: CellStyle, out: &mut Vec<u8>) {
    let mut numbers = SgrParameters::begin(out);
    if look != CellStyle::PLAIN {
        numbers.add(0);
    }
    numbers.attributes(look.modifier);
    numbers.colours(CellStyle::PLAIN, look);
    numbers.end();
}

/// Switches only the attributes that differ.
fn change(before: CellStyle, look: CellStyle, out: &mut Vec<u8>) {
    let mut numbers = SgrParameters::begin(out);
    let mut left = before.modifier;
    for (together, number) in OFF {
        if (before.modifier - look.modifier).intersects(together) {
            numbers.add(number);
            left -= together;
        }
    }
    numbers.attributes(look.modifier - left);
    numbers.colours(before, look);
    numbers.end();
}

/// The numbers of one `CSI … m` sequence.
struct SgrParameters<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> SgrParameters<'a> {
    fn begin(out: &'a mut Vec<u8>) -> SgrParameters<'a> {
        out.extend(b"\x1b[");
        SgrParameters { out, first: true }
    }

    fn add(&mut self, number: u8) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b';');
        }
        digits(number.into(), self.out);
    }

    fn attributes(&mut self, modifier: Modifier) {
        ON.iter().filter(|(one, _)| modifier.contains(*one)).for_each(|(_, number)| self.add(*number));
    }

    fn colours(&mut self, before: CellStyle, look: CellStyle) {
        if before.fg != look.fg {
            self.colour(look.fg, 30);
        }
        if before.bg != look.bg {
            self.colour(look.bg, 40);
        }
    }

    /// Adds a colour; `base` is 30 for text, 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        let number = match colour {
            Color::Reset => base + 9,
            Color::Black => base,
            Color::Red => base + 1,
            Color::Green => base + 2,
            Color::Yellow => base + 3,
            Color::Blue => base + 4,
            Color::Magenta => base + 5,
            Color::Cyan => base + 6,
            Color::Gray => base + 7,
            Color::DarkGray => base + 60,
            Color::LightRed => base + 61,
            Color::LightGreen => base + 62,
            Color::LightYellow => base + 63,
            Color::LightBlue => base + 64,
            Color::LightMagenta => base + 65,
            Color::LightCyan => base + 66,
            Color::White => base + 67,
            Color::Indexed(index) => return [base + 8, 5, index].into_iter().for_each(|number| self.add(number)),
            Color::Rgb(r, g, b) => return [base + 8, 2, r, g, b].into_iter().for_each(|number| self.add(number)),
        };
        self.add(number);
    }

    fn end(self) {
        self.out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: CellStyle = CellStyle { modifier: Modifier::BOLD, ..CellStyle::PLAIN };
    const DIM: CellStyle = CellStyle { modifier: Modifier::DIM, ..CellStyle::PLAIN };
    const BAR: CellStyle = CellStyle { modifier: Modifier::REVERSED, ..CellStyle::PLAIN };
    const TITLE: CellStyle = CellStyle { fg: Color::Cyan, ..BOLD };

    /// Returns the bytes for these styles, one after the other.
    fn sent(dialect: Capabilities, looks: &[CellStyle]) -> String {
        let (mut pen, mut out) = (Pen::new(dialect), Vec::new());
        looks.iter().for_each(|look| pen.take(*look, &mut out));
        String::from_utf8(out).unwrap().replace('\x1b', "")
    }

    #[test]
    fn an_attribute_is_sent_once_and_as_short_as_it_can_be_said() {
        for (looks, wanted) in [
            (vec![CellStyle::PLAIN, CellStyle::PLAIN], "[m"),
            (vec![BAR, CellStyle::PLAIN, DIM, DIM], "[0;7m[m[2m"),
            (vec![TITLE, BOLD, TITLE, DIM, CellStyle::PLAIN], "[0;1;36m[39m[36m[0;2m[m"),
            (vec![BOLD, DIM], "[0;1m[0;2m"),
            (
                vec![CellStyle { fg: Color::Indexed(172), ..BOLD }, CellStyle { fg: Color::Indexed(172), ..DIM }],
                "[0;1;38;5;172m[22;2m",
            ),
        ] {
            assert_eq!(sent(Capabilities::FULL, &looks), wanted);
        }
    }

    #[test]
    fn an_old_terminal_is_always_told_everything() {
        assert_eq!(sent(Capabilities::OLD, &[TITLE, DIM, BAR, CellStyle::PLAIN]), "[0;1m[m[0;7m[m");
    }

    #[test]
    fn blanks_need_no_other_pen_where_none_would_be_seen() {
        let (mut pen, mut out) = (Pen::new(Capabilities::FULL), Vec::new());
        pen.take(TITLE, &mut out);
        out.clear();
        pen.take_for_blank(CellStyle::PLAIN, || None, &mut out);
        assert_eq!(out, b"");
        pen.take(BAR, &mut out);
        out.clear();
        pen.take_for_blank(CellStyle::PLAIN, || Some(DIM), &mut out);
        assert_eq!(out, b"\x1b[0;2m");
    }
}
