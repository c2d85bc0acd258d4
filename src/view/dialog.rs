//! Draws a dialog: border, title, input, rows, the chosen one reversed.

use ratatui::layout::Rect;

use super::canvas::beside_title;
use super::{Canvas, field};
use crate::app::dialog::panel::DialogPanel;
use crate::app::layout::DialogLayout;
use crate::app::pointer::PointerTarget;
use crate::app::{App, layout};
use crate::text::width;
use crate::texts;
use crate::theme::Role;

/// Draws the dialog above everything else.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, panel: &DialogPanel) {
    let layout = layout::dialog(app.screen_size(), panel);
    canvas.clear(layout.cleared);
    canvas.cursor = None;
    let title = [(Role::Heading, panel.title.clone())];
    let count = panel.rows.iter().filter(|r| r.is_choice).count();
    let at = panel.rows.iter().take(panel.cursor + 1).filter(|r| r.is_choice).count();
    let is_cut = count > layout.rows.height.into();
    let texts: Vec<String> = is_cut.then(|| texts::view::row(app.lang(), at, count)).into_iter().collect();
    let position = beside_title(layout.area, &title, &texts);
    canvas.border(layout.area, &title, &position, Role::Focused);
    let visible = panel.lines(layout.rows.width.into()).skip(panel.scroll);
    let (column, mut before) = (panel.right_column(), None);
    for (line, (number, spans)) in visible.take(layout.rows.height.into()).enumerate() {
        let area = Rect { y: layout.rows.y + line as u16, height: 1, ..layout.rows };
        canvas.target(area, PointerTarget::WindowRow(number));
        let row = &panel.rows[number];
        let right = column.unwrap_or_else(|| panel.right_cells(row));
        let left = Rect { width: area.width.saturating_sub(right as u16), ..area };
        canvas.spans(left, &spans);
        let first = before.replace(number) != Some(number);
        if first {
            canvas.right(area, &row.right);
        }
        if number == panel.cursor && row.is_choice {
            canvas.row_bar(area, Role::Selected);
        }
        if number == panel.cursor && first {
            canvas.point_at_text(area);
        }
    }
    more_below(app, canvas, panel, &layout);
    if canvas.cursor.is_none() {
        canvas.point_at_text(Rect { height: layout.rows.height.min(1), ..layout.rows });
    }
    if let Some(input) = &panel.input {
        let prompt = width(&app.workspace.settings.spelled(&panel.prompt)) as u16;
        canvas.text(layout.input, Role::Dim, &panel.prompt);
        let free = Rect {
            x: layout.input.x + prompt.min(layout.input.width),
            width: layout.input.width.saturating_sub(prompt),
            ..layout.input
        };
        // Of a long input, the lines around the cursor are visible.
        let hidden = (input.cursor_line(free.width.into()) + 1).saturating_sub(free.height.into());
        let mut rows = std::iter::repeat_n(Rect::ZERO, hidden).chain(free.rows());
        field::draw_input(canvas, &mut rows, input, free.width);
    }
    if let Some(error) = &panel.error {
        canvas.text(layout.error, Role::Error, error);
    }
}

/// Says at the lower border how many choices lie below it.
fn more_below(app: &App, canvas: &mut Canvas<'_>, panel: &DialogPanel, layout: &DialogLayout) {
    let seen = panel.scroll + usize::from(layout.rows.height);
    let Some((first, _)) = panel.lines(layout.rows.width.into()).nth(seen) else { return };
    // A row whose end only is hidden is seen.
    let is_begun = seen > 0 && panel.lines(layout.rows.width.into()).nth(seen - 1).is_some_and(|(row, _)| row == first);
    let hidden = panel.rows.iter().skip(first + usize::from(is_begun)).filter(|row| row.is_choice).count();
    if hidden > 0 && layout.area.height > 2 {
        let border = Rect { y: layout.area.bottom() - 1, height: 1, x: layout.rows.x, width: layout.rows.width };
        let more = app.workspace.settings.spelled(&texts::view::more_below(app.lang(), hidden)).into_owned();
        canvas.right(border, &[(Role::Dim, more)]);
    }
}
