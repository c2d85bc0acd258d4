//! Rows as aligned columns, for people at a terminal.
//!
//! Columns that do not fit give way, the widest first; those that must stay whole never do, even
//! where a line then is longer than the terminal is wide. Must not print. Entry points: [`lines`],
//! [`fits`].

use crate::present::Sheet;
use crate::text::ascii::spelled;
use crate::text::{escape_control, truncate, width};

/// Cells between two columns.
const GAP: usize = 2;

/// Minimum width to which a column is shrunk for the sake of others.
const NARROWEST: usize = 6;

/// What the place allows that the columns are shown in.
#[derive(Debug, Clone, Copy)]
pub struct ColumnLimits {
    /// Width of a line in cells; `None` when lines may be of any length.
    pub width: Option<usize>,
    /// True where only ASCII is shown.
    pub ascii: bool,
    /// The sign for truncated text.
    pub ellipsis: &'static str,
}

/// Returns the line of titles and one line for each row, without line breaks.
pub fn lines(sheet: &Sheet, limits: ColumnLimits) -> impl Iterator<Item = String> {
    let shown = |text: &str| if limits.ascii { spelled(text).into_owned() } else { text.to_owned() };
    let titles: Vec<String> = sheet.columns.iter().map(|column| shown(&column.title)).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(|cell| flat(&shown(cell))).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    let widths = widths(sheet, &titles, &rows, limits.width);
    let titles = titles.iter().map(|title| flat(title)).collect();
    std::iter::once(titles).chain(rows).map(move |row| aligned_row(&row, &widths, limits.ellipsis))
}

/// Returns true when every line has room as it is.
pub fn fits(sheet: &Sheet, limits: ColumnLimits) -> bool {
    let Some(limit) = limits.width else { return true };
    lines(sheet, ColumnLimits { width: None, ..limits }).all(|line| width(&line) <= limit)
}

/// Returns the width of each column: that of its widest cell, the widest that may be cut shrunk
/// first until a line fits.
fn widths(sheet: &Sheet, titles: &[String], rows: &[Vec<String>], limit: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = titles.iter().map(|title| width(title)).collect();
    for row in rows {
        for (cell, widest) in row.iter().zip(&mut widths) {
            *widest = (*widest).max(width(cell));
        }
    }
    let Some(limit) = limit else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > limit {
        let may_be_cut = widths.iter_mut().zip(&sheet.columns).filter(|(_, column)| !column.is_whole);
        match may_be_cut.map(|(width, _)| width).max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn aligned_row(row: &[String], widths: &[usize], ellipsis: &str) -> String {
    let mut line = String::new();
    for (number, (cell, wide)) in row.iter().zip(widths).enumerate() {
        let shown = truncate(cell, *wide);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let sheet = Sheet::new(["id", "name"], vec![row(["a", "Köln|Süd, \"x\""]), row(["bcd", "zwei\nZeilen"])]);
        let shown = |width, ascii, ellipsis| -> Vec<String> {
            lines(&sheet, ColumnLimits { width, ascii, ellipsis }).collect()
        };
        assert_eq!(shown(None, false, "…"), ["id   name", "a    Köln|Süd, \"x\"", "bcd  zwei Zeilen"]);
        assert_eq!(shown(Some(13), false, "…"), ["id   name", "a    Köln|Sü…", "bcd  zwei Ze…"]);
        assert_eq!(shown(Some(5), true, "~"), ["id   name", "a    Koeln~", "bcd  zwei ~"]);
    }

    #[test]
    fn a_whole_column_does_not_give_way() {
        let row = ["rhein-sieg-lenkungskreis", "Lenkungskreis"].map(str::to_owned).to_vec();
        let sheet = Sheet::new(["id", "name"], vec![row]).with_whole([0]);
        let shown = |width| lines(&sheet, ColumnLimits { width: Some(width), ascii: false, ellipsis: "…" }).nth(1);
        assert_eq!(shown(34).unwrap(), "rhein-sieg-lenkungskreis  Lenkung…");
        assert_eq!(shown(20).unwrap(), "rhein-sieg-lenkungskreis  Lenku…");
    }
}
