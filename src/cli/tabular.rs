//! Rows of text as aligned columns, CSV or Markdown.
//!
//! CSV follows RFC 4180 (except that lines end in LF) and is exact: nothing is put in front of `+`
//! or `=`, because the data contains many telephone numbers that begin with it, and scripts read
//! it. Does not know records. Entry point: [`Sheet::write`].

use super::args::Format;
use super::output::CommandOutput;
use crate::text::markdown::{Alignment, table};
use crate::text::{escape_control, truncate, width};

/// Cells between two columns.
const GAP: usize = 2;

/// Minimum width to which a column is shrunk for the sake of others.
const NARROWEST: usize = 6;

/// Heads and rows.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The column titles.
    pub heads: Vec<String>,
    /// The rows, each with a cell for each title.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Prints the rows; `format` is one of table, csv and md.
    pub fn write(&self, format: Format, out: &mut CommandOutput) {
        match format {
            Format::Csv => self.csv(out),
            Format::Md => self.markdown(out),
            _ => self.aligned(out),
        }
    }

    fn aligned(&self, out: &mut CommandOutput) {
        let spell = |cells: &Vec<String>| cells.iter().map(|cell| out.spelled(cell).into_owned()).collect();
        let spelled;
        let shown = if out.is_ascii() {
            spelled = Sheet { heads: spell(&self.heads), rows: self.rows.iter().map(spell).collect() };
            &spelled
        } else {
            self
        };
        let widths = shown.widths(out.width);
        for (number, row) in std::iter::once(&shown.heads).chain(&shown.rows).enumerate() {
            let line = aligned_row(row, &widths, out.ellipsis());
            if number == 0 { out.heading(&line) } else { out.line(&line) }
        }
    }

    /// Returns the width of each column: that of its widest cell, the widest shrunk first until a
    /// line fits.
    fn widths(&self, limit: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heads.iter().map(|head| width(head)).collect();
        for row in &self.rows {
            for (cell, widest) in row.iter().zip(&mut widths) {
                *widest = (*widest).max(width(&flat(cell)));
            }
        }
        let Some(limit) = limit else { return widths };
        let gaps = GAP * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > limit {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    fn csv(&self, out: &mut CommandOutput) {
        for row in std::iter::once(&self.heads).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            out.text(&format!("{}\n", cells.join(",")));
        }
    }

    fn markdown(&self, out: &mut CommandOutput) {
        out.text(&table(&self.heads, &self.rows, |_| Alignment::Unset));
    }
}

fn aligned_row(row: &[String], widths: &[usize], ellipsis: &str) -> String {
    let mut line = String::new();
    for (number, (cell, wide)) in row.iter().zip(widths).enumerate() {
        let cell = flat(cell);
        let shown = truncate(&cell, *wide);
        let cut = shown.len() != cell.len() || shown.ends_with('…') && !cell.ends_with('…');
        match shown.strip_suffix('…').filter(|_| cut) {
            Some(rest) => line.extend([rest, ellipsis]),
            None => line.push_str(&shown),
        }
        if number + 1 < widths.len() {
            line.push_str(&" ".repeat(wide.saturating_sub(width(&shown)) + GAP));
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Puts a cell on one line, as it will be shown.
fn flat(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    escape_control(&words.join(" ")).into_owned()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        Sheet {
            heads: vec!["id".into(), "name".into()],
            rows: vec![row(["a", "Köln|Süd, \"x\""]), row(["bcd", "zwei\nZeilen"])],
        }
    }

    #[test]
    fn the_widest_column_gives_way() {
        assert_eq!(sheet().widths(None), [3, 13]);
        assert_eq!(sheet().widths(Some(13)), [3, 8]);
        assert_eq!(sheet().widths(Some(5)), [3, 6]);
        assert_eq!(aligned_row(&sheet().rows[0], &[3, 8], "…"), "a    Köln|Sü…");
        assert_eq!(aligned_row(&sheet().rows[1], &[3, 8], "~"), "bcd  zwei Ze~");
    }

    #[test]
    fn cells_are_quoted_as_each_format_wants() {
        assert_eq!(quoted("Köln|Süd, \"x\""), "\"Köln|Süd, \"\"x\"\"\"");
        assert_eq!(quoted("+49 221"), "+49 221");
    }
}
