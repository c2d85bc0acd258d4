//! The search over everything: hits grouped by table; a town leads to its region's office.
//!
//! The search runs a slice at a time, so that no key has to wait: the next key cancels it.
//! Meanwhile the previous rows are shown; choosing and moving complete the search first. Does not
//! depend on the search algorithm. Entry point: [`App::show_search`].

use super::{App, Destination, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::layout;
use crate::document::{Address, Relocation, Slot};
use crate::index::{Query, SearchHit, SearchResults};
use crate::present::expression_error::remark;
use crate::present::hit::{dimmed, hit_spans, named};
use crate::present::place::place_chain;
use crate::present::{Span, status};
use crate::query::expression::{Expression, ExpressionError};
use crate::query::place_and_topic::{FieldInRegion, PlaceAndTopic};
use crate::query::places::PlaceMatch;
use crate::query::search::{DirectorySearch, HitDescription, SearchTarget};
use crate::text::width;
use crate::texts::{self, Lang, Phrase};
use crate::theme::Role;

/// Maximum number of hits shown per table; the others are counted.
const MOST: usize = 15;
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
    /// What was typed, as it was last understood.
    expression: Expression,
    /// Why what is typed is not understood; the rows are those of what was understood before.
    mistake: Option<ExpressionError>,
    running: Option<DirectorySearch>,
    /// The last answer, which a longer query narrows.
    found: Option<SearchResults>,
    /// Where the text leads besides.
    target: SearchTarget,
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
        self.open_dialog(SearchDialog {
            slice,
            made_from: None,
            expression: Expression::of_words(""),
            mistake: None,
            running: None,
            found: None,
            target: SearchTarget::default(),
            is_new: false,
            shown: None,
        });
    }
}

impl App {
    /// Shows the search with what was typed where it found nothing.
    pub(in crate::app) fn search_for(&mut self, typed: &str) {
        self.show_search();
        if let Some(panel) = self.dialogs.panel_mut() {
            panel.set_text(typed);
        }
        self.refresh_dialog(true);
    }
}

impl SearchDialog {
    fn go_on(&mut self, app: &App, segments: usize) {
        let (data, Some(mut search)) = (app.workspace.data(), self.running.take()) else { return };
        if search.go_on(data, &self.expression, segments) {
            let (found, target) = search.into_results(data, &self.expression);
            (self.found, self.target, self.is_new) = (Some(found), target, true);
        } else {
            self.running = Some(search);
        }
    }

    /// Starts a search for what was typed; where that is not understood, the last answer stays.
    fn start(&mut self, app: &App, typed: &str) {
        let data = app.workspace.data();
        match Expression::parse(typed, None, data, app.workspace.settings.today) {
            Ok(expression) => {
                let running = self.running.take().and_then(DirectorySearch::into_earlier);
                let earlier = self.found.take().or(running);
                self.running = Some(DirectorySearch::new(data, &expression, earlier));
                (self.expression, self.mistake) = (expression, None);
                self.go_on(app, self.slice);
            }
            Err(mistake) => (self.mistake, self.is_new) = (Some(mistake), true),
        }
    }
}

impl SearchDialog {
    /// Returns the rows of the address or the places that were typed.
    fn target_rows(&self, app: &App) -> Vec<DialogRow<SearchChoice>> {
        let SearchTarget { addresses, places, topic } = &self.target;
        let typed = self.made_from.as_ref().map_or("", |(typed, ..)| typed);
        let mut rows = Vec::new();
        if !addresses.is_empty() {
            rows.push(DialogRow::text(Role::Heading, texts::search::typed_address(app.lang())));
            rows.extend(addresses.iter().map(|(slot, address)| address_row(app, *slot, address)));
        }
        if !places.is_empty() {
            rows.push(DialogRow::text(Role::Heading, texts::search::typed_place(app.lang())));
            rows.extend(places.iter().filter_map(|place| place_row(app, typed, place)));
        }
        rows.extend(topic.iter().flat_map(|topic| topic_rows(app, topic)));
        rows
    }

    /// Returns the rows of a place that was typed with words that mean no action field. They stand
    /// below the hits, which have all of the words.
    fn place_rows(&self, app: &App) -> Vec<DialogRow<SearchChoice>> {
        let Some(topic) = &self.target.topic else { return Vec::new() };
        if !topic.fields_in_regions(app.workspace.data()).is_empty() {
            return Vec::new();
        }
        let heading = DialogRow::text(Role::Heading, texts::search::typed_place(app.lang()));
        let places = topic.places.iter().filter_map(|place| place_row(app, &topic.place, place));
        std::iter::once(heading).chain(places).collect()
    }
}

impl Dialog for SearchDialog {
    type Choice = SearchChoice;

    fn title(&self, app: &App) -> String {
        texts::search::title(app.lang()).to_owned()
    }

    fn action(&self) -> Phrase {
        texts::keys::OPEN
    }

    fn size(&self) -> DialogSize {
        DialogSize::Full
    }

    fn is_flat(&self) -> bool {
        true
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Query { prompt: "› " })
    }

    /// Starts a search when the query or the dataset is another.
    fn refresh(&mut self, app: &mut App, typed: &str) -> RowChange {
        let made_from = Some((typed.to_owned(), app.workspace.index.revision(), app.lang()));
        if self.made_from != made_from {
            app.workspace.index.prepare_search(&app.workspace.doc);
            // Hits of another revision are not put into words: their records may be gone.
            self.shown.take_if(|_| self.made_from.as_ref().map(|made| made.1) != made_from.as_ref().map(|made| made.1));
            self.made_from = made_from;
            self.start(app, typed);
        }
        if !std::mem::take(&mut self.is_new) {
            return RowChange::None;
        }
        self.shown = self.found.as_ref().map(|found| found.query().clone());
        RowChange::Restart
    }

    /// Returns the hits, group by group.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<SearchChoice>> {
        let lang = app.lang();
        let mistake = self.mistake.as_ref().map(|mistake| remark(mistake, typed, lang));
        let mut rows: Vec<_> = mistake.map(|mistake| DialogRow::text(Role::Error, mistake)).into_iter().collect();
        let Some(found) = self.found.as_ref().filter(|_| !self.expression.is_empty()) else {
            rows.push(DialogRow::text(Role::Dim, texts::search::help(lang)));
            return rows;
        };
        rows.extend(self.target_rows(app));
        if found.is_similar() {
            rows.push(DialogRow::text(Role::Dim, texts::search::similar_hits(lang)));
        }
        for (table, count, best) in found.best(&app.workspace.doc, MOST) {
            let title = app.workspace.doc.schema().table(table).plural.get(lang);
            let heading = DialogRow::text(Role::Heading, title);
            rows.push(DialogRow { right: vec![(Role::Dim, count.to_string())], ..heading });
            let hit = |hit: &SearchHit| DialogRow { choice: Some(SearchChoice::Hit(*hit)), ..DialogRow::blank() };
            rows.extend(best.iter().map(hit));
            if count > best.len() {
                rows.push(DialogRow::text(Role::Dim, format!("  {}", texts::search::more(lang, count - best.len()))));
            }
        }
        rows.extend(self.place_rows(app));
        if rows.is_empty() {
            let why = if app.workspace.loading.is_some() {
                texts::search::nothing_found_so_far(lang)
            } else {
                texts::search::nothing_found(lang)
            };
            rows.push(DialogRow::text(Role::Dim, why));
        }
        rows
    }

    fn describe(&self, app: &App, choice: &SearchChoice) -> Option<DialogRow<SearchChoice>> {
        match (choice, &self.shown) {
            (SearchChoice::Hit(hit), Some(query)) => Some(row(app, *hit, query, &self.expression)),
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

/// Returns a hit: its name, what it was found by if the name does not say so, its region at the
/// right.
fn row(app: &App, hit: SearchHit, query: &Query, expression: &Expression) -> DialogRow<SearchChoice> {
    let (data, lang) = (app.workspace.data(), app.lang());
    let description = HitDescription::of(data, hit.slot, query, expression);
    let region = description.region.map(|region| app.workspace.short(region)).unwrap_or_default();
    let right: Vec<Span> = named(&region, query, usize::MAX).into_iter().map(dimmed).collect();
    let taken = if region.is_empty() { 0 } else { width(&region) + 2 };
    let mark = description.status.as_ref().map_or((Role::Text, "  ".to_owned()), |status| status::mark(Some(*status)));
    let room = layout::dialog_cells(app.size, DialogSize::Full).saturating_sub(taken + width(&mark.1));
    let mut spans = vec![mark];
    spans.extend(hit_spans(data, &description, query, &region, room, lang));
    let destination = match (description.office_region(), description.place()) {
        (Some(region), _) => Destination::Record(region),
        (None, Some(place)) => {
            let address = Address { path: place.clone(), ..app.workspace.doc.address(hit.slot) };
            Destination::Value(hit.slot, address)
        }
        _ => Destination::Record(hit.slot),
    };
    DialogRow { spans, right, choice: Some(SearchChoice::Go(destination)), ..DialogRow::blank() }
}

/// Returns the row of a value or a record whose address was typed.
fn address_row(app: &App, slot: Slot, address: &Address) -> DialogRow<SearchChoice> {
    let shown = address.display(app.workspace.doc.schema()).to_string();
    let spans = vec![(Role::Text, format!("  {}", app.workspace.name(slot))), (Role::Dim, format!(" · {shown}"))];
    let destination = match address.path.is_empty() {
        true => Destination::Record(slot),
        false => Destination::Value(slot, address.clone()),
    };
    DialogRow { spans, choice: Some(SearchChoice::Go(destination)), ..DialogRow::blank() }
}

/// Returns the rows of a place with a topic: what the region does about the action fields that are
/// meant, then whom to ask about each.
fn topic_rows(app: &App, topic: &PlaceAndTopic) -> Vec<DialogRow<SearchChoice>> {
    let (data, lang) = (app.workspace.data(), app.lang());
    let fields = topic.fields_in_regions(data);
    if fields.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![DialogRow::text(Role::Heading, texts::search::typed_place(lang))];
    let hit = |slot: Slot| SearchChoice::Hit(SearchHit { slot, score: 0 });
    let engagements = fields.iter().flat_map(|found| found.engagements(data)).take(MOST);
    rows.extend(engagements.map(|slot| DialogRow { choice: Some(hit(slot)), ..DialogRow::blank() }));
    rows.extend(fields.into_iter().map(|found| card_row(app, found)));
    rows
}

/// Returns the row that leads to the card of a region about an action field.
fn card_row(app: &App, found: FieldInRegion) -> DialogRow<SearchChoice> {
    let (field, region) = (app.workspace.name(found.field), app.workspace.name(found.region));
    let words = texts::search::whom_to_ask(app.lang(), &field, &region);
    let choice = Some(SearchChoice::Go(Destination::Card(found)));
    DialogRow { spans: vec![(Role::Text, format!("  {words}"))], choice, ..DialogRow::blank() }
}

/// Returns the row of a place, which leads to its region.
fn place_row(app: &App, typed: &str, place: &PlaceMatch) -> Option<DialogRow<SearchChoice>> {
    let region = place.region?;
    let town = place.municipality.map(|town| app.workspace.name(town)).unwrap_or_default();
    let region_name = app.workspace.name(region);
    let whole = place_chain(typed, &[&town, &region_name]);
    let room = layout::dialog_cells(app.size, DialogSize::Full).saturating_sub(2);
    // What was typed stands above; the region is what the row leads to.
    let chain = if width(&whole) <= room { whole } else { place_chain(&town, &[&region_name]) };
    let choice = Some(SearchChoice::Go(Destination::Record(region)));
    Some(DialogRow { spans: vec![(Role::Text, format!("  {chain}"))], choice, ..DialogRow::blank() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::command::Command;
    use crate::key::{Chord, Key};

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
