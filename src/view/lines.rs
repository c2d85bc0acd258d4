//! Draws the lines of a laid-out page: the row under the cursor, fold marks, change marks.
//!
//! Shared by the detail view and the guide. Entry point: [`line()`].

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::detail::{Detail, PageRow, Span};
use crate::app::pointer::PointerTarget;
use crate::document::Address;
use crate::text::{hyperlink, width};
use crate::theme::Role;

/// How the rows of a page are marked.
pub struct RowMarks<'a> {
    /// Role of the row under the cursor; `None` while it is not marked.
    pub cursor: Option<Role>,
    /// Whether the value at an address differs from the saved one.
    pub changed: &'a dyn Fn(&Address) -> bool,
    /// Whether the statement at an address was marked by hand.
    pub chosen: &'a dyn Fn(&Address) -> bool,
}

/// Draws the line with this number.
pub fn line(canvas: &mut Canvas<'_>, area: Rect, page: &Detail, number: usize, look: &RowMarks<'_>) {
    let Some(line) = page.lines.get(number) else { return };
    let end = canvas.spans(area, &line.spans);
    let Some(row) = page.rows.get(line.row) else { return };
    if let Some(target) = address_outside(row) {
        link(canvas, area, &line.spans, &target);
    }
    let first = number == 0 || page.lines[number - 1].row != line.row;
    if let Some(address) = row.address.as_ref().filter(|_| first) {
        let sign = match ((look.chosen)(address), (look.changed)(address)) {
            (true, _) => "■",
            (false, true) => "+",
            (false, false) => "",
        };
        canvas.text(Rect { x: area.x.saturating_sub(2), width: 1, ..area }, Role::Changed, sign);
    }
    if let Some(folded) = row.folded.filter(|_| first && line.value >= 2) {
        let sign = if folded { "▸" } else { "▾" };
        let x = area.x + line.value as u16 - 2;
        canvas.text(Rect { x, width: 1.min(area.right().saturating_sub(x)), ..area }, Role::Dim, sign);
    }
    if let Some(role) = look.cursor.filter(|_| line.row == page.cursor && row.selectable()) {
        canvas.bar(area, end, role);
    }
}

/// Lets the mouse point at the row of a line.
pub fn target(canvas: &mut Canvas<'_>, area: Rect, page: &Detail, number: usize) {
    if let Some(line) = page.lines.get(number) {
        canvas.target(area, PointerTarget::PageRow(line.row));
    }
}

/// Returns the address outside that the text of a row stands for.
fn address_outside(row: &PageRow) -> Option<String> {
    let is_address = |(role, _): &&Span| *role == Role::Link;
    let mut spans = row.spans.iter().filter(is_address).filter(|_| row.link.is_none());
    let (_, text) = spans.next()?;
    hyperlink::target(text)
}

/// Lets the part of a line that shows an address lead there.
fn link(canvas: &mut Canvas<'_>, area: Rect, spans: &[Span], target: &str) {
    let mut x = area.x;
    for (role, text) in spans {
        let end = x.saturating_add(width(text) as u16).min(area.right());
        if *role == Role::Link {
            canvas.link(Rect { x, width: end - x, ..area }, target.to_owned());
        }
        x = end;
    }
}

/// Draws the visible part of a page in one column.
pub fn page(canvas: &mut Canvas<'_>, area: Rect, page: &Detail, look: &RowMarks<'_>) {
    for (number, area) in area.rows().enumerate() {
        line(canvas, area, page, page.scroll + number, look);
    }
}
