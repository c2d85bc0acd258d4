//! Labelled lines: a record as people read it, on a terminal or in a message.
//!
//! Must not decide what is said ([`record_rows`](crate::present::record_rows) does). Entry points:
//! [`lines`] and [`document`].

use crate::present::labelled_record::LabelledRecord;
use crate::present::record_rows::RecordRow;
use crate::text::{width, wrap};
use crate::texts::{self, Lang};

/// Width of a label in cells, unless it is longer.
const LABEL: usize = 18;

/// Cells by which a nested record is indented.
const INDENT: usize = 2;

/// Minimum width in cells into which a labelled text is wrapped.
const NARROWEST: usize = 20;

/// Returns the lines of a row: its label, and its text with a hanging indent, wrapped where the
/// width in cells is limited.
pub fn lines(row: &RecordRow, cells: Option<usize>) -> Vec<String> {
    let indent = row.depth * INDENT;
    let wide = LABEL.max(width(&row.label) + 1);
    let lines = match cells {
        Some(cells) => wrap(&row.text, cells.saturating_sub(indent + wide).max(NARROWEST)),
        None => row.text.split('\n').map(str::to_owned).collect(),
    };
    let labelled = lines.iter().enumerate().map(|(number, line)| {
        let label = if number == 0 { row.label.as_str() } else { "" };
        let gap = " ".repeat(wide - width(label));
        format!("{}{label}{gap}{line}", " ".repeat(indent)).trim_end().to_owned()
    });
    labelled.collect()
}

/// Returns a whole record as a text, its lines as long as they come.
pub fn document(record: &LabelledRecord, lang: Lang) -> String {
    let rows = |rows: &[RecordRow]| rows.iter().flat_map(|row| lines(row, None)).collect::<Vec<_>>();
    let mut out = vec![record.name.clone()];
    out.extend(rows(&record.rows));
    if !record.referrers.is_empty() {
        out.extend([String::new(), texts::cli::referred(lang).to_owned()]);
        out.extend(rows(&record.referrers));
    }
    out.join("\n") + "\n"
}
