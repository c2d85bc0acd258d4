//! The search over everything: hits grouped by table; a town leads to its region's office.

use std::ops::Range;

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::detail::Span;
use crate::app::layout;
use crate::app::window::Action;
use crate::index::Query;
use crate::index::{Found, MatchedText, SearchHit};
use crate::present::status;
use crate::query::search::HitDescription;
use crate::text::{escape_control, width};
use crate::texts::app as t;
use crate::theme::Role;

/// Maximum number of hits shown per table; the others are counted.
const MOST: usize = 15;
/// Characters shown before a match.
const LEAD: usize = 24;

/// Returns the empty search.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Search, t::search(app.lang()), vec![help(app)]).typing("› ", "", false)
}

fn help(app: &App) -> WindowRow {
    said(Role::Dim, t::search_help(app.lang()))
}

/// Returns the hits, group by group.
pub fn rows(app: &App, found: &Found) -> Vec<WindowRow> {
    let lang = app.lang();
    if found.query().is_empty() {
        return vec![help(app)];
    }
    let mut rows = Vec::new();
    for (table, count, best) in found.best(&app.workspace.doc, MOST) {
        let title = app.workspace.doc.schema().table(table).plural.get(lang);
        rows.push(WindowRow {
            spans: vec![(Role::Heading, title.to_owned())],
            right: vec![(Role::Dim, count.to_string())],
            ..WindowRow::default()
        });
        let unwritten =
            |hit: SearchHit| WindowRow { action: Some(Action::Open(hit.slot)), hit: Some(hit), ..WindowRow::default() };
        rows.extend(best.iter().copied().map(unwritten));
        if count > best.len() {
            rows.push(said(Role::Dim, format!("  {}", t::more(lang, count - best.len()))));
        }
    }
    if rows.is_empty() {
        let why = if app.loading.is_some() { t::nothing_found_so_far(lang) } else { t::nothing_found_here(lang) };
        rows.push(said(Role::Dim, why));
    }
    rows
}

/// Writes the visible rows, at most `height`: describing a hit costs more than finding it.
pub fn write(app: &App, window: &mut Window, height: usize) {
    let Some(query) = app.searching.shown() else { return };
    // Writes the chosen row even when there is no room for any.
    for seen in (window.scroll..window.scroll + height).chain([window.cursor]) {
        let Some(seen) = window.rows.get_mut(seen) else { continue };
        if let Some(hit) = seen.hit.take() {
            *seen = row(app, &hit, query);
        }
    }
}

/// Returns a hit: its name, the matching text if that is another one, its region at the right.
fn row(app: &App, hit: &SearchHit, query: &Query) -> WindowRow {
    let description = HitDescription::of(app.workspace.data(), hit.slot, query);
    let HitDescription { status, matched, region, .. } = &description;
    let name = app.workspace.name(hit.slot);
    let right = region.map(|r| vec![(Role::Dim, app.workspace.short(r))]).unwrap_or_default();
    let taken: usize = right.iter().map(|(_, text)| width(text) + 2).sum();
    let room = layout::window_cells(app.size, &WindowPurpose::Search).saturating_sub(taken);
    let mut spans = vec![status.as_ref().map_or((Role::Text, "  ".to_owned()), |status| status::mark(Some(*status)))];
    match matched {
        Some(mark) if mark.text == name => spans.extend(marked(mark, room.saturating_sub(2))),
        Some(mark) => {
            let room = room.saturating_sub(width(&name) + 5);
            spans.push((Role::Text, name));
            spans.push((Role::Dim, " · ".to_owned()));
            spans.extend(marked(mark, room));
        }
        None => spans.push((Role::Text, name)),
    }
    let action = match (description.office_region(), description.matched) {
        (Some(region), _) => Action::Open(region),
        (None, Some(mark)) if mark.via.is_none() && !mark.path.is_empty() => {
            let address = crate::document::Address { path: mark.path, ..app.workspace.doc.address(hit.slot) };
            Action::OpenAt(hit.slot, address)
        }
        _ => Action::Open(hit.slot),
    };
    WindowRow { spans, right, action: Some(action), ..WindowRow::default() }
}

/// Returns the matching text with the matching words highlighted. Its beginning is cut where the
/// first match would not be visible in `room` cells. Whole words are highlighted, so that a row
/// stays unchanged while typing continues and it still matches.
fn marked(mark: &MatchedText, room: usize) -> Vec<Span> {
    let text = &mark.text;
    let ranges = words(text, &mark.ranges);
    let first = ranges.first().map_or(0..0, |r| r.clone());
    let seen = width(&text[..first.end]) <= room;
    let lead = text[..first.start].char_indices().rev().nth(LEAD).filter(|_| !seen);
    let start = lead.map_or(0, |(at, _)| at);
    let mut spans = Vec::new();
    if start > 0 {
        spans.push((Role::Dim, "…".to_owned()));
    }
    let mut at = start;
    let clean = |part: &str| escape_control(&part.replace('\n', " ")).into_owned();
    for range in &ranges {
        spans.push((Role::Dim, clean(&text[at..range.start])));
        spans.push((Role::Match, clean(&text[range.clone()])));
        at = range.end;
    }
    spans.push((Role::Dim, clean(&text[at..])));
    spans
}

/// Extends the ranges to whole words, in order and without overlaps.
fn words(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let outside = |c: char| !c.is_alphanumeric();
        let start =
            text[..range.start].char_indices().rev().find(|(_, c)| outside(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let end = text[range.end..].find(outside).map_or(text.len(), |at| range.end + at);
        match words.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => words.push(start..end),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_marked() {
        let marked = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
            words(text, ranges).into_iter().map(|range| text[range].to_owned()).collect()
        };
        let text = "Bildungsbüro Köln (A 43)";
        assert_eq!(marked(text, &[3..5, 21..25]), ["Bildungsbüro", "A 43"]);
        assert_eq!(marked(text, &[0..2, 7..9, 14..15]), ["Bildungsbüro", "Köln"]);
    }
}
