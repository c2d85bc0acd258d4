//! The editor in its place on the page: what is typed, what can be picked, and what is wrong or asked for.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::App;
use crate::app::input::Input;
use crate::app::layout::Layout;
use crate::text::{self, width};
use crate::theme::Role;

/// Draws it over the lines the layout keeps free for it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(editor) = &app.editor else { return };
    let lines = app.detail.editor_lines();
    let Some(value) = app.detail.lines.get(lines.start).map(|l| l.value as u16) else { return };
    let mut free = lines.filter_map(|n| layout.detail_line(n.checked_sub(app.detail.scroll)?)).map(|area| Rect {
        x: area.x + value.min(area.width),
        width: area.width.saturating_sub(value),
        ..area
    });
    if let Some(area) = free.clone().next() {
        draw_input(canvas, &mut free, (&editor.input, area.width));
    }
    let (first, choices) = editor.window();
    for (number, choice) in choices.iter().enumerate() {
        let Some(area) = free.next() else { return };
        let chosen = first + number == editor.cursor;
        let end = canvas.text(area, Role::Text, &format!("{} {}", if chosen { "▸" } else { " " }, choice.label));
        if chosen {
            canvas.bar(area, end, Role::Selected);
        }
    }
    let (wrong, hint) = app.editor_hint(editor);
    let role = if wrong { Role::Error } else { Role::Dim };
    let width = free.clone().next().map_or(1, |area| area.width);
    for (line, area) in text::wrap(&hint, width.into()).iter().zip(free) {
        canvas.text(area, role, line);
    }
}

/// The line in which one types, when what is typed is laid into lines of the width.
pub fn cursor_line(input: &Input, cells: u16) -> usize {
    let (row, byte) = input.cursor();
    let parts = |line: &String| text::breaks(line, usize::from(cells.saturating_sub(1)));
    let above: usize = input.lines().iter().take(row).map(|line| parts(line).len()).sum();
    let here = input.lines().get(row).map_or_else(Vec::new, parts);
    above + here.iter().position(|part| byte < part.end).unwrap_or(here.len().saturating_sub(1))
}

/// Draws what is typed into lines of the width, the terminal's cursor where one types.
pub fn draw_input(canvas: &mut Canvas<'_>, areas: &mut impl Iterator<Item = Rect>, (input, cells): (&Input, u16)) {
    let (row, byte) = input.cursor();
    for (number, line) in input.lines().iter().enumerate() {
        // One cell stays free for the cursor behind the last character.
        let parts = text::breaks(line, usize::from(cells.saturating_sub(1)));
        let last = parts.len() - 1;
        for (index, part) in parts.into_iter().enumerate() {
            let Some(area) = areas.next() else { return };
            canvas.text(area, Role::Input, &line[part.clone()]);
            if number == row && byte >= part.start && (byte < part.end || index == last) {
                canvas.point(area.x + width(&line[part.start..byte]) as u16, area.y);
            }
        }
    }
}
