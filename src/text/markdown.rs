//! Writes Markdown tables in which every cell shows exactly its text.
//!
//! The dialect is GitHub Flavored Markdown, whose tables follow CommonMark within a cell. A cell
//! holds inline text only, so block markers (`#`, `-`, `>` at the beginning of a line) mean nothing
//! in it and are not escaped. Independent of records. Entry point: [`table`].

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the reader's program prefers.
    Unset,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Alignment {
    fn rule(self) -> &'static str {
        match self {
            Alignment::Unset => "---",
            Alignment::Left => ":--",
            Alignment::Right => "--:",
        }
    }
}

/// Writes a table whose column `n` has the alignment `alignment(n)`.
pub fn table(heads: &[String], rows: &[Vec<String>], alignment: impl Fn(usize) -> Alignment) -> String {
    let rules: Vec<&str> = (0..heads.len()).map(|column| alignment(column).rule()).collect();
    let mut out = row(heads);
    out.push_str(&format!("| {} |\n", rules.join(" | ")));
    rows.iter().for_each(|cells| out.push_str(&row(cells)));
    out
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Writes a text so that it is shown unchanged. Its lines are separated by `<br>`.
fn cell(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.trim().split('\n').map(|line| escape(line.trim())).collect();
    lines.join("<br>")
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
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let right = |column| if column == 1 { Alignment::Right } else { Alignment::Unset };
        let text = table(&row(["Name", "n"]), &[row(["Köln", "1"])], right);
        assert_eq!(text, "| Name | n |\n| --- | --: |\n| Köln | 1 |\n");
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
            let row = super::row(&texts);
            prop_assert_eq!(row.lines().count(), 1);
            let expected: Vec<String> = texts
                .iter()
                .map(|text| text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n"))
                .collect();
            prop_assert_eq!(cells(&row), expected);
        }
    }
}
