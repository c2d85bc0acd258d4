//! The layout of a list: which columns are seen and how wide, how many rows, and the room below.
//!
//! Pure; used by the list to scroll and by the view to draw. Entry point: [`ListingLayout::new`].

use ratatui::layout::Rect;

use crate::present::listing::ListingColumn;

/// Cells between two columns.
const GAP: u16 = 2;

/// Rows that stay where what is said of one of them takes room.
const LEAST_ROWS: u16 = 4;

/// Cells that are added at most where no column takes them.
const MORE_GAP: u16 = 4;

/// A column as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenColumn {
    /// Its number among all columns.
    pub number: usize,
    /// Its first cell, counted from the first of the line.
    pub from: u16,
    /// Its width in cells.
    pub cells: u16,
}

/// The parts of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingLayout {
    /// The border around everything; empty where there is no room for one.
    pub frame: Rect,
    /// The lines above the rows that sum them up.
    pub summary: Rect,
    /// The titles of the columns; empty where there is no room.
    pub titles: Rect,
    /// The rows.
    pub area: Rect,
    /// Number of rows seen.
    pub rows: usize,
    /// Line of the border between the rows and what is said of one of them.
    pub joint: Option<u16>,
    /// Room for what is said of the row under the cursor.
    pub strip: Rect,
    /// The columns seen: the first, and those behind it from the first scrolled to.
    pub columns: Vec<SeenColumn>,
    /// True when further columns are to the right of those seen.
    pub has_more: bool,
}

impl ListingLayout {
    /// Returns the layout in an area, of a list with these columns and this many lines above the
    /// rows, scrolled to the column `left`. What is said of a row has its usual room; up to
    /// `explained` lines where that is not enough.
    pub fn new(body: Rect, columns: &[ListingColumn], summary: usize, explained: usize, left: usize) -> ListingLayout {
        let mut layout = ListingLayout::down(body, summary, explained);
        let room = layout.area.width;
        let numbers = seen(columns, room, left);
        layout.has_more = numbers.last().is_some_and(|last| last + 1 < columns.len());
        layout.columns = across(columns, &numbers, room);
        layout
    }

    /// Returns the cells of a line of a list in an area.
    pub fn cells(body: Rect) -> usize {
        usize::from(if is_framed(body) { body.width - 4 } else { body.width })
    }

    /// Returns the first column to scroll to, behind the first of all, so that `column` is seen;
    /// as little as possible to the right of `left`.
    pub fn left(body: Rect, columns: &[ListingColumn], left: usize, column: usize) -> usize {
        let room = u16::try_from(ListingLayout::cells(body)).unwrap_or(u16::MAX);
        let left = left.clamp(1, column.max(1));
        (left..=column.max(1)).find(|left| seen(columns, room, *left).contains(&column)).unwrap_or(column.max(1))
    }

    fn down(body: Rect, summary: usize, explained: usize) -> ListingLayout {
        let is_framed = is_framed(body);
        let frame = if is_framed { body } else { Rect::default() };
        let inner = match is_framed {
            true => Rect { x: body.x + 2, y: body.y + 1, width: body.width - 4, height: body.height - 2 },
            false => body,
        };
        let strip = match inner.height {
            36.. => 8,
            26.. => 6,
            18.. => 4,
            12.. => 3,
            7.. => 2,
            _ => 0,
        };
        let joint = u16::from(strip > 0 && is_framed);
        let titles = u16::from(inner.height >= 5);
        let room = inner.height.saturating_sub(joint + titles + LEAST_ROWS);
        let wanted = u16::try_from(explained).unwrap_or(u16::MAX).min(room);
        let strip = if strip > 0 { strip.max(wanted) } else { 0 };
        let most = inner.height.saturating_sub(strip + joint + titles) / 3;
        let summary = u16::try_from(summary).unwrap_or(u16::MAX).min(most);
        let rows = inner.height.saturating_sub(summary + titles + strip + joint);
        let first = inner.y + summary + titles;
        ListingLayout {
            frame,
            summary: Rect { height: summary, ..inner },
            titles: Rect { y: inner.y + summary, height: titles, ..inner },
            area: Rect { y: first, height: rows, ..inner },
            rows: rows.into(),
            joint: (joint > 0).then_some(first + rows),
            strip: Rect { y: first + rows + joint, height: strip, ..inner },
            columns: Vec::new(),
            has_more: false,
        }
    }
}

fn is_framed(body: Rect) -> bool {
    body.width >= 24 && body.height >= 6
}

/// Returns the numbers of the columns that are seen: the first, and those from `left` on that have
/// room.
fn seen(columns: &[ListingColumn], room: u16, left: usize) -> Vec<usize> {
    let mut used = columns.first().map_or(0, |first| first_cells(first, columns.len(), room));
    let mut numbers: Vec<usize> = (0..columns.len().min(1)).collect();
    for (number, column) in columns.iter().enumerate().skip(left.max(1)) {
        used = used.saturating_add(GAP + column.width.least());
        if used > room {
            break;
        }
        numbers.push(number);
    }
    numbers
}

/// Returns the least width of the first column; where it has others beside it, at most half.
fn first_cells(first: &ListingColumn, count: usize, room: u16) -> u16 {
    if count > 1 { first.width.least().min(room / 2) } else { first.width.least().min(room) }
}

/// Returns the columns with their widths: what is left goes to those that take it, in equal parts
/// up to what each takes. What none of them takes goes between the columns, so that rows stay
/// together on a wide screen.
fn across(columns: &[ListingColumn], numbers: &[usize], room: u16) -> Vec<SeenColumn> {
    let least = |number: usize| match number {
        0 => first_cells(&columns[0], columns.len(), room),
        _ => columns[number].width.least(),
    };
    let gaps = u16::try_from(numbers.len().saturating_sub(1)).unwrap_or(0);
    let used: u16 = numbers.iter().map(|number| least(*number)).sum();
    let mut left = room.saturating_sub(used + GAP * gaps);
    let mut takers: Vec<usize> =
        numbers.iter().copied().filter(|number| columns[*number].width.most() > least(*number)).collect();
    // Those that take least first: what they leave is shared by the others.
    takers.sort_by_key(|number| columns[*number].width.most() - least(*number));
    let mut taken = vec![0; columns.len()];
    for number in takers.iter().copied().filter(|number| columns[*number].grows_first) {
        taken[number] = left.min(columns[number].width.most() - least(number));
        left -= taken[number];
    }
    // The first column says what the row is about, and has half as much again before others grow.
    if let Some(first) = columns.first().filter(|_| takers.contains(&0)) {
        taken[0] = left.min(least(0) / 2).min(first.width.most() - least(0));
        left -= taken[0];
    }
    for (at, number) in takers.iter().enumerate() {
        let share = left / u16::try_from(takers.len() - at).unwrap_or(1);
        let more = share.min(columns[*number].width.most() - least(*number) - taken[*number]);
        taken[*number] += more;
        left -= more;
    }
    let gap = GAP + (left / gaps.max(1)).min(MORE_GAP);
    let mut from = 0;
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        let cells = least(*number) + taken[*number];
        found.push(SeenColumn { number: *number, from, cells });
        from += cells + gap;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<ListingColumn> {
        let mut columns = vec![ListingColumn::rest("Name", 12)];
        columns.extend((1..6).map(|number| ListingColumn::fixed(format!("{number}"), 10)));
        columns
    }

    #[test]
    fn everything_lies_within_the_area_at_every_size() {
        for (width, height) in (0..=210).step_by(7).flat_map(|w| (0..=62).map(move |h| (w, h))) {
            let body = Rect::new(0, 1, width, height);
            for column in 0..6 {
                let left = ListingLayout::left(body, &columns(), 1, column);
                let layout = ListingLayout::new(body, &columns(), 3, 9, left);
                for area in [layout.frame, layout.summary, layout.titles, layout.area, layout.strip] {
                    assert!(area.right() <= width && area.bottom() <= body.bottom(), "{body:?} {layout:?}");
                }
                let last = layout.columns.last().unwrap();
                assert!(last.from + last.cells <= layout.area.width.max(12), "{body:?} {layout:?}");
                let is_seen = layout.columns.iter().any(|seen| seen.number == column);
                assert!(is_seen || width < 40, "{column}: {body:?} {layout:?}");
            }
        }
    }

    #[test]
    fn where_all_columns_have_room_the_name_takes_what_is_left() {
        let layout = ListingLayout::new(Rect::new(0, 0, 120, 40), &columns(), 0, 0, 1);
        assert_eq!(layout.columns.len(), 6);
        assert_eq!(layout.columns[0].cells, 116 - 5 * 12);
        assert!(!layout.has_more);
    }

    #[test]
    fn on_a_wide_screen_no_column_is_wider_than_its_texts() {
        let mut columns = columns();
        columns[0] = ListingColumn::between("Name", 12, 30);
        let layout = ListingLayout::new(Rect::new(0, 0, 200, 60), &columns, 0, 0, 1);
        assert_eq!(layout.columns.iter().map(|seen| seen.cells).collect::<Vec<_>>(), [30, 10, 10, 10, 10, 10]);
        assert_eq!(layout.columns[1].from, 30 + GAP + MORE_GAP);
        // What one column leaves is shared by the others.
        columns[5] = ListingColumn::rest("Rest", 10);
        let layout = ListingLayout::new(Rect::new(0, 0, 200, 60), &columns, 0, 0, 1);
        assert_eq!((layout.columns[0].cells, layout.columns[5].cells), (30, 196 - 30 - 4 * 10 - 5 * GAP));
    }

    #[test]
    fn what_the_rows_are_listed_for_grows_before_the_others() {
        let mut columns = columns();
        columns[2] = ListingColumn::between("Reason", 10, 18).growing_first();
        let cells = |width| {
            let layout = ListingLayout::new(Rect::new(0, 0, width, 40), &columns, 0, 0, 1);
            [layout.columns[0].cells, layout.columns[2].cells]
        };
        assert_eq!([cells(76), cells(80), cells(84), cells(90)], [[12, 10], [12, 14], [12, 18], [18, 18]]);
    }

    #[test]
    fn on_a_small_screen_the_name_stays_and_the_others_scroll() {
        let body = Rect::new(0, 1, 40, 10);
        let left = ListingLayout::left(body, &columns(), 1, 5);
        let layout = ListingLayout::new(body, &columns(), 0, 0, left);
        assert_eq!(layout.columns.iter().map(|seen| seen.number).collect::<Vec<_>>(), [0, 4, 5]);
        assert_eq!((layout.rows, layout.strip.height), (4, 2));
    }
}
