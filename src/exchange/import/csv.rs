//! Reads CSV as spreadsheets and programs write it: with commas, semicolons or tabs; in UTF-8,
//! UTF-16 or the code page of a German Windows; with or without a byte order mark.
//!
//! Entry point: [`read`].

use super::encoding::decoded;
use super::heading::table_of;
use super::{ImportError, ImportForm, ImportedCell, ImportedRow, ImportedTable, MOST_CELLS};
use crate::export::csv::unprotected;
use crate::schema::Table;

/// What may separate cells, the most exact first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Number of lines by which the separator is recognised.
const SAMPLE_LINES: usize = 20;

/// Reads rows under the names of their columns.
pub(super) fn read(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    let (text, has_mark) = decoded(bytes);
    let (separator, text, skipped) = match named_separator(&text) {
        Some((separator, rest)) => (separator, rest, 1),
        None => (usual_separator(&text), &*text, 0),
    };
    // Such texts only come from `export --for-spreadsheet`, unless a comma separates.
    let is_spreadsheet = separator != b',';
    let plain = |cell: &str| match is_spreadsheet && (has_mark || cell.starts_with("=\"")) {
        true => unprotected(cell).into_owned(),
        false => cell.to_owned(),
    };
    let mut reader = ::csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut rows, mut cells_read, mut last_line) = (Vec::new(), 0, 1);
    let mut record = ::csv::StringRecord::new();
    let mut lines = LineCounter { text, at: 0, line: 1 };
    loop {
        let malformed = |error: ::csv::Error| ImportError::Malformed {
            line: error.position().map_or(0, |position| position.line() as usize) + skipped,
            form: ImportForm::Csv,
            reason: error.to_string(),
        };
        if !reader.read_record(&mut record).map_err(malformed)? {
            break;
        }
        let begin = record.position().map_or(0, |position| position.byte() as usize);
        lines.advance(begin);
        last_line = lines.line + skipped;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        cells_read += record.len();
        if cells_read > MOST_CELLS {
            return Err(ImportError::TooManyCells);
        }
        let cells = record.iter().map(|cell| ImportedCell::Text(plain(cell))).enumerate().collect();
        rows.push(ImportedRow { line: last_line, cells });
    }
    if has_open_quote(text) && record_has_break(&rows) {
        return Err(ImportError::OpenQuote { line: last_line });
    }
    Ok(table_of(String::new(), table, rows).into_iter().collect())
}

/// Counts lines up to a place of a text that only moves on.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// Goes on to a byte, and over the blank lines that begin there.
    fn advance(&mut self, begin: usize) {
        let bytes = self.text.as_bytes();
        let blank = bytes[begin..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = begin + blank;
        self.line += bytes[self.at..end].iter().filter(|byte| **byte == b'\n').count();
        self.at = end;
    }
}

/// Returns the separator that a first line `sep=;` names, and the rest of the text.
fn named_separator(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let separator = line.trim_end_matches('\r').strip_prefix("sep=")?;
    let known = SEPARATORS.into_iter().find(|known| separator.as_bytes() == [*known])?;
    Some((known, rest))
}

/// Returns the separator that stands equally often in the most of the first lines, outside of
/// quotation marks; of several the one that stands there most often. A title above the names of
/// the columns has none, or another one.
fn usual_separator(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut lines = vec![[0_usize; SEPARATORS.len()]];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted && lines.len() == SAMPLE_LINES => break,
            b'\n' if !is_quoted => lines.push([0; SEPARATORS.len()]),
            _ if is_quoted => {}
            _ => {
                let separator = SEPARATORS.iter().position(|separator| *separator == byte);
                if let (Some(at), Some(line)) = (separator, lines.last_mut()) {
                    line[at] += 1;
                }
            }
        }
    }
    let score = |at: usize| {
        let counts = || lines.iter().map(|line| line[at]).filter(|count| *count > 0);
        let equal = |count: usize| counts().filter(|other| *other == count).count();
        counts().map(|count| (equal(count), count)).max().unwrap_or_default()
    };
    // The most exact one where nothing decides.
    let best = (0..SEPARATORS.len()).rev().max_by_key(|at| score(*at));
    best.map_or(b',', |at| SEPARATORS[at])
}

fn has_open_quote(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// Returns true when the last cell has several lines, as one does that never ends.
fn record_has_break(rows: &[ImportedRow]) -> bool {
    let last = rows.last().and_then(|row| row.cells.last());
    last.is_some_and(|(_, cell)| matches!(cell, ImportedCell::Text(text) if text.contains('\n')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(bytes: &[u8]) -> (Vec<String>, Vec<(usize, Vec<String>)>) {
        let table = read(bytes, None).unwrap().remove(0);
        let text = |cell: &ImportedCell| match cell {
            ImportedCell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        let row = |row: &ImportedRow| (row.line, row.cells.iter().map(|(_, cell)| text(cell)).collect());
        (table.columns, table.rows.iter().map(row).collect())
    }

    fn one(bytes: &[u8]) -> Vec<String> {
        rows(bytes).1.remove(0).1
    }

    #[test]
    fn separators_and_encodings_are_recognised() {
        let expected = ["Düren", "02421 22-0"];
        for text in ["id,tel\r\nDüren,02421 22-0\r\n", "id;tel\nDüren;02421 22-0", "id\ttel\nDüren\t02421 22-0\n"] {
            assert_eq!(one(text.as_bytes()), expected, "{text:?}");
            assert_eq!(one(format!("\u{feff}{text}").as_bytes()), expected);
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(one(&[&[0xff, 0xfe], &units[..]].concat()), expected);
        }
        assert_eq!(one(b"id;tel\r\nD\xfcren \x96 \x80;02421 22-0"), ["Düren – €", "02421 22-0"]);
        assert_eq!(one(b"sep=;\nid;\"a,b\"\nx;1,5"), ["x", "1,5"]);
        assert_eq!(one(b"\"a;b;c\",id\n1,x"), ["1", "x"]);
        // Below titles, and where cells hold what separates elsewhere.
        let titled = "Liste der B\u{fc}ros, Stand 2026, K\u{f6}ln\n\nid;Anmerkung\na;eins, zwei\nb;drei\n";
        assert_eq!(rows(titled.as_bytes()).0, ["id", "Anmerkung"]);
        assert_eq!(
            rows("Bildungsbüros;;\nStand: 1. März;2026;\nid;name;note\na;B;\n".as_bytes()).0,
            ["id", "name", "note"]
        );
        assert_eq!(rows(b"id,note\na,x;y;z\nb,x;y;z\nc,x").0, ["id", "note"]);
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let (columns, rows) = rows(b"\n id ,text\n\na,\"eins\nzwei\"\n,\nb,x\n");
        assert_eq!(columns, ["id", "text"]);
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 7]);
    }

    #[test]
    fn a_short_row_has_fewer_cells_and_a_long_one_a_column_without_a_name() {
        let (columns, rows) = rows(b"id,a,b\nx,1\ny,1,2,\nz,1,2,3\n");
        assert_eq!(columns, ["id", "a", "b", ""]);
        assert_eq!(rows.iter().map(|(_, cells)| cells.len()).collect::<Vec<_>>(), [2, 4, 4]);
    }

    #[test]
    fn texts_marked_for_a_spreadsheet_are_the_texts() {
        assert_eq!(one("\u{feff}id;tel;x\na;=\"+4922112345\";'- b".as_bytes()), ["a", "+4922112345", "- b"]);
        assert_eq!(one(b"id;tel\na;=\"05358\""), ["a", "05358"]);
        assert_eq!(one(b"id,tel\na,'x"), ["a", "'x"]);
    }

    #[test]
    fn a_quotation_mark_without_an_end_does_not_swallow_rows() {
        let error = read(b"id,a\nx,\"eins\ny,zwei\nz,drei\n", None).unwrap_err();
        assert_eq!(error, ImportError::OpenQuote { line: 2 });
        assert_eq!(one(b"id,a\nx,5\" Rohr\n"), ["x", "5\" Rohr"]);
    }

    proptest! {
        #[test]
        fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a;,\t\"\n\r=']{0,60}") {
            let _ = (read(&bytes, None), read(text.as_bytes(), None));
        }
    }
}
