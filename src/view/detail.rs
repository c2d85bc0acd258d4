//! Draws the page: its lines in one to three columns, the row under the cursor, the editor in place
//! of the value.

use super::canvas::beside_title;
use super::lines::{self, RowMarks};
use super::{Canvas, editor};
use crate::app::detail::Span;
use crate::app::layout::DirectoryLayout;
use crate::app::pointer::PointerTarget;
use crate::app::{App, Focus};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::present::record_label::RecordLabel;
use crate::texts;
use crate::theme::Role;

/// Draws it when it is shown.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &DirectoryLayout) {
    let directory = &app.screens.directory;
    if layout.detail.is_empty() {
        return;
    }
    let focused = directory.focus == Focus::Detail;
    let role = if focused { Role::Focused } else { Role::Border };
    let title = title(app, focused);
    let position = beside_title(layout.detail, &title, &position(app, layout));
    canvas.border(layout.detail, &title, &position, role);
    canvas.target(layout.detail, PointerTarget::Page);
    if app.subject().is_none() {
        canvas.text(layout.detail_area(), Role::Dim, texts::detail::nothing_selected(app.lang()));
        return;
    }
    let look = RowMarks {
        cursor: (focused && directory.editor.is_none()).then_some(Role::Selected),
        changed: &|address| app.workspace.unsaved.touches(address),
        chosen: &|address| app.workspace.marked.has_address(&app.workspace.doc, address),
    };
    for number in 0..usize::from(layout.detail_inner().height) {
        if let Some(area) = layout.detail_line(number) {
            lines::target(canvas, area, &directory.detail, directory.detail.scroll + number);
            lines::line(canvas, area, &directory.detail, directory.detail.scroll + number, &look);
        }
    }
    if directory.editor.is_some() {
        editor::draw(app, canvas, layout);
    } else if focused {
        let at = directory.detail.cursor_lines().start.saturating_sub(directory.detail.scroll);
        if let Some(area) = layout.detail_line(at) {
            canvas.point_at_text(area);
        }
    }
}

/// Returns the title: the regions the record belongs to, its table, its name.
pub fn title(app: &App, focused: bool) -> Vec<Span> {
    let Some(slot) = app.subject() else { return Vec::new() };
    let role = if focused { Role::Focused } else { Role::Dim };
    let mut words = Vec::new();
    if slot.table != REGIONS && slot.table != ACTION_FIELDS {
        let regions = app.workspace.index.references(slot).filter(|r| r.table() == REGIONS);
        let names: Vec<String> = regions.filter_map(|r| r.to).map(|s| app.workspace.short(s)).collect();
        if !names.is_empty() {
            words.push(names.join(", "));
        }
    }
    let label = if words.is_empty() {
        app.workspace.label(slot)
    } else {
        RecordLabel::without_regions(app.workspace.data(), slot, app.lang())
    };
    if slot.table != REGIONS && slot.table != BODIES {
        words.push(app.workspace.doc.schema().table(slot.table).singular.get(app.lang()).to_owned());
    }
    words.push(label.text());
    vec![(role, words.join(" › "))]
}

/// Returns the scroll position in words and in short, when the page does not fit and its length is
/// known.
fn position(app: &App, layout: &DirectoryLayout) -> Vec<String> {
    let detail = &app.screens.directory.detail;
    let height = usize::from(layout.detail_inner().height);
    let lines = detail.lines.len();
    if lines <= height || !detail.rest.is_empty() {
        return Vec::new();
    }
    let (first, last) = (detail.scroll + 1, (detail.scroll + height).min(lines));
    vec![texts::view::lines(app.lang(), first, last, lines), texts::view::short_lines(app.lang(), first, last, lines)]
}
