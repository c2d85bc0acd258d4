//! Runs the search for its window, a slice at a time: the next key cancels it, and no key has to
//! wait.
//!
//! Meanwhile the window shows its previous rows; choosing and moving complete the search first.
//! Does not depend on the search algorithm. Entry points: [`App::is_busy`] and
//! [`super::Event::ContinueWork`].

use super::window::{WindowPurpose, WindowRow};
use super::{App, windows};
use crate::index::Query;
use crate::index::{Found, Search};
use crate::texts::Lang;

/// Blocks of records per slice; takes one to five milliseconds. For fewer, starting threads would
/// cost more than it saves.
const BIT: usize = 256;

/// The running search and the last answer.
#[derive(Debug)]
pub(super) struct Searching {
    /// Blocks of records searched before the next key is polled.
    bit: usize,
    /// What the rows depend on: the query text, the revision of the index, the language.
    made_from: Option<(String, u64, Lang)>,
    /// The last answer, which a longer query narrows.
    found: Option<Found>,
    running: Option<Search>,
    /// The answer has not been shown yet.
    fresh: bool,
    /// The query that the visible rows answer.
    shown: Option<Query>,
}

impl Default for Searching {
    fn default() -> Searching {
        Searching { bit: BIT, made_from: None, found: None, running: None, fresh: false, shown: None }
    }
}

impl Searching {
    /// Returns the query that the visible rows answer.
    pub(super) fn shown(&self) -> Option<&Query> {
        self.shown.as_ref()
    }
}

impl App {
    /// Returns true while there is work to continue when no input is pending
    /// ([`super::Event::ContinueWork`]).
    pub fn is_busy(&self) -> bool {
        self.is_searching() || self.is_checking() || self.is_page_wanted() || self.is_page_ahead_due()
    }

    fn is_searching(&self) -> bool {
        self.searching.running.is_some() && self.windows.last().is_some_and(|w| w.purpose == WindowPurpose::Search)
    }

    /// Continues the search or the check by a slice, else the page.
    pub(super) fn continue_search(&mut self) {
        if self.is_searching() {
            self.search_on(self.searching.bit);
        } else if self.is_checking() {
            self.check_further();
        } else if self.is_page_wanted() {
            self.page_on();
        } else {
            self.page_ahead();
        }
    }

    /// Completes the search.
    pub(super) fn finish_search(&mut self) {
        if self.is_searching() {
            self.search_on(usize::MAX);
            self.refresh_window(false);
        }
    }

    /// Returns the rows of the search window if they have changed; starts a search when the query
    /// is new.
    pub(super) fn search_rows(&mut self, typed: &str) -> Option<Vec<WindowRow>> {
        let made_from = Some((typed.to_owned(), self.workspace.index.revision(), self.lang()));
        if self.searching.made_from != made_from {
            self.workspace.index.prepare_search(&self.workspace.doc);
            let cancelled = self.searching.running.take().and_then(Search::into_earlier);
            let earlier = self.searching.found.take().or(cancelled);
            self.searching.made_from = made_from;
            self.searching.running = Some(Search::new(&self.workspace.index, typed, earlier));
            self.search_on(self.searching.bit);
        }
        if !std::mem::take(&mut self.searching.fresh) {
            return None;
        }
        let rows = self.searching.found.as_ref().map(|found| windows::search::rows(self, found));
        self.searching.shown = self.searching.found.as_ref().map(|found| found.query().clone());
        rows
    }

    fn search_on(&mut self, blocks: usize) {
        let Some(mut search) = self.searching.running.take() else { return };
        if search.go_on(&self.workspace.index, blocks) {
            self.searching.found = Some(search.into_found());
            self.searching.fresh = true;
        } else {
            self.searching.running = Some(search);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::command::Command;
    use crate::key::{Chord, Key};

    /// Returns the screen with an open search for this text, `bit` blocks per slice.
    fn typed(bit: usize, text: &str) -> App {
        let mut app = shipped();
        app.searching.bit = bit;
        app.execute(Command::Search);
        text.chars().for_each(|c| drop(app.update(Event::Key(Chord::plain(Key::Char(c))))));
        app
    }

    fn rows(app: &App) -> String {
        app.windows.last().map(|window| format!("{:?} {}", window.rows, window.cursor)).unwrap_or_default()
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
    fn an_answer_comes_in_bits_and_is_narrowed_and_widened_again() {
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
        assert!(!app.is_searching() && app.windows.is_empty());
        assert_eq!(app.subject().map(|slot| app.workspace.doc.id(slot)), Some("heinsberg"));
        let mut app = typed(1, "heinsb");
        app.execute(Command::Cancel);
        assert!(!app.is_searching());
    }
}
