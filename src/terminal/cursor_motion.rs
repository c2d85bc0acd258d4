//! Finds the shortest sequence that moves the terminal's cursor from one cell to another.
//!
//! Uses only what every terminal since the VT100 understands. Does not know the content of the
//! cells. Entry point: [`go`].

use ratatui::layout::Position;

use super::{digits, keep_shorter};

/// Moves the cursor; `from` is `None` when its position is unknown. The position after the last
/// cell of a row counts as unknown: terminals differ in what they do there.
pub(super) fn go(from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    if from == Some(to) {
        return;
    }
    let start = out.len();
    straight(to, out);
    let Some(from) = from else { return };
    let middle = out.len();
    down_or_up(from.y, to.y, out);
    along(from.x, to.x, out);
    keep_shorter(out, start, middle);
}

/// Moves to a cell by absolute coordinates.
fn straight(to: Position, out: &mut Vec<u8>) {
    out.extend(b"\x1b[");
    if to != Position::ORIGIN {
        digits(to.y + 1, out);
    }
    if to.x > 0 {
        out.push(b';');
        digits(to.x + 1, out);
    }
    out.push(b'H');
}

fn down_or_up(from: u16, to: u16, out: &mut Vec<u8>) {
    match (to.checked_sub(from), from.abs_diff(to)) {
        // A line feed keeps the column, because the line is in raw mode.
        (Some(1..=3), down) => out.extend(std::iter::repeat_n(b'\n', down.into())),
        (Some(_), down) => steps(down, b'B', out),
        (None, up) => steps(up, b'A', out),
    }
}

fn along(from: u16, to: u16, out: &mut Vec<u8>) {
    match (to.checked_sub(from), from.abs_diff(to)) {
        (Some(_), right) => steps(right, b'C', out),
        (None, left) => {
            let start = out.len();
            match left {
                1..=3 => out.extend(std::iter::repeat_n(b'\x08', left.into())),
                _ => steps(left, b'D', out),
            }
            let middle = out.len();
            out.push(b'\r');
            steps(to, b'C', out);
            keep_shorter(out, start, middle);
        }
    }
}

/// Writes `CSI n letter`; a 1 may be omitted.
fn steps(count: u16, letter: u8, out: &mut Vec<u8>) {
    if count == 0 {
        return;
    }
    out.extend(b"\x1b[");
    if count > 1 {
        digits(count, out);
    }
    out.push(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_is_taken() {
        for (from, to, wanted) in [
            (None, (0, 0), "\x1b[H"),
            (None, (0, 4), "\x1b[5H"),
            (None, (5, 4), "\x1b[5;6H"),
            (Some((5, 4)), (5, 4), ""),
            (Some((5, 4)), (5, 5), "\n"),
            (Some((5, 4)), (4, 6), "\n\n\x08"),
            (Some((5, 4)), (0, 5), "\n\r"),
            (Some((5, 4)), (6, 4), "\x1b[C"),
            (Some((60, 4)), (45, 5), "\n\x1b[15D"),
            (Some((60, 4)), (1, 4), "\r\x1b[C"),
            (Some((60, 20)), (3, 2), "\x1b[3;4H"),
            (Some((60, 9)), (60, 19), "\x1b[10B"),
            (Some((60, 9)), (60, 8), "\x1b[A"),
        ] {
            let position = |(x, y): (u16, u16)| Position { x, y };
            let mut out = Vec::new();
            go(from.map(position), position(to), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), wanted, "{from:?} {to:?}");
        }
    }
}
