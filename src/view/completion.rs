//! Draws what fits where a query is completed: a small list at the cursor of the prompt.
//!
//! Entry point: [`draw`].

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::App;
use crate::text::{truncate, width};
use crate::theme::Role;

/// How many proposals are seen at once.
const ROWS: u16 = 8;

/// The widest that the list becomes, in cells.
const WIDEST: usize = 60;

/// Draws the list, below the prompt or, where there is no room, above it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let (Some(menu), Some(cursor)) = (&app.completing, canvas.cursor) else { return };
    let count = u16::try_from(menu.count()).unwrap_or(u16::MAX);
    let below = app.size.height.saturating_sub(cursor.y + 2);
    let above = cursor.y.saturating_sub(1);
    let rows = count.min(ROWS).min(below.max(above).saturating_sub(2));
    if rows == 0 {
        return;
    }
    let first = (menu.chosen + 1).saturating_sub(rows.into());
    let proposals = menu.rows(&app.workspace, first, rows.into());
    let texts = proposals.iter().map(|row| width(&row.text)).max().unwrap_or(0);
    let meanings = proposals.iter().map(|row| width(&row.meaning)).max().unwrap_or(0);
    let wanted = (texts + 2 + meanings).min(WIDEST).min(usize::from(app.size.width).saturating_sub(4));
    let cells = u16::try_from(wanted + 4).unwrap_or(app.size.width);
    let start = cursor.x.saturating_sub(u16::try_from(width(menu.chosen_text())).unwrap_or(0) + 2);
    let x = start.min(app.size.width.saturating_sub(cells));
    let height = rows + 2;
    let y = if below >= height { cursor.y + 1 } else { cursor.y.saturating_sub(height) };
    let frame = Rect { x, y, width: cells.min(app.size.width), height };
    canvas.clear(frame);
    let number = format!("{}/{count}", menu.chosen + 1);
    canvas.border(frame, &[], &[(Role::Dim, number)], Role::Focused);
    for (line, row) in (0..rows).zip(&proposals) {
        let area = Rect { x: x + 2, y: y + 1 + line, width: cells.saturating_sub(4), height: 1 };
        let gap = " ".repeat(texts + 2 - width(&row.text));
        let room = wanted.saturating_sub(texts + 2);
        let meaning = format!("{gap}{}", truncate(&row.meaning, room));
        canvas.spans(area, &[(Role::Text, row.text.clone()), (Role::Dim, meaning)]);
        if first + usize::from(line) == menu.chosen {
            canvas.row_bar(area, Role::Selected);
        }
    }
}
