//! Draws the editor in its place on the page: the input, the choices, and the problem or hint.

use ratatui::layout::Rect;

use super::{Canvas, field};
use crate::app::App;
use crate::app::detail::Span;
use crate::app::layout::DirectoryLayout;
use crate::text;
use crate::texts;
use crate::theme::Role;

/// Draws the editor over the lines that the layout reserves for it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &DirectoryLayout) {
    let directory = &app.screens.directory;
    let Some(editor) = &directory.editor else { return };
    let lines = directory.detail.editor_lines();
    let Some(value) = directory.detail.lines.get(lines.start).map(|l| l.value as u16) else { return };
    let column =
        |area: Rect| Rect { x: area.x + value.min(area.width), width: area.width.saturating_sub(value), ..area };
    // Lines scrolled out of sight are counted but not drawn.
    let visible = |line: usize| line.checked_sub(directory.detail.scroll).and_then(|line| layout.detail_line(line));
    let mut free = lines.map(|line| visible(line).map_or(Rect::ZERO, column));
    let cells = directory.detail.editor_cells() as u16;
    field::draw_input(canvas, &mut free, &editor.input, cells);
    let (first, choices) = editor.window();
    for (number, choice) in choices.iter().enumerate() {
        let Some(area) = free.next() else { return };
        let chosen = editor.is_chosen(first + number);
        let label = app.workspace.choice_label(*choice).fitted(usize::from(area.width).saturating_sub(2));
        let mark = (Role::Text, if chosen { "▌ " } else { "  " }.to_owned());
        let spans: Vec<Span> = std::iter::once(mark).chain(label.spans(Role::Text)).collect();
        canvas.spans(area, &spans);
        let below = editor.shown().len() - first - choices.len();
        if number + 1 == choices.len() && below > 0 {
            let more = texts::view::more_below(app.lang(), below);
            canvas.right(area, &[(Role::Dim, app.workspace.settings.spelled(&more).trim_end().to_owned())]);
        }
        if chosen {
            canvas.row_bar(area, Role::Selected);
            if canvas.cursor.is_none() && !area.is_empty() {
                canvas.point(area.x, area.y);
            }
        }
    }
    let (wrong, hint) = app.workspace.editor_hint(editor);
    let hint = app.workspace.settings.spelled(&hint);
    let role = if wrong { Role::Error } else { Role::Dim };
    for (line, area) in text::wrap(&hint, cells.into()).iter().zip(free) {
        canvas.text(area, role, line);
    }
}
