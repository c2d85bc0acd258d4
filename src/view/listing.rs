//! Draws a list: its title, the lines that sum it up, its rows under their columns, and what is
//! said of the row under the cursor.
//!
//! Every screen that is a list is drawn here. Entry point: [`draw`].

use ratatui::layout::Rect;

use super::field::{BESIDE_TITLE, FieldLine, point_in_title};
use super::{Canvas, StackEdges};
use crate::app::detail::{self, PageRoom, Span};
use crate::app::listing::drawn::{DrawnListing, ListingState};
use crate::app::listing::layout::{ListingLayout, SeenColumn};
use crate::app::pointer::PointerTarget;
use crate::app::{App, layout};
use crate::command::Command;
use crate::present::Alignment;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::text::{truncate, width};
use crate::texts;
use crate::theme::Role;

/// Draws a list into the area of its layout.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, listing: &dyn DrawnListing) {
    let workspace = &app.workspace;
    let layout = listing.layout(workspace, app.screen_size());
    let state = listing.state();
    frame(app, canvas, &layout, listing);
    if layout.rows == 0 {
        canvas.text(layout::screen(app.screen_size()).body, Role::Dim, texts::listing::too_small(app.lang()));
        return;
    }
    for (line, area) in listing.summary(workspace, app.screen_size()).iter().zip(layout.summary.rows()) {
        canvas.spans(area, line);
    }
    if state.is_typing && state.is_understood && state.count == 0 && !state.filter.text().trim().is_empty() {
        let key = workspace.key_of(Command::Choose);
        let texts =
            [texts::listing::no_row(app.lang()).to_owned(), texts::listing::search_everything(app.lang(), &key)];
        canvas.text(layout.area, Role::Dim, &texts.join(" "));
    }
    let columns = listing.columns(workspace);
    titles(canvas, &layout, &columns, &state);
    for (line, area) in layout.area.rows().enumerate() {
        let Some(row) = listing.row(line, workspace) else { break };
        canvas.target(area, PointerTarget::ListCell { line, column: None });
        for seen in &layout.columns {
            let column = Some(seen.number);
            canvas.target(cell_area(area, seen), PointerTarget::ListCell { line, column });
        }
        draw_row(canvas, area, &layout, &columns, &row);
        if line == state.line && state.count > 0 {
            canvas.row_bar(area, Role::Selected);
            if !state.is_typing {
                let cell = layout.columns.iter().find(|seen| state.is_on_cell && seen.number == state.column);
                let at = cell.map_or(area, |seen| cell_area(area, seen));
                canvas.point(at.x, at.y);
            }
        }
    }
    strip(app, canvas, &layout, listing);
}

/// Draws the border, with the title, the filter and the position.
fn frame(app: &App, canvas: &mut Canvas<'_>, layout: &ListingLayout, listing: &dyn DrawnListing) {
    if layout.frame.is_empty() {
        return;
    }
    let (lang, state) = (app.lang(), listing.state());
    let mut title = listing.title(&app.workspace);
    let mut cursor = 0;
    if state.is_typing || !state.filter.is_empty() {
        let (between, prompt) = if state.is_typing {
            (" · ", format!("{} ", texts::listing::filter(lang)))
        } else {
            (" ", "/".to_owned())
        };
        let room = layout.frame.width.saturating_sub(BESIDE_TITLE).into();
        let field = FieldLine::in_title(title, between, &prompt, state.filter, room, &app.workspace.settings);
        (title, cursor) = (field.spans, field.cursor);
    }
    let number = texts::number(lang, (state.cursor + 1).min(state.count));
    let open_end = if state.is_counting { " …" } else { "" };
    let count = format!("{}{open_end}", texts::number(lang, state.count));
    let position = [(Role::Dim, texts::listing::position(lang, &number, &count))];
    let Some(joint) = layout.joint else {
        return canvas.border(layout.frame, &title, &position, Role::Focused);
    };
    let upper = Rect { height: joint - layout.frame.y + 1, ..layout.frame };
    let lower = Rect { y: joint, height: layout.frame.bottom() - joint, ..layout.frame };
    canvas.stacked(upper, &title, &position, Role::Focused, StackEdges { joined: false, closed: false });
    canvas.stacked(lower, &[], &[], Role::Focused, StackEdges { joined: true, closed: true });
    if state.is_typing {
        point_in_title(canvas, layout.frame, cursor);
    }
}

fn cell_area(line: Rect, column: &SeenColumn) -> Rect {
    let x = line.x + column.from.min(line.width);
    Rect { x, width: column.cells.min(line.right() - x), ..line }
}

fn titles(canvas: &mut Canvas<'_>, layout: &ListingLayout, columns: &[ListingColumn], state: &ListingState<'_>) {
    if layout.titles.is_empty() {
        return;
    }
    for seen in &layout.columns {
        let column = &columns[seen.number];
        let role = if seen.number == state.column { Role::Heading } else { Role::Dim };
        let sign = match state.order.filter(|order| order.column == seen.number) {
            Some(order) if order.is_descending => "↓",
            Some(_) => "↑",
            None => "",
        };
        // The sign has the first cell of the gap, so that it cuts no title.
        let area = cell_area(layout.titles, seen);
        let title = format!("{}{sign}", truncate(&column.title, area.width.into()));
        let area = Rect { width: area.width + width(sign) as u16, ..area };
        write(canvas, area, &[(role, title)], column.alignment);
    }
    if layout.has_more {
        let end = Rect { x: layout.titles.right(), width: 1, ..layout.titles };
        canvas.text(end, Role::Dim, "›");
    }
}

/// Draws a row.
fn draw_row(canvas: &mut Canvas<'_>, line: Rect, layout: &ListingLayout, columns: &[ListingColumn], row: &ListingRow) {
    let indent = row.indent.min(line.width);
    let heading = row.cells.first().filter(|_| row.is_heading);
    if let Some(spans) = heading {
        canvas.spans(Rect { x: line.x + indent, width: line.width - indent, ..line }, spans);
        return;
    }
    for seen in &layout.columns {
        let Some(spans) = row.cells.get(seen.number) else { continue };
        let mut area = cell_area(line, seen);
        if seen.number == 0 {
            let indent = indent.min(area.width / 2);
            area = Rect { x: area.x + indent, width: area.width - indent, ..area };
        }
        write(canvas, area, spans, columns[seen.number].alignment);
    }
}

/// Writes a cell.
fn write(canvas: &mut Canvas<'_>, area: Rect, spans: &[Span], alignment: Alignment) {
    if alignment == Alignment::Right {
        canvas.right(area, spans);
    } else {
        canvas.spans(area, spans);
    }
}

/// Draws what is said of the row under the cursor, as much as fits.
fn strip(app: &App, canvas: &mut Canvas<'_>, layout: &ListingLayout, listing: &dyn DrawnListing) {
    let rows = listing.explain(&app.workspace);
    let room = PageRoom { cells: layout.strip.width.into(), column: None };
    let lines = detail::lines(&rows, room, app.workspace.settings.ascii, None);
    for (line, area) in lines.iter().zip(layout.strip.rows()) {
        canvas.spans(area, &line.spans);
    }
    if let Some(last) = layout.strip.rows().next_back().filter(|_| lines.len() > layout.strip.height.into()) {
        canvas.right(last, &[(Role::Dim, " …".to_owned())]);
    }
}
