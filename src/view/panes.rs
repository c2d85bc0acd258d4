//! Draws the three panes: title with counts and filter, rows with the mark of their relation.

use ratatui::layout::Rect;

use super::{Canvas, StackEdges};
use crate::app::detail::Span;
use crate::app::layout::DirectoryLayout;
use crate::app::screens::directory::pane::Pane;
use crate::app::{App, Focus};
use crate::document::Slot;
use crate::model::{BODIES, REGIONS};
use crate::present::status;
use crate::texts;
use crate::theme::Role;

/// Draws the visible panes from the top; the border between two belongs to the lower one.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &DirectoryLayout) {
    for number in (0..3).filter(|n| !layout.panes[*n].is_empty()) {
        pane(app, canvas, layout, number);
    }
}

fn pane(app: &App, canvas: &mut Canvas<'_>, layout: &DirectoryLayout, number: usize) {
    let directory = &app.screens.directory;
    let area = layout.panes[number];
    let pane = &directory.panes[number];
    let focused = directory.focus == Focus::Pane(number);
    let role = if focused { Role::Focused } else { Role::Border };
    let edges = StackEdges { joined: area.y > layout.body.y, closed: area.bottom() >= layout.body.bottom() };
    canvas.stacked(area, &title(app, number, pane, focused), &[], role, edges);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    if pane.items.is_empty() {
        let why = match (app.workspace.loading, &pane.filter) {
            (Some(_), _) => texts::view::still_reading(app.lang()).to_owned(),
            (None, filter) if filter.is_empty() => texts::view::empty(app.lang()).to_owned(),
            (None, filter) => texts::view::no_hits(app.lang(), filter),
        };
        canvas.text(inner, Role::Dim, &why);
    }
    let visible = pane.items.iter().enumerate().skip(pane.scroll).take(inner.height.into());
    for (line, (index, slot)) in visible.enumerate() {
        let row = Rect { y: inner.y + line as u16, height: 1, ..inner };
        let selected = index == pane.cursor;
        let end = canvas.spans(row, &cells(app, *slot, number, selected));
        if selected {
            canvas.bar(row, end, if focused { Role::Selected } else { Role::Chosen });
            if focused && !pane.typing {
                canvas.point(row.x, row.y);
            }
        }
    }
    if focused && pane.typing {
        let typed = typed(number, app, pane);
        let at = area.x + 2 + crate::text::width(&app.workspace.settings.spelled(&typed)) as u16 + 1;
        canvas.point(at.min(area.right().saturating_sub(2)), area.y);
    }
}

fn typed(number: usize, app: &App, pane: &Pane) -> String {
    format!("{} {} /{}", number + 1, label(app, pane), pane.filter)
}

/// Returns the label of a pane in its title.
fn label(app: &App, pane: &Pane) -> &'static str {
    match pane.table {
        REGIONS => texts::view::pane_regions(app.lang()),
        BODIES => texts::view::pane_bodies(app.lang()),
        _ => texts::view::pane_fields(app.lang()),
    }
}

fn title(app: &App, number: usize, pane: &Pane, focused: bool) -> Vec<Span> {
    let directory = &app.screens.directory;
    let role = if focused { Role::Focused } else { Role::Dim };
    if pane.typing {
        return vec![(role, typed(number, app, pane)), (Role::Dim, format!("  {}/{}", pane.items.len(), pane.total))];
    }
    let mut spans = vec![(role, format!("{} {}", number + 1, label(app, pane)))];
    if directory.related && number != directory.anchor {
        spans.push((Role::Match, " ↔".to_owned()));
    }
    if app.workspace.loading.is_some() {
        // The total is not known yet.
        spans.extend((pane.total > 0).then(|| (Role::Dim, format!(" {}/…", pane.cursor + 1))));
    } else if pane.items.len() < pane.total {
        spans.push((Role::Dim, format!(" {}/{}", pane.items.len(), pane.total)));
    } else {
        spans.push((Role::Dim, format!(" {}/{}", (pane.cursor + 1).min(pane.total), pane.total)));
    }
    if !pane.filter.is_empty() {
        spans.push((Role::Match, format!(" /{}", pane.filter)));
    }
    spans
}

fn cells(app: &App, slot: Slot, number: usize, selected: bool) -> Vec<Span> {
    let directory = &app.screens.directory;
    let marker = if selected { "▸" } else { " " };
    let related = directory.related_to(&app.workspace).filter(|_| number != directory.anchor);
    let mark = related.and_then(|related| related.standing(slot));
    let (role, sign) = mark.map_or((Role::Text, " "), |standing| (status::role(standing), status::sign(standing)));
    let changed = if app.workspace.unsaved.touches_record(slot) {
        (Role::Changed, "+".to_owned())
    } else {
        (Role::Text, " ".to_owned())
    };
    let mut spans = vec![(Role::Text, marker.to_owned()), (role, sign.to_owned()), changed];
    if slot.table == BODIES && !is_of_selected_region(app, slot) {
        spans.push((Role::Dim, format!("{} · ", regions(app, slot))));
    }
    spans.push((Role::Text, app.workspace.name(slot)));
    spans
}

/// Returns true when the body belongs to the selected region and to no other, so that naming the
/// region adds nothing.
fn is_of_selected_region(app: &App, body: Slot) -> bool {
    let directory = &app.screens.directory;
    let selected = directory.panes[0].selected().filter(|_| directory.anchor == 0);
    let regions = app.workspace.index.references(body).filter(|r| r.table() == REGIONS).count();
    regions == 1 && selected.is_some_and(|region| app.workspace.index.refers(body, region))
}

/// Returns the short names of the regions a body belongs to.
fn regions(app: &App, body: Slot) -> String {
    let regions = app.workspace.index.references(body).filter(|r| r.table() == REGIONS);
    let names = regions.map(|r| r.to.map_or_else(|| r.id().to_owned(), |slot| app.workspace.short(slot)));
    names.collect::<Vec<_>>().join(", ")
}
