//! Draws the first line: program and district, counts, the file and its unsaved changes.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::App;
use crate::app::detail::Span;
use crate::document::AddressStep;
use crate::model::{ACTION_FIELDS, BODIES, DISTRICT, REGIONS};
use crate::text::{truncate, width};
use crate::texts;
use crate::theme::Role;

/// Draws the head.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let lang = app.lang();
    let mut file = file(app);
    let unsaved = app.workspace.unsaved.count();
    if unsaved > 0 {
        file.push((Role::Changed, format!(" [+{unsaved}]")));
    }
    let marked = app.workspace.marked.len();
    if marked > 0 {
        file.push((Role::Changed, format!(" ■ {}", texts::batch::marked_now(lang, marked))));
    }
    let waiting = app.workspace.proposals.waiting;
    if waiting > 0 {
        file.insert(0, (Role::Warning, format!("{} · ", texts::proposals::head(lang, waiting))));
    }
    file.push((Role::Text, " ".into()));
    let left = canvas.right(area, &file);
    let room = Rect { width: left.saturating_sub(area.x + 1), ..area };
    let district = district(app).map_or_else(String::new, |district| format!(" · {district}"));
    let name = format!(" Bildungsnetz{district}");
    let counts = counts(app);
    let end = canvas.text(room, Role::Heading, &name);
    let rest = Rect { x: end, width: room.right().saturating_sub(end), ..room };
    let (role, counts) = match app.sync.others.first() {
        // The person matters most and comes first.
        Some(other) => (Role::Warning, truncate(other, usize::from(rest.width).saturating_sub(4)).into_owned()),
        None => (Role::Dim, counts.join(" · ")),
    };
    if width(&counts) + 4 <= rest.width.into() {
        let x = end + (rest.width - width(&counts) as u16) / 2;
        canvas.text(Rect { x, width: room.right() - x, ..room }, role, &counts);
    }
}

/// Returns how many records there are of what the panes list.
pub fn counts(app: &App) -> [String; 3] {
    let count = |table| app.workspace.doc.slots(table).len();
    [
        texts::view::regions(app.lang(), count(REGIONS)),
        texts::view::bodies(app.lang(), count(BODIES)),
        texts::view::fields(app.lang(), count(ACTION_FIELDS)),
    ]
}

/// Returns the name of the file and what is the matter with it.
pub fn file(app: &App) -> Vec<Span> {
    let lang = app.lang();
    let mut file = vec![(Role::Text, app.workspace.file.name.clone())];
    // The footer shows that the file is still being read, and how far.
    if app.workspace.file.read_only.is_some() && app.workspace.loading.is_none() {
        let why = if app.is_undecided() { texts::view::undecided(lang) } else { texts::view::read_only(lang) };
        file.push((Role::Warning, format!(" [{why}]")));
    }
    if app.workspace.file.proposes {
        file.push((Role::Changed, format!(" [{}]", texts::proposals::mode(lang))));
    }
    if app.workspace.file.is_gone {
        file.push((Role::Warning, format!(" [{}]", texts::view::gone(lang))));
    }
    if app.workspace.file.spoiled.is_some() {
        file.push((Role::Warning, format!(" [{}]", texts::view::spoiled(lang))));
    }
    file
}

/// Returns the name of the district, where the dataset has one.
pub fn district(app: &App) -> Option<String> {
    let record = app.workspace.doc.slots(DISTRICT).next().and_then(|slot| app.workspace.doc.record(slot).ok())?;
    let name = record.value(&[AddressStep::Field("name".into())]).and_then(|name| name.as_str())?;
    Some(name.into_owned()).filter(|name| !name.is_empty())
}
