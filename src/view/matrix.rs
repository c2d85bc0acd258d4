//! Draws the matrix region × action field, its totals, and the explanation of the cell under the
//! cursor.

use ratatui::layout::Rect;

use super::canvas::beside_title;
use super::field::{BESIDE_TITLE, FieldLine, point_in_title};
use super::{Canvas, StackEdges};
use crate::app::detail::{self, PageRoom, Span};
use crate::app::pointer::PointerTarget;
use crate::app::screens::matrix::layout::MatrixLayout;
use crate::app::{App, layout};
use crate::present;
use crate::present::matrix::{kinds, marks, states};
use crate::query::matrix::MatrixRows;
use crate::text::{truncate, width};
use crate::texts;
use crate::theme::Role;

/// Every so many rows one has a line that the eye can follow.
const GUIDED: usize = 3;

/// Draws the matrix into the area of its layout.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.screens.matrix.layout(app.screen_size());
    frame(app, canvas, &layout);
    if app.screens.matrix.place().is_none() {
        canvas.text(layout.grid, Role::Dim, texts::matrix::empty(app.lang()));
        return;
    }
    if layout.rows == 0 && !app.screens.matrix.legend.is_empty() {
        return strip(app, canvas, &layout);
    }
    if layout.columns == 0 || layout.rows == 0 {
        canvas.text(layout::screen(app.screen_size()).body, Role::Dim, texts::matrix::too_small(app.lang()));
        return;
    }
    column_heads(app, canvas, &layout);
    for number in 0..layout.rows {
        row(app, canvas, &layout, number);
    }
    totals(app, canvas, &layout);
    strip(app, canvas, &layout);
}

/// Returns the title: which fields are listed.
pub fn title(app: &App) -> String {
    let matrix = &app.screens.matrix;
    let count = matrix.grid.fields.len();
    match matrix.shown {
        MatrixRows::All => texts::matrix::title_all(app.lang(), count),
        MatrixRows::Concerns => texts::matrix::title_concerns(app.lang(), count),
    }
}

/// Draws the border; its lines explain the letters and signs.
fn frame(app: &App, canvas: &mut Canvas<'_>, layout: &MatrixLayout) {
    let lang = app.lang();
    let matrix = &app.screens.matrix;
    let mut title = vec![(Role::Heading, title(app))];
    let mut cursor = 0;
    if let Some(find) = matrix.typed() {
        let room = layout.frame.width.saturating_sub(BESIDE_TITLE).into();
        let field = FieldLine::in_title(title, " ", "/", &find.input, room, &app.workspace.settings);
        (title, cursor) = (field.spans, field.cursor);
    }
    let right = beside_title(layout.frame, &title, &position(app, layout));
    let Some(joint) = layout.joint else {
        return canvas.border(layout.frame, &title, &[], Role::Border);
    };
    let upper = Rect { height: joint - layout.frame.y + 1, ..layout.frame };
    let lower = Rect { y: joint, height: layout.frame.bottom() - joint, ..layout.frame };
    canvas.stacked(upper, &title, &right, Role::Border, StackEdges { joined: false, closed: false });
    if matrix.typed().is_some() {
        point_in_title(canvas, layout.frame, cursor);
    }
    let room = usize::from(lower.width.saturating_sub(6));
    // Where the room is short, the marks named last are left out.
    let signs = [states(lang), marks(lang)].concat();
    let fitting = |count: usize, gap| Some(legend(signs[..count].to_vec(), gap)).filter(|spans| cells(spans) <= room);
    let counts = (states(lang).len()..=signs.len()).rev();
    let mut legends = counts.filter_map(|count| fitting(count, 2).or_else(|| fitting(count, 1)));
    let shown = legends.next().unwrap_or_else(|| legend(states(lang), 1));
    canvas.stacked(lower, &shown, &[], Role::Border, StackEdges { joined: true, closed: true });
    let bottom = Rect { x: lower.x + 2, y: lower.bottom() - 1, width: lower.width.saturating_sub(4), height: 1 };
    let fits = |gap| Some(legend(kinds(lang), gap)).filter(|spans| cells(spans) + 2 <= bottom.width.into());
    if let Some(kinds) = fits(2).or_else(|| fits(1)) {
        let end = canvas.spans(bottom, &[vec![(Role::Dim, " ".to_owned())], kinds].concat());
        canvas.text(Rect { x: end, width: 1, ..bottom }, Role::Dim, " ");
    }
}

/// Returns signs with their meanings, separated by `gap` cells.
fn legend(signs: Vec<(String, String)>, gap: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, (sign, word)) in signs.into_iter().enumerate() {
        spans.push((Role::Key, format!("{}{sign}", " ".repeat(if number > 0 { gap } else { 0 }))));
        spans.push((Role::Dim, format!(" {word}")));
    }
    spans
}

fn cells(spans: &[Span]) -> usize {
    spans.iter().map(|(_, text)| width(text)).sum()
}

/// Returns the visible part of the matrix, or the number of engagements when all of it is visible;
/// then a shorter form.
fn position(app: &App, layout: &MatrixLayout) -> Vec<String> {
    let lang = app.lang();
    let matrix = &app.screens.matrix;
    let (rows, columns) = (matrix.grid.fields.len(), matrix.grid.regions.len());
    let mut parts = Vec::new();
    if layout.columns < columns {
        parts.push(texts::matrix::columns(lang, matrix.left + 1, matrix.left + layout.columns, columns));
    }
    if layout.rows < rows {
        parts.push(texts::matrix::rows(lang, matrix.top + 1, matrix.top + layout.rows, rows));
    }
    if parts.is_empty() {
        parts.push(texts::matrix::engagements(lang, matrix.grid.total()));
    }
    vec![parts.join(" · "), parts.swap_remove(0)]
}

fn column_heads(app: &App, canvas: &mut Canvas<'_>, layout: &MatrixLayout) {
    let matrix = &app.screens.matrix;
    let heads = matrix.names.heads(usize::from(layout.column - 1), layout.heads.into());
    let first = Rect { height: 1, ..layout.grid };
    for (number, head) in heads.iter().skip(matrix.left).take(layout.columns).enumerate() {
        let role = if matrix.left + number == matrix.column { Role::Selected } else { Role::Dim };
        // Short heads are right above their column.
        let gap = usize::from(layout.heads).saturating_sub(head.len());
        for (line, text) in head.iter().enumerate() {
            let line = Rect { y: first.y + (gap + line) as u16, ..first };
            // One that is staggered reaches above or below its neighbour's.
            let x = layout.cell(line, number).x;
            canvas.text(Rect { x, width: line.right().saturating_sub(x), ..line }, role, text);
        }
    }
    let last = Rect { y: first.y + layout.heads.saturating_sub(1), ..first };
    canvas.right(layout.total_cell(last), &[(Role::Dim, texts::matrix::total(app.lang()).to_owned())]);
}

fn row(app: &App, canvas: &mut Canvas<'_>, layout: &MatrixLayout, number: usize) {
    let matrix = &app.screens.matrix;
    let index = matrix.top + number;
    let line = layout.row(number);
    let names = if layout.full { &matrix.names.fields } else { &matrix.names.short };
    let Some(name) = names.get(index) else { return };
    let here = index == matrix.row;
    let label = Rect { width: layout.label.saturating_sub(1), ..line };
    canvas.text(label, if here { Role::Selected } else { Role::Text }, name);
    let is_guided = index % GUIDED == GUIDED - 1;
    if is_guided {
        let used = (width(name) as u16 + 1).min(label.width);
        canvas.dotted(Rect { x: label.x + used, width: label.width - used, ..label });
    }
    for column in 0..layout.columns {
        let area = layout.cell(line, column);
        canvas.target(area, PointerTarget::MatrixCell { row: index, column: matrix.left + column });
        if is_guided && matrix.grid.cell(index, matrix.left + column).is_empty() {
            canvas.dotted(Rect { width: area.width.saturating_sub(1), ..area });
        }
        cell(app, canvas, index, matrix.left + column, area);
    }
    canvas.right(layout.total_cell(line), &[(Role::Dim, matrix.grid.in_row(index).to_string())]);
}

fn cell(app: &App, canvas: &mut Canvas<'_>, row: usize, column: usize, area: Rect) {
    let matrix = &app.screens.matrix;
    let entries = matrix.grid.cell(row, column);
    let area = Rect { width: area.width.saturating_sub(1), ..area };
    if !entries.is_empty() {
        canvas.spans(area, &present::matrix::cell_within(entries, area.width.into(), app.lang()));
        if entries.iter().any(|e| app.workspace.unsaved.touches_record(e.slot)) {
            canvas.text(Rect { x: area.x.saturating_sub(1), width: 1, ..area }, Role::Changed, "+");
        }
    }
    if (row, column) == (matrix.row, matrix.column) {
        canvas.paint(area, Role::Selected);
        if matrix.typed().is_none() {
            canvas.point(area.x, area.y);
        }
    }
}

fn totals(app: &App, canvas: &mut Canvas<'_>, layout: &MatrixLayout) {
    if layout.totals == 0 {
        return;
    }
    let matrix = &app.screens.matrix;
    let line = layout.total_row();
    canvas.text(
        Rect { width: layout.label.saturating_sub(1), ..line },
        Role::Dim,
        crate::texts::grid::total(app.lang()),
    );
    for number in 0..layout.columns {
        let count = matrix.grid.in_column(matrix.left + number).to_string();
        let area = layout.cell(line, number);
        canvas.text(area, Role::Dim, &truncate(&count, area.width.into()));
    }
    canvas.right(layout.total_cell(line), &[(Role::Dim, matrix.grid.total().to_string())]);
}

/// Draws the legend, or the explanation of the cell under the cursor, as much as fits.
fn strip(app: &App, canvas: &mut Canvas<'_>, layout: &MatrixLayout) {
    let legend = &app.screens.matrix.legend;
    if !legend.is_empty() {
        for (line, area) in legend.iter().zip(layout.strip.rows()) {
            canvas.spans(area, line);
        }
        return;
    }
    let room = PageRoom { cells: layout.strip.width.into(), column: None };
    let rows = app.screens.matrix.explain(&app.workspace, room.cells);
    let lines = detail::lines(&rows, room, app.workspace.settings.ascii, None);
    for (line, area) in lines.iter().zip(layout.strip.rows()) {
        canvas.spans(area, &line.spans);
    }
    if let Some(last) = layout.strip.rows().next_back().filter(|_| lines.len() > layout.strip.height.into()) {
        canvas.right(last, &[(Role::Dim, " …".to_owned())]);
    }
}
