//! Draws the three panes: title with counts and filter, rows with the mark of their relation.

use ratatui::layout::Rect;

use super::field::{BESIDE_TITLE, FieldLine, point_in_title};
use super::{Canvas, StackEdges};
use crate::app::detail::Span;
use crate::app::layout::DirectoryLayout;
use crate::app::pointer::PointerTarget;
use crate::app::screens::directory::pane::{HitsElsewhere, Pane};
use crate::app::{App, Focus};
use crate::command::Command;
use crate::document::Slot;
use crate::model::{BODIES, REGIONS};
use crate::present::record_label::RecordLabel;
use crate::present::status;
use crate::text::{width, wrap};
use crate::texts;
use crate::theme::Role;

/// Cells before the text of a row: the cursor's mark, that of its relation, the mark that somebody
/// made.
const MARKS: u16 = 3;
/// Cells of a title in which the prompt of a filter leaves room for what is typed.
const ROOM_TO_TYPE: usize = 34;

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
    let room = usize::from(area.width.saturating_sub(BESIDE_TITLE));
    let edges = StackEdges { joined: area.y > layout.body.y, closed: area.bottom() >= layout.body.bottom() };
    canvas.target(area, PointerTarget::Pane(number));
    canvas.stacked(area, &title(app, number, pane, focused, room), &[], role, edges);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    if pane.items.is_empty() {
        let why = app.workspace.settings.spelled(&why_empty(app, pane)).into_owned();
        let lines = wrap(&why, usize::from(inner.width).saturating_sub(1).max(1));
        for (line, y) in lines.iter().zip(inner.y..inner.bottom()) {
            canvas.text(Rect { x: inner.x + 1, y, width: inner.width.saturating_sub(1), height: 1 }, Role::Dim, line);
        }
    }
    let visible = pane.items.iter().enumerate().skip(pane.scroll).take(inner.height.into());
    for (line, (index, slot)) in visible.enumerate() {
        let row = Rect { y: inner.y + line as u16, height: 1, ..inner };
        canvas.target(row, PointerTarget::PaneRow { pane: number, row: index });
        let selected = index == pane.cursor;
        let mark = u16::from(app.workspace.unsaved.touches_record(*slot));
        let text = Rect { width: row.width.saturating_sub(2 * mark), ..row };
        canvas.spans(text, &cells(app, *slot, number, selected));
        if mark > 0 {
            canvas.right(row, &[(Role::Changed, "+".to_owned())]);
        }
        if selected {
            canvas.row_bar(row, if focused { Role::Selected } else { Role::Chosen });
            if focused && !pane.is_typing() {
                canvas.point((row.x + MARKS).min(row.right().saturating_sub(1)), row.y);
            }
        }
    }
    if focused && pane.is_typing() {
        let (prompt, field) = typed(number, app, pane, room);
        let before = width(&app.workspace.settings.spelled(&prompt)) + field.cursor;
        point_in_title(canvas, area, before);
    }
}

/// Returns the record that a pane is narrowed to.
pub fn narrowed_to(app: &App, pane: &Pane) -> Option<Slot> {
    app.screens.directory.narrowed_to.filter(|slot| slot.table != pane.table)
}

/// Returns why a pane lists nothing.
pub fn why_empty(app: &App, pane: &Pane) -> String {
    let lang = app.lang();
    if app.workspace.loading.is_some() {
        texts::view::still_reading(lang).to_owned()
    } else if pane.is_typing() && !pane.filter.is_empty() {
        nothing_found(app, pane)
    } else if !pane.filter.is_empty() {
        texts::view::no_hits(lang, pane.filter.as_str())
    } else if narrowed_to(app, pane).is_some() {
        texts::view::nothing_related(lang, &app.workspace.key_of(Command::Related))
    } else {
        texts::view::empty(lang).to_owned()
    }
}

/// Returns what is said where nothing fits: that, and the ways on from here.
fn nothing_found(app: &App, pane: &Pane) -> String {
    let lang = app.lang();
    let none = match pane.table {
        REGIONS => texts::panes::no_region(lang),
        BODIES => texts::panes::no_body(lang),
        _ => texts::panes::no_field(lang),
    };
    let hits = |HitsElsewhere { pane, count }: &HitsElsewhere| {
        texts::panes::hits(lang, *count, label(app, &app.screens.directory.panes[*pane]))
    };
    let hits = pane.elsewhere.iter().map(hits).collect::<Vec<_>>().join(", ");
    let key = app.workspace.key_of(Command::CompleteQuery);
    let elsewhere = (!hits.is_empty()).then(|| texts::panes::hits_elsewhere(lang, &hits, &key));
    let search = texts::listing::search_everything(lang, &app.workspace.key_of(Command::Choose));
    [Some(none.to_owned()), elsewhere, Some(search)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns what is typed behind its prompt, which names the pane and, where there is room, what is
/// done there.
fn typed(number: usize, app: &App, pane: &Pane, room: usize) -> (String, FieldLine) {
    let lang = app.lang();
    let prompt = match pane.table {
        _ if room < ROOM_TO_TYPE => format!("{}:", label(app, pane)),
        REGIONS => texts::panes::filter_regions(lang).to_owned(),
        BODIES => texts::panes::filter_bodies(lang).to_owned(),
        _ => texts::panes::filter_fields(lang).to_owned(),
    };
    let prompt = format!("{} {prompt} ", number + 1);
    let settings = &app.workspace.settings;
    let left = room.saturating_sub(width(&settings.spelled(&prompt)));
    let field = FieldLine::of(&pane.filter, left, settings);
    (prompt, field)
}

/// Returns the label of a pane in its title.
pub fn label(app: &App, pane: &Pane) -> &'static str {
    match pane.table {
        REGIONS => texts::view::pane_regions(app.lang()),
        BODIES => texts::view::pane_bodies(app.lang()),
        _ => texts::view::pane_fields(app.lang()),
    }
}

fn title(app: &App, number: usize, pane: &Pane, focused: bool, room: usize) -> Vec<Span> {
    let role = if focused { Role::Focused } else { Role::Dim };
    if pane.is_typing() {
        let (prompt, field) = typed(number, app, pane, room);
        let count = format!("  {}/{}", pane.items.len(), pane.total);
        let shown: usize = field.spans.iter().map(|(_, text)| width(text)).sum();
        let has_room = width(&prompt) + shown + width(&count) <= room;
        let count = has_room.then_some((Role::Dim, count));
        return std::iter::once((role, prompt)).chain(field.spans).chain(count).collect();
    }
    let mut spans = vec![(role, format!("{} {}", number + 1, label(app, pane)))];
    let narrowed = narrowed_to(app, pane);
    if let Some(to) = narrowed.filter(|_| pane.filter.is_empty()) {
        spans.push(relation(app, pane, to, room.saturating_sub(width(&spans[0].1))));
        return spans;
    }
    if app.workspace.loading.is_some() {
        // The total is not known yet.
        spans.extend((pane.total > 0).then(|| (Role::Dim, format!(" {}/…", pane.cursor + 1))));
    } else if pane.items.len() < pane.total {
        spans.push((Role::Dim, format!(" {}/{}", pane.items.len(), pane.total)));
    } else {
        spans.push((Role::Dim, format!(" {}", position(pane))));
    }
    if !pane.filter.is_empty() {
        spans.push((Role::Match, format!(" /{}", pane.filter.as_str())));
    }
    if let Some(to) = narrowed {
        spans.push((Role::Match, format!(" {}", texts::view::related_to(app.lang(), &app.workspace.short(to)))));
    }
    spans
}

fn position(pane: &Pane) -> String {
    let listed = pane.items.len();
    format!("{}/{listed}", (pane.cursor + 1).min(listed))
}

/// Returns what a pane is narrowed to, as much of it as fits beside the label of the pane.
fn relation(app: &App, pane: &Pane, to: Slot, room: usize) -> Span {
    let [full, short] =
        [app.workspace.name(to), app.workspace.short(to)].map(|name| texts::view::related_to(app.lang(), &name));
    let position = position(pane);
    let text = Some(format!(" {position} · {full}")).filter(|text| width(text) <= room);
    (Role::Match, text.unwrap_or_else(|| format!(" {position} {short}")))
}

/// Returns the row of a record: marks, then its name.
pub fn cells(app: &App, slot: Slot, number: usize, selected: bool) -> Vec<Span> {
    let directory = &app.screens.directory;
    let marker = if selected { "▌" } else { " " };
    let related = directory.related_to(&app.workspace).filter(|_| number != directory.anchor);
    let mark = related.and_then(|related| related.standing(slot));
    let (role, sign) = mark.map_or((Role::Text, " "), |standing| (status::role(standing), status::sign(standing)));
    let marked = if app.workspace.marked.has_record(slot) { "■" } else { " " };
    let mut spans = vec![(Role::Text, marker.to_owned()), (role, sign.to_owned()), (Role::Changed, marked.to_owned())];
    if slot.table == BODIES && !is_of_selected_region(app, slot) {
        spans.push((Role::Dim, format!("{} · ", regions(app, slot))));
    }
    let label = if slot.table == BODIES {
        RecordLabel::without_regions(app.workspace.data(), slot, app.lang())
    } else {
        app.workspace.label(slot)
    };
    spans.extend(label.spans(Role::Text));
    spans
}

/// Returns true when the body belongs to the region that the pane is about and to no other, so that
/// naming the region adds nothing.
fn is_of_selected_region(app: &App, body: Slot) -> bool {
    let directory = &app.screens.directory;
    let selected = directory.panes[0].selected().filter(|_| directory.anchor == 0);
    let selected = directory.narrowed_to.filter(|slot| slot.table == REGIONS).or(selected);
    let regions = app.workspace.index.references(body).filter(|r| r.table() == REGIONS).count();
    regions == 1 && selected.is_some_and(|region| app.workspace.index.refers(body, region))
}

/// Returns the short names of the regions a body belongs to.
fn regions(app: &App, body: Slot) -> String {
    let regions = app.workspace.index.references(body).filter(|r| r.table() == REGIONS);
    let names = regions.map(|r| r.to.map_or_else(|| r.id().to_owned(), |slot| app.workspace.short(slot)));
    names.collect::<Vec<_>>().join(", ")
}
