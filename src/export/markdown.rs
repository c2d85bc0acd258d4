//! Writes Markdown tables in which every cell shows exactly its text.
//!
//! The dialect is GitHub Flavored Markdown, whose tables follow CommonMark within a cell. A cell
//! holds inline text only, so block markers (`#`, `-`, `>` at the beginning of a line) mean nothing
//! in it and are not escaped. Independent of records. Entry point: [`document`].

use crate::present::{Alignment, Sheet};

impl Alignment {
    fn rule(self) -> &'static str {
        match self {
            Alignment::Unset => "---",
            Alignment::Left => ":--",
            Alignment::Right => "--:",
        }
    }
}

/// Writes a sheet as a table, with its legend below.
pub fn document(sheet: &Sheet) -> String {
    let titles: Vec<String> = sheet.columns.iter().map(|column| cell(&column.title)).collect();
    let rules = sheet.columns.iter().map(|column| column.alignment.rule());
    let rows = sheet.rows.iter().map(|row| row.iter().map(|text| cell(text)).collect());
    let table = table(&titles, rules, rows);
    if sheet.legend.is_empty() { table } else { format!("{table}\n{}\n", sheet.legend) }
}

/// Writes a section: its title, and a table of cells that are Markdown already.
pub fn section(title: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rules = heads.iter().map(|_| Alignment::Unset.rule());
    format!("**{title}**\n\n{}\n", table(heads, rules, rows))
}

/// Writes a heading of a level, on a line of its own.
pub fn heading(level: usize, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("{} {}\n", "#".repeat(level), escape(&words.join(" ")).replace('#', "\\#"))
}

/// Writes a label and its text as an item of a list, below `depth` others. The lines of the text
/// stay lines.
pub fn item(depth: usize, label: &str, text: &str) -> String {
    let indent = "  ".repeat(depth);
    let mut lines = lines(text);
    let first = if lines.is_empty() { String::new() } else { lines.remove(0) };
    let mut out = format!("{indent}- **{}:** {first}", escape(label.trim())).trim_end().to_owned();
    for line in lines {
        out.push_str(&format!("\\\n{indent}  {}", not_a_block(&line)));
    }
    out + "\n"
}

/// Writes the beginning of a line so that it begins no heading, list, quotation or rule.
fn not_a_block(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some('-' | '+' | '#' | '=' | ':') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Writes a text as code.
pub fn code(text: &str) -> String {
    format!("`{text}`")
}

fn table<'r>(
    heads: &[impl AsRef<str>],
    rules: impl Iterator<Item = &'r str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> String {
    let mut out = row(heads);
    out.push_str(&row(&rules.collect::<Vec<_>>()));
    rows.for_each(|cells| out.push_str(&row(&cells)));
    out
}

/// Writes cells that are Markdown already.
fn row(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Writes a text so that it is shown unchanged. Its lines are separated by `<br>`.
fn cell(text: &str) -> String {
    lines(text).join("<br>")
}

/// Returns the lines of a text, each written so that it is shown unchanged.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim().split('\n').map(|line| escape(line.trim())).collect()
}

/// Writes a line so that none of its characters is markup.
///
/// A web address that would need backslashes is put in angle brackets instead: readers turn
/// addresses into links, and would include the backslashes.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        if marks(line, at, c) {
            out.push('\\');
        }
        out.push(c);
    }
    let is_address = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme));
    let is_plain = !line.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\&|".contains(c));
    if is_address && is_plain && out != line { format!("<{line}>") } else { out }
}

/// Returns true when a character would be markup: emphasis, code, a link, HTML, a character
/// reference, the end of the cell.
fn marks(line: &str, at: usize, c: char) -> bool {
    match c {
        '\\' | '|' | '`' | '*' | '[' | ']' | '<' | '>' | '~' => true,
        // Within a word it is not markup.
        '_' => {
            let before = line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            !(before && line[at + 1..].starts_with(char::is_alphanumeric))
        }
        '&' => line[at + 1..].starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_shows_its_text_and_nothing_else() {
        for (text, written) in [
            (r"A\|B", r"A\\\|B"),
            ("a|b\nc", "a\\|b<br>c"),
            ("a\r\nb\rc", "a<br>b<br>c"),
            ("<b> & &amp; R&D", "\\<b\\> & \\&amp; R\\&D"),
            ("`x` *y* _z_ a_b [l](m) ~w~", r"\`x\` \*y\* \_z\_ a_b \[l\](m) \~w\~"),
            ("# 1 - 2", "# 1 - 2"),
            ("https://a.de/b_c?d=1", "https://a.de/b_c?d=1"),
            ("https://a.de/~buero", "<https://a.de/~buero>"),
            ("https://a.de/~b|c", "https://a.de/\\~b\\|c"),
        ] {
            assert_eq!(cell(text), written, "{text}");
        }
    }

    #[test]
    fn a_table_has_heads_a_rule_and_rows() {
        let mut sheet = Sheet::new(["Name", "n"], vec![["Köln", "1"].map(str::to_owned).to_vec()]);
        sheet.columns[1].alignment = Alignment::Right;
        assert_eq!(document(&sheet), "| Name | n |\n| --- | --: |\n| Köln | 1 |\n");
        sheet.legend = "n: how many".to_owned();
        assert_eq!(document(&sheet), "| Name | n |\n| --- | --: |\n| Köln | 1 |\n\nn: how many\n");
    }

    /// Returns the cells of a row as GFM splits them: at pipes without a backslash.
    fn cells(row: &str) -> Vec<String> {
        let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
        for c in row.trim_end().strip_prefix("| ").unwrap_or_default().chars() {
            if c == '|' && !escaped {
                cells.push(shown(std::mem::take(&mut cell).trim()));
            } else {
                cell.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        cells
    }

    /// Returns what a reader sees of a cell.
    fn shown(cell: &str) -> String {
        let (mut out, mut chars) = (String::new(), cell.replace("<br>", "\n").chars().collect::<Vec<_>>().into_iter());
        while let Some(c) = chars.next() {
            if c == '\\' { out.extend(chars.next()) } else { out.push(c) }
        }
        out
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_its_cell(texts in proptest::collection::vec("[a-b|\\\\`*_<>&;# \n\\[\\]]{0,12}", 1..4)) {
            let row = super::row(&texts.iter().map(|text| cell(text)).collect::<Vec<_>>());
            prop_assert_eq!(row.lines().count(), 1);
            let expected: Vec<String> = texts
                .iter()
                .map(|text| text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n"))
                .collect();
            prop_assert_eq!(cells(&row), expected);
        }
    }
}
