//! Draws the map: the towns in the colours of their regions, and what is said of the one under the
//! cursor.
//!
//! With colours half a cell is a pixel, and the cell with a town's centre has its letter; without
//! them each cell has one. Entry point: [`draw`].

use ratatui::layout::Rect;

use super::Canvas;
use super::field::{BESIDE_TITLE, FieldLine, point_in_title};
use crate::app::detail::{self, PageRoom, PageRow, Span};
use crate::app::pointer::PointerTarget;
use crate::app::screens::map::DistrictMap;
use crate::app::screens::map::layout::MapLayout;
use crate::app::screens::map::picture::MapPicture;
use crate::app::{App, layout};
use crate::present::map::{LegendEntry, legend, missing, paint_of};
use crate::query::map::raster::PixelPlace;
use crate::query::map::shade::MapTopic;
use crate::text::width;
use crate::texts;
use crate::theme::Role;

/// So few lines beside the map say town and region on one.
const LINES_FOR_NAMES: u16 = 3;
/// Cells between two entries of the legend.
const LEGEND_GAP: u16 = 2;

/// Draws the map into the area of its layout.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let screen = &app.screens.map;
    let layout = screen.layout(app.screen_size());
    frame(app, canvas, &layout);
    let Some(picture) = &screen.picture else {
        let body = layout::screen(app.screen_size()).body;
        let inner = match layout.frame.is_empty() {
            true => body,
            false => Rect { x: body.x + 2, y: body.y + 1, width: body.width - 4, height: body.height - 2 },
        };
        let why = match screen.map.towns.is_empty() {
            true => texts::map::empty(app.lang()),
            false => texts::map::too_small(app.lang()),
        };
        sentence(app, canvas, inner, why);
        return;
    };
    if screen.shows_legend {
        return whole_legend(app, canvas, &layout, picture);
    }
    for row in 0..layout.map.height.into() {
        for column in 0..layout.map.width.into() {
            cell(canvas, screen, picture, layout.map, PixelPlace { column, row });
        }
    }
    cursor(canvas, screen, picture, layout.map);
    text(app, canvas, &layout, picture);
}

fn sentence(app: &App, canvas: &mut Canvas<'_>, area: Rect, text: &str) {
    let text = app.workspace.settings.spelled(text);
    let lines = crate::text::wrap(&text, usize::from(area.width).max(1));
    for (line, area) in lines.iter().zip(area.rows()) {
        canvas.text(area, Role::Dim, line);
    }
}

/// Draws the border, with the title and what is typed.
fn frame(app: &App, canvas: &mut Canvas<'_>, layout: &MapLayout) {
    if layout.frame.is_empty() {
        return;
    }
    let (screen, lang) = (&app.screens.map, app.lang());
    let mut title = vec![(Role::Heading, screen.title(&app.workspace))];
    let typed = screen.typed();
    let mut cursor = 0;
    if let Some(question) = typed {
        let prompt = if question.is_place() { "/" } else { texts::map::field_prompt(lang) };
        let room = layout.frame.width.saturating_sub(BESIDE_TITLE).into();
        let field = FieldLine::in_title(title, " ", prompt, &question.input, room, &app.workspace.settings);
        (title, cursor) = (field.spans, field.cursor);
    }
    let towns = [(Role::Dim, texts::map::towns(lang, screen.map.towns.len()))];
    canvas.border(layout.frame, &title, &towns, Role::Focused);
    if typed.is_some() {
        point_in_title(canvas, layout.frame, cursor);
    }
}

/// Draws a cell of the picture.
fn cell(canvas: &mut Canvas<'_>, screen: &DistrictMap, picture: &MapPicture, area: Rect, place: PixelPlace) {
    let PixelPlace { column, row } = place;
    let (x, y) = (area.x + column as u16, area.y + row as u16);
    let paint = |town: usize| paint_of(&screen.map.towns[town], &picture.paints);
    let owner = if picture.has_halves {
        picture.raster.owner(column, 2 * row).or_else(|| picture.raster.owner(column, 2 * row + 1))
    } else {
        picture.raster.owner(column, row)
    };
    if let Some(town) = picture.marked(place).or(owner) {
        canvas.target(Rect { x, y, width: 1, height: 1 }, PointerTarget::Town(town));
    }
    if let Some(town) = picture.marked(place).filter(|_| picture.has_halves) {
        return canvas.sign(x, y, paint(town).sign, Role::Key);
    }
    let role = |town: usize| if town == screen.number() { Role::Selected } else { paint(town).role };
    if picture.has_halves {
        let half = |row| picture.raster.owner(column, row).map(role);
        return canvas.halves(x, y, half(2 * row), half(2 * row + 1));
    }
    if let Some(town) = picture.raster.owner(column, row) {
        canvas.sign(x, y, paint(town).sign, role(town));
    }
}

/// Draws the town under the cursor above all others, with the terminal's cursor on it.
fn cursor(canvas: &mut Canvas<'_>, screen: &DistrictMap, picture: &MapPicture, area: Rect) {
    let Some(town) = screen.town() else { return };
    let Some(PixelPlace { column, row }) = picture.place(screen.number()) else { return };
    let (x, y) = (area.x + column as u16, area.y + row as u16);
    canvas.sign(x, y, paint_of(town, &picture.paints).sign, Role::Selected);
    if screen.typed().is_none() {
        canvas.point(x, y);
    }
}

/// Draws what is said of the town, and below it what letters and signs mean.
fn text(app: &App, canvas: &mut Canvas<'_>, layout: &MapLayout, picture: &MapPicture) {
    let (screen, workspace) = (&app.screens.map, &app.workspace);
    let room = PageRoom { cells: layout.text.width.into(), column: None };
    let mut rows = screen.about(workspace);
    if layout.text.height <= LINES_FOR_NAMES {
        // Town and region are said together where there is room for one line.
        if let [town, region, ..] = &mut rows[..] {
            town.spans.push((Role::Dim, " · ".to_owned()));
            town.spans.append(&mut region.spans);
            rows.remove(1);
        }
    }
    if let Some(question) = screen.typed().filter(|question| question.has_no_answer()) {
        let nothing = texts::map::no_place(app.lang(), question.input.text().trim());
        rows = vec![PageRow { spans: vec![(Role::Warning, nothing)], ..PageRow::default() }];
    }
    rows.push(PageRow::default());
    let most = usize::from(layout.text.height) + 1;
    let entries = legend(workspace.data(), &screen.map, picture.query, &picture.paints, app.lang(), most);
    let first = rows.len();
    let row = |spans| PageRow { spans, ..PageRow::default() };
    rows.extend(entries.iter().map(|entry| row(legend_spans(entry, picture.has_halves))));
    rows.extend(missing(&screen.map, app.lang()).into_iter().map(|span| row(vec![span])));
    let lines = detail::lines(&rows, room, workspace.settings.ascii, None);
    let mut last = None;
    for (line, area) in lines.iter().zip(layout.text.rows()) {
        canvas.spans(area, &line.spans);
        let entry = line.row.checked_sub(first).and_then(|number| entries.get(number));
        let is_first = last.replace(line.row) != Some(line.row);
        if let Some(role) = entry.and_then(|entry| entry.role).filter(|_| is_first && picture.has_halves) {
            canvas.halves(area.x, area.y, Some(role), Some(role));
        }
    }
    if let Some(last) = layout.text.rows().next_back().filter(|_| lines.len() > layout.text.height.into()) {
        canvas.right(last, &[(Role::Dim, " …".to_owned())]);
    }
}

/// Draws what letters and signs mean in place of the map, those of the town under the cursor
/// selected.
fn whole_legend(app: &App, canvas: &mut Canvas<'_>, layout: &MapLayout, picture: &MapPicture) {
    let (screen, workspace) = (&app.screens.map, &app.workspace);
    let area = layout.map.union(layout.text);
    let data = workspace.data();
    let entries = legend(data, &screen.map, picture.query, &picture.paints, app.lang(), usize::MAX);
    let is_region = picture.query.topic == MapTopic::Region;
    let here = screen.town().map(|town| paint_of(town, &picture.paints).sign.to_string());
    let (mut x, mut y) = (area.x, area.y);
    for (number, entry) in entries.iter().enumerate() {
        let short = screen.map.regions.get(number).filter(|_| is_region).map(|region| data.short_name(*region));
        let meaning = short.unwrap_or_else(|| entry.meaning.clone());
        let is_here = here.as_ref() == Some(&entry.signs);
        let role = if is_here { Role::Selected } else { entry.role.unwrap_or(Role::Dim) };
        let gap = if entry.signs.is_empty() { "" } else { " " };
        let cells = (width(&entry.signs) + gap.len() + width(&meaning)) as u16;
        if x > area.x && x + cells > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.bottom() {
            break;
        }
        let line = Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
        let meaning = (if is_here { Role::Heading } else { Role::Text }, format!("{gap}{meaning}"));
        x = canvas.spans(line, &[(role, entry.signs.clone()), meaning]) + LEGEND_GAP;
        if is_here {
            canvas.point(line.x, line.y);
        }
        if entry.role.is_none() {
            (x, y) = (area.x, y + 1);
        }
    }
}

/// Returns a line of the legend, with room for its colour where that fills the map.
fn legend_spans(entry: &LegendEntry, has_halves: bool) -> Vec<Span> {
    let meaning = (if entry.role.is_some() { Role::Text } else { Role::Dim }, entry.meaning.clone());
    let Some(role) = entry.role else { return vec![meaning] };
    let (room, role) = if has_halves { ("\u{a0} ", Role::Key) } else { ("", role) };
    vec![(role, format!("{room}{} ", entry.signs)), meaning]
}
