//! Lays rows out into lines of a given width: label column, wrapped value. Pure text, no drawing.

use std::borrow::Cow;
use std::ops::Range;

use super::{PageRow, Span};
use crate::text::ascii::spelled;
use crate::text::{LineRoom, line_ranges, truncate, width};
use crate::theme::Role;

/// Cells of a label that stands whole: its value then begins further to the right than others.
const LONGEST_LABEL: usize = 22;

/// Cells below which values need the room of the label column.
const NARROW: usize = 40;

/// One line of the laid out page.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Row it belongs to.
    pub row: usize,
    /// The text shown.
    pub spans: Vec<Span>,
    /// Cell at which the value begins.
    pub value: usize,
    /// It comes and goes with what is unfolded or typed, and moves no section to another column.
    pub passing: bool,
}

/// The room that the lines of a page have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRoom {
    /// Cells of a line.
    pub cells: usize,
    /// Lines of a column, where there are several side by side.
    pub column: Option<usize>,
}

/// The lines that an editor takes on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditorRow {
    /// The row it belongs to.
    pub row: usize,
    /// Number of lines.
    pub height: usize,
    /// True when it is below the row's own lines, false when it replaces them.
    pub below: bool,
}

/// Lays rows out, with room for the editor. For a terminal limited to ASCII they are transliterated
/// first, because that makes them longer.
pub fn lines(rows: &[PageRow], room: PageRoom, ascii: bool, editor: Option<EditorRow>) -> Vec<Line> {
    let (cells, rows) = (room.cells, &spelled_rows(rows, ascii));
    let label = label_width(rows, cells);
    let (mut out, mut unfolded_at) = (Vec::new(), None);
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| !row.hidden) {
        let first = out.len();
        lay(row, number, cells, label, &mut out);
        let mut lasting = out.len();
        if let Some(editor) = editor.filter(|e| e.row == number) {
            make_room(&mut out, row, editor);
        }
        unfolded_at = unfolded_at.filter(|indent| row.indent > *indent);
        if unfolded_at.is_some() {
            lasting = first;
        } else if row.folded == Some(false) && row.section.is_none() {
            unfolded_at = Some(row.indent);
        }
        out.iter_mut().skip(lasting).for_each(|line| line.passing = true);
    }
    match room.column {
        Some(column) => break_into_columns(out, rows, column),
        None => out,
    }
}

/// Fills columns up with blank lines, so that a section that fits into one is not divided. Of a
/// longer one, no paragraph is. Each stays in the column where it is without the passing lines,
/// as far as these leave room.
fn break_into_columns(lines: Vec<Line>, rows: &[PageRow], column: usize) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len() + 2 * column);
    let blocks = blocks(&lines, rows, column);
    let mut lines = lines.into_iter();
    // The end of what is laid out, without the passing lines.
    let mut end = 0;
    for Block { length, mut lasting } in blocks {
        let mut block = lines.by_ref().take(length).peekable();
        if let Some(gap) = block.next_if(|line| is_gap(line, rows)) {
            let used = end % column;
            // A column begins without a gap.
            let blanks = match column - used {
                _ if used == 0 => 0,
                left if lasting <= left || lasting > column + 1 => 1,
                left => left,
            };
            lasting = lasting.saturating_sub(1);
            end += blanks;
            let begins_column = end % column == 0;
            let blanks =
                if begins_column && out.len() <= end { end - out.len() } else { usize::from(out.len() % column > 0) };
            out.extend(std::iter::repeat_n(gap, blanks));
        }
        end += lasting;
        out.extend(block);
    }
    out
}

/// Lines that stay together.
struct Block {
    /// Their number, with the gap above them.
    length: usize,
    /// The same without the passing lines.
    lasting: usize,
}

impl Block {
    fn of(lines: &[Line]) -> Block {
        Block { length: lines.len(), lasting: lasting(lines) }
    }
}

/// Returns the sections; of one that is longer than a column, the paragraphs.
fn blocks(lines: &[Line], rows: &[PageRow], column: usize) -> Vec<Block> {
    let heads = |line: &Line| rows.get(line.row + 1).is_some_and(|row| row.section.is_some());
    let mut blocks = Vec::new();
    for section in lines.chunk_by(|_, next| !(is_gap(next, rows) && heads(next))) {
        if lasting(section) <= column {
            blocks.push(Block::of(section));
        } else {
            blocks.extend(section.chunk_by(|_, next| !is_gap(next, rows)).map(Block::of));
        }
    }
    blocks
}

/// Returns the number of lines that do not come and go.
pub fn lasting(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.passing).count()
}

/// Returns true for the blank line between two sections or paragraphs.
fn is_gap(line: &Line, rows: &[PageRow]) -> bool {
    rows.get(line.row).is_some_and(PageRow::is_blank)
}

/// Returns the cell at which the value of a row begins.
pub fn value(rows: &[PageRow], row: usize, cells: usize, ascii: bool) -> usize {
    let rows = &spelled_rows(rows, ascii);
    let label = label_width(rows, cells);
    let mut out = Vec::new();
    rows.get(row).into_iter().for_each(|found| lay(found, row, cells, label, &mut out));
    out.first().map_or(0, |line| line.value)
}

fn spelled_rows(rows: &[PageRow], ascii: bool) -> Cow<'_, [PageRow]> {
    if !ascii {
        return Cow::Borrowed(rows);
    }
    let spell = |row: &PageRow| PageRow {
        label: spelled(&row.label).into_owned(),
        spans: spelled_spans(&row.spans, ascii).into_owned(),
        ..row.clone()
    };
    rows.iter().map(spell).collect()
}

/// Returns spans as the terminal shows them, before wrapping.
pub(in crate::app) fn spelled_spans(spans: &[Span], ascii: bool) -> Cow<'_, [Span]> {
    if !ascii {
        return Cow::Borrowed(spans);
    }
    spans.iter().map(|(role, text)| (*role, spelled(text).into_owned())).collect()
}

/// Reserves lines for the editor, in place of the row's value or below it.
fn make_room(out: &mut Vec<Line>, row: &PageRow, editor: EditorRow) {
    let number = editor.row;
    let first = out.iter().rposition(|l: &Line| l.row != number).map_or(0, |i| i + 1);
    let value = out[first].value;
    let mut taken = 0;
    if !editor.below {
        out[first].spans.truncate(usize::from(!row.label.is_empty()) + usize::from(row.indent > 0));
        out.truncate(first + 1);
        taken = 1;
    }
    out.extend((taken..editor.height).map(|_| Line { row: number, value, ..Line::default() }));
}

/// Returns the width of the label column: as wide as the widest label, at most a third.
fn label_width(rows: &[PageRow], cells: usize) -> usize {
    let widest = rows.iter().filter(|r| r.section.is_none()).map(|r| 2 * r.indent + width(&r.label)).max().unwrap_or(0);
    // On a narrow page a longer label stands whole and its value further to the right.
    let least = if cells < NARROW { 14 } else { 18 };
    if widest == 0 { 0 } else { (widest + 2).min((cells / 3).max(least)).min(cells / 2) }
}

fn lay(row: &PageRow, number: usize, cells: usize, label: usize, out: &mut Vec<Line>) {
    let indent = 2 * row.indent;
    let mut first = Vec::new();
    if indent > 0 {
        first.push((Role::Text, " ".repeat(indent)));
    }
    let value = if row.label.is_empty() {
        indent
    } else {
        let is_heading = row.section.is_some();
        // Behind a heading stands whether it is folded, and how much that hides.
        let behind = if row.folded.is_some() { 3 } else { 2 };
        let hidden: usize = row.spans.iter().map(|(_, text)| width(text)).sum();
        let room = match is_heading {
            true => cells.saturating_sub(behind - 1 + hidden + usize::from(hidden > 0)),
            false => label.max(LONGEST_LABEL.min(cells / 2)).saturating_sub(indent + 1),
        };
        let text = truncate(&row.label, room).into_owned();
        let used = indent + width(&text);
        let value = if is_heading { used + behind } else { label.max(used + 1) };
        let role = if is_heading { Role::Heading } else { Role::Dim };
        first.push((role, format!("{text}{}", " ".repeat(value - used))));
        value
    };
    let room = cells.saturating_sub(value).max(1);
    let mut wrapped = wrap_hanging(&row.spans, room, 0).into_iter();
    first.extend(wrapped.next().unwrap_or_default());
    out.push(Line { row: number, spans: first, value, passing: false });
    for rest in wrapped {
        let mut spans = vec![(Role::Text, " ".repeat(value))];
        spans.extend(rest);
        out.push(Line { row: number, spans, value, passing: false });
    }
}

/// Wraps text of several roles at spaces, with lines after the first indented by `hang` cells.
/// Keeps line breaks in the text.
pub(in crate::app) fn wrap_hanging(spans: &[Span], cells: usize, hang: usize) -> Vec<Vec<Span>> {
    let fits = spans.iter().map(|(_, text)| width(text)).sum::<usize>() <= cells;
    if fits && !spans.iter().any(|(_, text)| text.contains('\n')) {
        return vec![spans.iter().filter(|(_, text)| !text.is_empty()).cloned().collect()];
    }
    // A word may begin in one span and end in another.
    let text: String = spans.iter().map(|(_, text)| text.as_str()).collect();
    let ranges = line_ranges(&text, LineRoom { cells, hang });
    let mut lines: Vec<Vec<Span>> = ranges.into_iter().map(|range| cut(spans, range)).collect();
    let hanging = lines.iter_mut().skip(1).filter(|_| hang > 0);
    hanging.for_each(|line| line.insert(0, (Role::Text, " ".repeat(hang))));
    lines
}

/// Returns the part of some spans that is a range of their text.
fn cut(spans: &[Span], range: Range<usize>) -> Vec<Span> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (role, text) in spans {
        let here = range.start.saturating_sub(start).min(text.len())..range.end.saturating_sub(start).min(text.len());
        if !here.is_empty() {
            parts.push((*role, text[here].to_owned()));
        }
        start += text.len();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::detail::PageSection;

    fn text(line: &Line) -> String {
        line.spans.iter().map(|(_, t)| t.as_str()).collect()
    }

    #[test]
    fn values_stand_beside_their_labels_and_wrap_under_themselves() {
        let rows = [
            PageRow { label: "Telefon".into(), spans: vec![(Role::Text, "02421 22-0".into())], ..PageRow::default() },
            PageRow {
                label: "Note".into(),
                spans: vec![(Role::Text, "eins zwei drei vier".into())],
                ..PageRow::default()
            },
        ];
        let lines: Vec<String> =
            super::lines(&rows, PageRoom { cells: 27, column: None }, false, None).iter().map(text).collect();
        assert_eq!(lines, ["Telefon  02421 22-0", "Note     eins zwei drei ", "         vier"]);
    }

    #[test]
    fn a_word_stays_whole_where_its_role_changes() {
        let spans =
            [(Role::Match, "Telefon)".to_owned()), (Role::Text, ", dann (".to_owned()), (Role::Key, "E".into())];
        let lines = wrap_hanging(&spans, 10, 0);
        let lines: Vec<String> = lines.iter().map(|line| line.iter().map(|(_, t)| t.as_str()).collect()).collect();
        assert_eq!(lines, ["Telefon), ", "dann (E"]);
    }

    #[test]
    fn a_row_being_edited_keeps_its_label_and_takes_the_lines_it_is_given() {
        let rows = [PageRow { label: "Name".into(), spans: vec![(Role::Text, "x".into())], ..PageRow::default() }];
        let lines = super::lines(
            &rows,
            PageRoom { cells: 30, column: None },
            false,
            Some(EditorRow { row: 0, height: 3, below: false }),
        );
        assert_eq!(lines.len(), 3);
        assert_eq!(text(&lines[0]).trim(), "Name");
    }

    /// The lines of a page with sections of these lengths, each below its heading.
    fn in_columns(sections: &[usize], column: usize) -> Vec<String> {
        let mut rows = Vec::new();
        for (number, length) in sections.iter().enumerate() {
            if number > 0 {
                rows.push(PageRow::default());
            }
            rows.push(PageRow { label: format!("{number}"), section: Some(PageSection::Rest), ..PageRow::default() });
            rows.extend(
                (1..*length)
                    .map(|i| PageRow { spans: vec![(Role::Text, format!("{number}.{i}"))], ..PageRow::default() }),
            );
        }
        let room = PageRoom { cells: 10, column: Some(column) };
        super::lines(&rows, room, false, None).iter().map(|line| text(line).trim().to_owned()).collect()
    }

    #[test]
    fn a_section_stays_in_its_column_when_something_above_it_is_unfolded() {
        let text = |text: &str| PageRow { spans: vec![(Role::Text, text.to_owned())], ..PageRow::default() };
        let heading =
            |label: &str| PageRow { label: label.to_owned(), section: Some(PageSection::Rest), ..PageRow::default() };
        let page = |folded: bool| {
            let inner = PageRow { indent: 1, ..text("inner") };
            let fold = PageRow { folded: Some(folded), ..text("fold") };
            let mut rows = vec![heading("A"), fold];
            rows.extend((!folded).then_some(inner));
            rows.extend([PageRow::default(), heading("B"), text("b"), PageRow::default(), heading("C"), text("c")]);
            rows
        };
        let at = |rows: &[PageRow], room: usize, wanted: &str| {
            let lines = super::lines(rows, PageRoom { cells: 10, column: Some(room) }, false, None);
            lines.iter().position(|line| self::text(line).trim() == wanted).unwrap_or(0) / room
        };
        for room in [5, 6] {
            for section in ["B", "C"] {
                let (before, after) = (at(&page(true), room, section), at(&page(false), room, section));
                assert_eq!(before, after, "{section} {room}");
            }
        }
    }

    #[test]
    fn a_section_is_not_divided_between_columns() {
        assert_eq!(in_columns(&[2, 2], 4), ["0", "0.1", "", "", "1", "1.1"]);
        assert_eq!(in_columns(&[2, 2], 5), ["0", "0.1", "", "1", "1.1"]);
        // A column begins without a gap.
        assert_eq!(in_columns(&[3, 2], 3), ["0", "0.1", "0.2", "1", "1.1"]);
        // What is longer than a column flows on.
        assert_eq!(in_columns(&[2, 5], 4), ["0", "0.1", "", "1", "1.1", "1.2", "1.3", "1.4"]);
    }
}
