//! The search over everything: hits grouped by table; a town leads to its region's office.
//!
//! The search runs a slice at a time, so that no key has to wait: the next key cancels it.
//! Meanwhile the previous rows are shown; choosing and moving complete the search first. Does not
//! depend on the search algorithm. Entry point: [`App::show_search`].

use std::ops::Range;

use super::{App, Destination, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::detail::Span;
use crate::app::layout;
use crate::document::{Address, Relocation};
use crate::index::{MatchedText, Query, Search, SearchHit, SearchResults};
use crate::present::record_label::RecordLabel;
use crate::present::status;
use crate::query::search::HitDescription;
use crate::text::{escape_control, width};
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Maximum number of hits shown per table; the others are counted.
const MOST: usize = 15;
/// Characters shown before a match.
const LEAD: usize = 24;
/// Segments per slice; takes one to five milliseconds. For fewer, starting threads would
/// cost more than it saves.
const SLICE: usize = 256;

/// The search over everything.
#[derive(Debug)]
pub struct SearchDialog {
    /// Segments searched before the next key is polled.
    slice: usize,
    /// What the rows depend on: the query text, the revision of the index, the language.
    made_from: Option<(String, u64, Lang)>,
    running: Option<Search>,
    /// The last answer, which a longer query narrows.
    found: Option<SearchResults>,
    /// The answer has not been shown yet.
    is_new: bool,
    /// The query that the visible rows answer.
    shown: Option<Query>,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum SearchChoice {
    /// A hit that is not put into words yet; that costs more than finding it.
    Hit(SearchHit),
    /// A hit in words, and where it leads to.
    Go(Destination),
}

impl App {
    /// Opens the search.
    pub(in crate::app) fn show_search(&mut self) {
        self.search_in_slices(SLICE);
    }

    fn search_in_slices(&mut self, slice: usize) {
        let (made_from, running, found, shown) = (None, None, None, None);
        self.open_dialog(SearchDialog { slice, made_from, running, found, is_new: false, shown });
    }
}

impl SearchDialog {
    fn go_on(&mut self, app: &App, segments: usize) {
        let Some(mut search) = self.running.take() else { return };
        if search.go_on(&app.workspace.index, segments) {
            (self.found, self.is_new) = (Some(search.into_results()), true);
        } else {
            self.running = Some(search);
        }
    }
}

impl Dialog for SearchDialog {
    type Choice = SearchChoice;

    fn title(&self, app: &App) -> String {
        texts::app::search(app.lang()).to_owned()
    }

    fn size(&self) -> DialogSize {
        DialogSize::Full
    }

    fn is_flat(&self) -> bool {
        true
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "› " })
    }

    /// Starts a search when the query or the dataset is another.
    fn refresh(&mut self, app: &mut App, typed: &str) -> RowChange {
        let made_from = Some((typed.to_owned(), app.workspace.index.revision(), app.lang()));
        if self.made_from != made_from {
            app.workspace.index.prepare_search(&app.workspace.doc);
            // Hits of another revision are not put into words: their records may be gone.
            self.shown.take_if(|_| self.made_from.as_ref().map(|made| made.1) != made_from.as_ref().map(|made| made.1));
            let cancelled = self.running.take().and_then(Search::into_earlier);
            let earlier = self.found.take().or(cancelled);
            self.made_from = made_from;
            self.running = Some(Search::new(&app.workspace.index, typed, earlier));
            self.go_on(app, self.slice);
        }
        if !std::mem::take(&mut self.is_new) {
            return RowChange::None;
        }
        self.shown = self.found.as_ref().map(|found| found.query().clone());
        RowChange::Restart
    }

    /// Returns the hits, group by group.
    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<SearchChoice>> {
        let lang = app.lang();
        let Some(found) = self.found.as_ref().filter(|found| !found.query().is_empty()) else {
            return vec![DialogRow::text(Role::Dim, texts::app::search_help(lang))];
        };
        let mut rows = Vec::new();
        for (table, count, best) in found.best(&app.workspace.doc, MOST) {
            let title = app.workspace.doc.schema().table(table).plural.get(lang);
            let heading = DialogRow::text(Role::Heading, title);
            rows.push(DialogRow { right: vec![(Role::Dim, count.to_string())], ..heading });
            let hit = |hit: &SearchHit| DialogRow { choice: Some(SearchChoice::Hit(*hit)), ..DialogRow::blank() };
            rows.extend(best.iter().map(hit));
            if count > best.len() {
                rows.push(DialogRow::text(Role::Dim, format!("  {}", texts::app::more(lang, count - best.len()))));
            }
        }
        if rows.is_empty() {
            let why = if app.workspace.loading.is_some() {
                texts::app::nothing_found_so_far(lang)
            } else {
                texts::app::nothing_found_here(lang)
            };
            rows.push(DialogRow::text(Role::Dim, why));
        }
        rows
    }

    fn describe(&self, app: &App, choice: &SearchChoice) -> Option<DialogRow<SearchChoice>> {
        match (choice, &self.shown) {
            (SearchChoice::Hit(hit), Some(query)) => Some(row(app, *hit, query)),
            _ => None,
        }
    }

    fn choose(&mut self, app: &mut App, choice: SearchChoice, _: &str) -> DialogOutcome {
        match choice {
            SearchChoice::Hit(hit) => Destination::Record(hit.slot).open(app),
            SearchChoice::Go(destination) => destination.open(app),
        }
    }

    fn relocated(choice: SearchChoice, relocation: &Relocation<'_>) -> SearchChoice {
        match choice {
            SearchChoice::Hit(hit) => SearchChoice::Hit(hit),
            SearchChoice::Go(destination) => SearchChoice::Go(destination.relocated(relocation)),
        }
    }

    fn is_working(&self) -> bool {
        self.running.is_some()
    }

    fn work(&mut self, app: &mut App) {
        self.go_on(app, self.slice);
    }

    fn finish(&mut self, app: &mut App) {
        self.go_on(app, usize::MAX);
    }
}

/// Returns a hit: its name, the matching text if that is another one, its region at the right.
fn row(app: &App, hit: SearchHit, query: &Query) -> DialogRow<SearchChoice> {
    let description = HitDescription::of(app.workspace.data(), hit.slot, query);
    let HitDescription { status, matched, region, .. } = &description;
    let RecordLabel { name, behind } = RecordLabel::within(app.workspace.data(), hit.slot, *region, app.lang());
    let right = region.map(|r| vec![(Role::Dim, app.workspace.short(r))]).unwrap_or_default();
    let taken: usize = right.iter().map(|(_, text)| width(text) + 2).sum();
    let room = layout::dialog_cells(app.size, DialogSize::Full).saturating_sub(taken);
    let mut spans = vec![status.as_ref().map_or((Role::Text, "  ".to_owned()), |status| status::mark(Some(*status)))];
    match matched {
        Some(mark) if mark.text == name => {
            spans.extend(marked(mark, room.saturating_sub(2 + width(&behind))));
            spans.push((Role::Dim, behind));
        }
        Some(mark) => {
            let room = room.saturating_sub(width(&name) + width(&behind) + 5);
            spans.push((Role::Text, name));
            spans.push((Role::Dim, format!("{behind} · ")));
            spans.extend(marked(mark, room));
        }
        None => spans.extend([(Role::Text, name), (Role::Dim, behind)]),
    }
    let destination = match (description.office_region(), description.matched) {
        (Some(region), _) => Destination::Record(region),
        (None, Some(mark)) if mark.via.is_none() && !mark.path.is_empty() => {
            let address = Address { path: mark.path, ..app.workspace.doc.address(hit.slot) };
            Destination::Value(hit.slot, address)
        }
        _ => Destination::Record(hit.slot),
    };
    DialogRow { spans, right, choice: Some(SearchChoice::Go(destination)), ..DialogRow::blank() }
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
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::command::Command;
    use crate::key::{Chord, Key};

    #[test]
    fn whole_words_are_marked() {
        let marked = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
            words(text, ranges).into_iter().map(|range| text[range].to_owned()).collect()
        };
        let text = "Bildungsbüro Köln (A 43)";
        assert_eq!(marked(text, &[3..5, 21..25]), ["Bildungsbüro", "A 43"]);
        assert_eq!(marked(text, &[0..2, 7..9, 14..15]), ["Bildungsbüro", "Köln"]);
    }

    /// Returns the screen with an open search for this text, `slice` segments at a time.
    fn typed(slice: usize, text: &str) -> App {
        let mut app = shipped();
        app.search_in_slices(slice);
        text.chars().for_each(|c| drop(app.update(Event::Key(Chord::plain(Key::Char(c))))));
        app
    }

    fn rows(app: &App) -> String {
        app.dialogs.panels().last().map(|panel| format!("{:?} {}", panel.rows, panel.cursor)).unwrap_or_default()
    }

    fn wait(app: &mut App) {
        while app.is_busy() {
            drop(app.update(Event::ContinueWork));
        }
    }

    #[test]
    fn a_key_cancels_a_search_that_runs() {
        let mut app = typed(1, "k");
        assert!(app.is_busy());
        let shown = rows(&app);
        drop(app.update(Event::ContinueWork));
        assert_eq!(rows(&app), shown, "nothing is shown that is only half true");
        drop(app.update(Event::Key(Chord::plain(Key::Char('ö')))));
        drop(app.update(Event::Key(Chord::plain(Key::Char('l')))));
        assert!(app.is_busy());
        wait(&mut app);
        assert_eq!(rows(&app), rows(&typed(usize::MAX, "köl")));
        assert_ne!(rows(&app), rows(&typed(usize::MAX, "k")));
    }

    #[test]
    fn an_answer_comes_in_slices_and_is_narrowed_and_widened_again() {
        let mut app = typed(1, "");
        for (key, text) in [('b', "b"), ('i', "bi"), ('l', "bil"), (' ', "bil "), ('k', "bil k"), ('ö', "bil kö")] {
            drop(app.update(Event::Key(Chord::plain(Key::Char(key)))));
            wait(&mut app);
            assert_eq!(rows(&app), rows(&typed(usize::MAX, text)), "{text}");
        }
        app.execute(Command::EraseLeft);
        app.execute(Command::EraseLeft);
        app.execute(Command::EraseLeft);
        wait(&mut app);
        assert_eq!(rows(&app), rows(&typed(usize::MAX, "bil")));
    }

    #[test]
    fn choosing_waits_for_the_answer_and_closing_does_not() {
        let mut app = typed(1, "heinsb");
        assert!(app.is_busy());
        app.execute(Command::Choose);
        assert!(!app.is_dialog_working() && app.dialogs.is_empty());
        assert_eq!(app.subject().map(|slot| app.workspace.doc.id(slot)), Some("heinsberg"));
        let mut app = typed(1, "heinsb");
        app.execute(Command::Cancel);
        assert!(!app.is_dialog_working());
    }
}
