//! The areas of the screen for a terminal size: one pure function used by `update` and by the view.
//!
//! 80×24 is the design size. Narrow terminals show one thing at a time, low ones one pane at a
//! time, wide ones the page in two or three newspaper columns.

use ratatui::layout::{Rect, Size};

use super::Focus;
use super::detail::PageRoom;
use super::dialog::DialogSize;
use super::dialog::panel::DialogPanel;

/// Width below which one thing is shown at a time.
const NARROW: u16 = 60;
/// Height below which only the pane last used is shown.
const LOW: u16 = 14;
/// Rows of a dialog that stay visible below a long input.
const ROWS_BESIDE_TEXT: usize = 3;
/// Cells that a strip beside a dialog must have to show anything.
const LEAST_BESIDE: u16 = 6;
/// Rows that must be left above a dialog, or below it, to show anything.
const LEAST_ROWS: u16 = 5;
/// Rows with head and footer that a message leaves to the screen.
const LEAST_SCREEN: u16 = 7;
/// Cells of a line that is read with ease.
const MEASURE: u16 = 96;
/// Cells between two columns of the page; the middle one is that of the change marks.
const GUTTER: u16 = 3;

/// The areas that every screen has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The line at the top.
    pub head: Rect,
    /// Everything between head and message.
    pub body: Rect,
    /// The rows of a message, above the footer; empty without one.
    pub message: Rect,
    /// The line at the bottom.
    pub footer: Rect,
}

/// The areas of the directory screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DirectoryLayout {
    /// The three panes with their borders (adjacent borders are shared); empty when not shown.
    pub panes: [Rect; 3],
    /// The page with its border; empty when not shown.
    pub detail: Rect,
    /// Everything between head and footer.
    pub body: Rect,
    /// Number of columns of the page.
    pub columns: u16,
}

impl DirectoryLayout {
    /// Returns the number of record rows that a pane shows.
    pub fn pane_rows(&self, number: usize) -> usize {
        self.panes[number].height.saturating_sub(2).into()
    }

    /// Returns the width of one column of the page and the number of lines of all columns together.
    pub fn detail_inner(&self) -> Size {
        let inner = self.detail_area();
        let columns = self.columns.max(1);
        let width = (inner.width.saturating_sub(GUTTER * (columns - 1)) / columns).min(MEASURE);
        Size::new(width, inner.height * columns)
    }

    /// Returns the room of the page's lines.
    pub fn page_room(&self) -> PageRoom {
        let column = (self.columns > 1).then_some(usize::from(self.detail_area().height).max(1));
        PageRoom { cells: self.detail_inner().width.into(), column }
    }

    /// Returns the page without its border and the column of change marks.
    pub fn detail_area(&self) -> Rect {
        let (x, y) = (self.detail.x + 3, self.detail.y + 1);
        let (width, height) = (self.detail.width.saturating_sub(5), self.detail.height.saturating_sub(2));
        Rect { x, y, width, height }
    }

    /// Returns the area of a line of the page, counted from the first visible one.
    pub fn detail_line(&self, line: usize) -> Option<Rect> {
        let area = self.detail_area();
        let width = self.detail_inner().width;
        let height = usize::from(area.height).max(1);
        let column = u16::try_from(line / height).ok().filter(|c| *c < self.columns.max(1) && area.height > 0)?;
        let row = u16::try_from(line % height).unwrap_or(0);
        Some(Rect { x: area.x + column * (width + GUTTER), y: area.y + row, width, height: 1 })
    }
}

/// Returns the areas of a terminal of this size, with rows for a message.
pub fn terminal(size: Size, message: usize) -> ScreenLayout {
    let screen = screen(beside_message(size, message));
    let rows = size.height - screen.footer.bottom();
    let message = Rect { y: screen.footer.y, height: rows, ..screen.footer };
    ScreenLayout { message, footer: Rect { y: screen.footer.y + rows, ..screen.footer }, ..screen }
}

/// Returns the areas of a screen of this size.
pub fn screen(size: Size) -> ScreenLayout {
    let bars = u16::from(size.height >= 5);
    ScreenLayout {
        head: Rect::new(0, 0, size.width, bars),
        body: Rect::new(0, bars, size.width, size.height.saturating_sub(2 * bars)),
        message: Rect::default(),
        footer: Rect::new(0, size.height.saturating_sub(bars), size.width, bars),
    }
}

/// Returns the number of rows that a message can take.
pub fn most_message_rows(size: Size) -> usize {
    size.height.saturating_sub(LEAST_SCREEN).into()
}

/// Returns the size that the screens have beside a message of so many rows.
pub fn beside_message(size: Size, rows: usize) -> Size {
    let rows = rows.min(most_message_rows(size));
    Size { height: size.height - rows as u16, ..size }
}

/// Returns the layout of the directory for a size, the focus, and the number of records in each
/// pane.
pub fn directory(size: Size, focus: Focus, anchor: usize, records: [usize; 3]) -> DirectoryLayout {
    let body = screen(size).body;
    let mut layout = DirectoryLayout { body, columns: 1, ..DirectoryLayout::default() };
    if size.width < NARROW {
        match focus {
            Focus::Pane(number) => layout.panes[number] = body,
            Focus::Detail => layout.detail = body,
        }
        return layout;
    }
    let left = (size.width * 36 / 100).clamp(26, 60);
    layout.panes = stack(Rect { width: left, ..body }, anchor, records);
    layout.detail = Rect { x: left, width: size.width - left, ..body };
    layout.columns = ((layout.detail.width.saturating_sub(5) + GUTTER) / (64 + GUTTER)).clamp(1, 3);
    layout
}

/// Stacks the three panes, sharing the border between two; only the pane last used where the height
/// is low.
fn stack(area: Rect, anchor: usize, records: [usize; 3]) -> [Rect; 3] {
    let mut panes = [Rect::default(); 3];
    if area.height < LOW {
        panes[anchor] = area;
        return panes;
    }
    let rows = share(area.height - 4, records);
    let mut y = area.y;
    for (pane, rows) in panes.iter_mut().zip(rows) {
        let height = rows + 2;
        *pane = Rect { y, height, ..area };
        y += height - 1;
    }
    panes
}

/// Distributes rows equally; what a pane does not need goes to the others, the remainder to the
/// last.
fn share(rows: u16, records: [usize; 3]) -> [u16; 3] {
    let mut given = [0u16; 3];
    let mut open: Vec<usize> = vec![0, 1, 2];
    let mut left = rows;
    while !open.is_empty() {
        let fair = left / open.len() as u16;
        let needs = |n: usize| u16::try_from(records[n]).unwrap_or(u16::MAX).max(1);
        let Some(at) = open.iter().position(|n| needs(*n) <= fair) else { break };
        let pane = open.remove(at);
        given[pane] = needs(pane);
        left -= given[pane];
    }
    let count = open.len() as u16;
    for (number, pane) in (0..).zip(&open) {
        given[*pane] = left / count + u16::from(number < left % count);
    }
    if open.is_empty() {
        given[2] += left;
    }
    given
}

/// Returns the first of `seen` lines that keeps the cursor visible, scrolling as little as possible
/// and without a gap at the end.
pub fn follow(cursor: usize, first: usize, seen: usize, all: usize) -> usize {
    let seen = seen.max(1);
    first.max((cursor + 1).saturating_sub(seen)).min(cursor).min(all.saturating_sub(seen))
}

/// The areas of a dialog.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DialogLayout {
    /// The whole dialog with its border.
    pub area: Rect,
    /// The dialog with all that is beside it, and a blank row above and below, but never head and
    /// footer: so no word and no line is seen in part.
    pub cleared: Rect,
    /// The input lines; empty without an input.
    pub input: Rect,
    /// The line below the input that states a problem; empty without one.
    pub error: Rect,
    /// The rows.
    pub rows: Rect,
}

/// Returns the width of a dialog with its border: all of the terminal's where strips beside it
/// would be too narrow to show anything.
fn dialog_width(terminal: Size, size: DialogSize) -> u16 {
    let most = if size == DialogSize::Fitting { 90 } else { 110 };
    if terminal.width < most + 2 * LEAST_BESIDE { terminal.width } else { most }
}

/// Returns the width in cells of one line of a dialog.
pub fn dialog_cells(terminal: Size, size: DialogSize) -> usize {
    dialog_width(terminal, size).saturating_sub(4).into()
}

/// Returns the width in cells to which a text in a dialog is wrapped, line by line.
pub fn dialog_text_cells(terminal: Size) -> usize {
    dialog_cells(terminal, DialogSize::Fitting).max(10)
}

/// Returns the areas of a dialog.
pub fn dialog(size: Size, panel: &DialogPanel) -> DialogLayout {
    let (is_full, width) = (panel.size == DialogSize::Full, dialog_width(size, panel.size));
    let most = size.height.saturating_sub(2);
    let error = u16::from(panel.error.is_some());
    let lines = panel.height(width.saturating_sub(4).into());
    let typed = panel.input_height(width.saturating_sub(4).into());
    // A long input leaves room for some of the rows.
    let others = 2 + error + u16::try_from(lines.min(ROWS_BESIDE_TEXT)).unwrap_or(0);
    let input = u16::try_from(typed).unwrap_or(u16::MAX).min(most.saturating_sub(others).max(1));
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX - 16)
        + input
        + error
        + 2
        + u16::from(input > 0 && !panel.rows.is_empty());
    let is_full = is_full || most.saturating_sub(wanted) < LEAST_ROWS;
    let height = if is_full { most } else { wanted }.max(size.height.min(3));
    let x = size.width.saturating_sub(width) / 2;
    let third = size.height.saturating_sub(height) / 3;
    let y = if is_full || third <= LEAST_ROWS { 1 } else { third }.min(size.height.saturating_sub(height));
    let area = Rect { x, y, width, height };
    let inner =
        Rect { x: x + 2.min(width), y: y + 1, width: width.saturating_sub(4), height: height.saturating_sub(2) };
    let input_area = Rect { height: input.min(inner.height), ..inner };
    let error_area =
        Rect { y: inner.y + input_area.height, height: error.min(inner.height - input_area.height), ..inner };
    let gap = u16::from(input > 0 && !panel.rows.is_empty());
    let used = (input_area.height + error_area.height + gap).min(inner.height);
    let rows = Rect { y: inner.y + used, height: inner.height - used, ..inner };
    // Around a narrower window the screen stays in sight.
    let cleared = if width < size.width { area } else { screen(size).body.union(area) };
    DialogLayout { area, cleared, input: input_area, error: error_area, rows }
}

#[cfg(test)]
mod tests {
    use super::super::dialog::DialogInput;
    use super::*;

    #[test]
    fn every_area_lies_in_the_terminal_at_every_size() {
        for width in 0..=210 {
            for height in 0..=62 {
                let size = Size::new(width, height);
                for focus in [Focus::Pane(0), Focus::Pane(2), Focus::Detail] {
                    let (bars, layout) = (screen(size), directory(size, focus, 1, [11, 41, 24]));
                    for area in layout.panes.iter().chain([&layout.detail, &bars.head, &bars.footer]) {
                        assert!(area.right() <= width && area.bottom() <= height, "{size:?} {area:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_dialog_leaves_the_head_and_no_slivers() {
        for (width, height) in (5..=210).flat_map(|width| (5..=62).map(move |height| (width, height))) {
            let (size, bars) = (Size::new(width, height), screen(Size::new(width, height)));
            for (kind, typed) in [(DialogSize::Fitting, true), (DialogSize::Wide, false), (DialogSize::Full, true)] {
                let input = typed.then_some(DialogInput::Filter { prompt: "" });
                let DialogLayout { area, cleared, .. } = dialog(size, &DialogPanel::new(input, kind, true));
                assert!(!area.intersects(bars.head) && !area.intersects(bars.footer), "{size:?}");
                assert_eq!((cleared.union(area), cleared.intersection(bars.body)), (cleared, cleared), "{size:?}");
                let beside = width - area.width;
                assert!(beside == 0 || beside >= 2 * LEAST_BESIDE, "{size:?} {kind:?}: {area:?}");
            }
        }
    }

    #[test]
    fn the_design_size_shows_three_panes_and_the_page_and_wide_ones_more_columns() {
        let layout = directory(Size::new(80, 24), Focus::Pane(0), 0, [11, 41, 24]);
        assert!((0..3).all(|n| layout.pane_rows(n) >= 5));
        assert_eq!(layout.columns, 1);
        assert!(directory(Size::new(200, 60), Focus::Pane(0), 0, [11, 41, 24]).columns >= 2);
    }
}
