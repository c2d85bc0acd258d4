//! The keys of a text field as terminals send them, in a field of the real program.

use crate::terminal::{Home, Seen, Terminal};
use crate::{CTRL_U, at_the_telephone};

/// Returns the text of a field that begins in a column, with its cursor as `|`; a blank at its end
/// is not seen.
fn typed(seen: &Seen, start: u16) -> String {
    let screen = seen.screen.screen();
    let (row, column) = screen.cursor_position();
    let line = screen.rows(start, 78 - start).nth(row.into()).unwrap_or_default();
    let cursor = usize::from(column.saturating_sub(start));
    let before: String = line.chars().chain(std::iter::repeat(' ')).take(cursor).collect();
    let behind: String = line.chars().skip(cursor).collect();
    format!("{before}|{behind}").trim_end().to_owned()
}

/// Returns the column in which a field begins once this text is typed into it.
fn start(terminal: &Terminal, text: &str) -> u16 {
    let column = |seen: &Seen| {
        let (row, column) = seen.screen.screen().cursor_position();
        let line = seen.screen.screen().rows(0, column).nth(row.into())?;
        line.ends_with(text).then(|| column - text.len() as u16)
    };
    column(&terminal.until("the cursor behind the text", |seen| column(seen).is_some())).unwrap()
}

#[test]
fn every_key_of_readline_does_in_a_field_what_it_does_there() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}eins zwei drei"));
    let start = start(&terminal, "eins zwei drei");
    for (keys, wanted) in [
        // Moving: Ctrl-A, Ctrl-F, Ctrl-B, Ctrl-E, Alt-B, Alt-F; arrows with Ctrl, Alt; Home, End.
        ("\x01", "|eins zwei drei"),
        ("\x06", "e|ins zwei drei"),
        ("\x02", "|eins zwei drei"),
        ("\x05", "eins zwei drei|"),
        ("\x1bb", "eins zwei |drei"),
        ("\x1b[1;5D", "eins |zwei drei"),
        ("\x1b[1;3D", "|eins zwei drei"),
        ("\x1bf", "eins| zwei drei"),
        ("\x1b[1;5C", "eins zwei| drei"),
        ("\x1b[1;3C", "eins zwei drei|"),
        ("\x1b[1;5H", "|eins zwei drei"),
        ("\x1b[1;5F", "eins zwei drei|"),
        ("\x1b<", "|eins zwei drei"),
        ("\x1b>", "eins zwei drei|"),
        ("\x1b[H", "|eins zwei drei"),
        ("\x1b[C", "e|ins zwei drei"),
        ("\x1b[F", "eins zwei drei|"),
        ("\x1b[D", "eins zwei dre|i"),
        // Erasing: Ctrl-D, Ctrl-H, Backspace, Delete; Ctrl-_ and Ctrl-R undo and redo.
        ("\x04", "eins zwei dre|"),
        ("\x1f", "eins zwei dre|i"),
        ("\x05\x08", "eins zwei dre|"),
        ("\x7f", "eins zwei dr|"),
        ("\x1f", "eins zwei drei|"),
        ("\x12", "eins zwei dr|"),
        ("\x1f", "eins zwei drei|"),
        ("\x01\x1b[3~", "|ins zwei drei"),
        ("\x1f", "|eins zwei drei"),
        // Cutting: Ctrl-W, Alt-Backspace, Alt-D, Ctrl-Delete, Ctrl-K, Ctrl-U; Ctrl-Y and Alt-Y.
        ("\x05\x17", "eins zwei |"),
        ("\x1b\x7f", "eins |"),
        ("\x19", "eins zwei drei|"),
        ("\x01\x1bd", "| zwei drei"),
        ("\x1b[3;5~", "| drei"),
        ("\x0b", "|"),
        ("\x19", "eins zwei drei|"),
        ("\x1by", "zwei drei|"),
        // Before that, what stood in the field was cut; after the oldest comes the newest.
        ("\x1by", "0241 5198-4300|"),
        ("\x1by", "eins zwei drei|"),
        ("\x15", "|"),
        ("\x1f", "eins zwei drei|"),
        // Swapping: Ctrl-T, Alt-T. Letters: Alt-U, Alt-L, Alt-C.
        ("\x14", "eins zwei drie|"),
        ("\x1f", "eins zwei drei|"),
        ("\x1bt", "eins drei zwei|"),
        ("\x01\x1bu", "EINS| drei zwei"),
        ("\x1bc", "EINS Drei| zwei"),
        ("\x1bb\x1bl", "EINS drei| zwei"),
        // Selecting: Ctrl-Space, Shift and Ctrl-Shift with arrows; Ctrl-X, Shift-Delete cut,
        // Ctrl-Insert and Alt-W copy.
        ("\x01\0\x1bf\x18", "| drei zwei"),
        ("\x19", "EINS| drei zwei"),
        ("\x1b[1;6C\x1b[2;5~\x05\x19", "EINS drei zwei drei|"),
        ("\x1b[1;2D\x1b[3;2~", "EINS drei zwei dre|"),
        ("\x1b[1;2D\x1bw\x05\x19", "EINS drei zwei dree|"),
        ("\x1b[1;6Dx", "EINS drei zwei x|"),
    ] {
        terminal.keys(keys);
        drop(terminal.until(&format!("{wanted:?} after {keys:?}"), |seen| typed(seen, start) == wanted));
    }
}
