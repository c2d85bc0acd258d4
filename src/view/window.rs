//! Draws a window: border, title, input, rows, the chosen one reversed.

use ratatui::layout::Rect;

use super::{Canvas, editor};
use crate::app::window::Window;
use crate::app::{App, layout};
use crate::text::width;
use crate::theme::Role;

/// Draws the window above everything else.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, window: &Window) {
    let layout = layout::window(app.size, window);
    canvas.clear(layout.area);
    let title = [(Role::Heading, window.title.clone())];
    let count = window.rows.iter().filter(|r| r.action.is_some()).count();
    let at = window.rows.iter().take(window.cursor + 1).filter(|r| r.action.is_some()).count();
    let position =
        if count > layout.rows.height.into() { vec![(Role::Dim, format!("{at}/{count}"))] } else { Vec::new() };
    canvas.border(layout.area, &title, &position, Role::Focused);
    let visible = window.lines(layout.rows.width.into()).skip(window.scroll);
    let mut before = None;
    for (line, (number, spans)) in visible.take(layout.rows.height.into()).enumerate() {
        let area = Rect { y: layout.rows.y + line as u16, height: 1, ..layout.rows };
        let row = &window.rows[number];
        let right: usize = row.right.iter().map(|(_, t)| width(&app.workspace.settings.spelled(t))).sum();
        let left = Rect { width: area.width.saturating_sub(if right > 0 { right as u16 + 2 } else { 0 }), ..area };
        let end = canvas.spans(left, &spans);
        let first = before.replace(number) != Some(number);
        if first {
            canvas.right(area, &row.right);
        }
        if number == window.cursor && row.action.is_some() {
            canvas.bar(area, end, Role::Selected);
            if first {
                canvas.point(area.x, area.y);
            }
        }
    }
    if let Some(input) = &window.input {
        let prompt = width(&app.workspace.settings.spelled(&window.prompt)) as u16;
        canvas.text(layout.input, Role::Dim, &window.prompt);
        let free = Rect {
            x: layout.input.x + prompt.min(layout.input.width),
            width: layout.input.width.saturating_sub(prompt),
            ..layout.input
        };
        // Of a long input, the lines around the cursor are visible.
        let hidden = (input.cursor_line(free.width.into()) + 1).saturating_sub(free.height.into());
        let mut rows = std::iter::repeat_n(Rect::ZERO, hidden).chain(free.rows());
        editor::draw_input(canvas, &mut rows, input, free.width);
    }
    if let Some(error) = &window.error {
        canvas.text(layout.error, Role::Error, error);
    }
}
