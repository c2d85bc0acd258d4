//! Runs the check for its window, a slice at a time between keys.
//!
//! The window shows the progress; closing it cancels the check. Independent of the rules. Entry
//! points: [`App::check`] and [`super::Event::ContinueWork`].

use super::window::WindowPurpose;
use super::workspace::Workspace;
use super::{App, AppSettings, windows};
use crate::check::{Checking, Options};
use crate::texts::app as t;

/// Records checked per slice; takes about ten milliseconds.
const BIT: usize = 4_096;

/// A check in progress.
#[derive(Debug)]
pub(super) struct Running {
    checking: Checking,
    /// The revision of the index that it checks.
    revision: u64,
    /// Whether findings that are otherwise only counted are listed too.
    all: bool,
}

impl Workspace {
    fn begin_check(&self, all: bool) -> Running {
        let AppSettings { silenced, old_after, today, .. } = &self.settings;
        let (silenced, review_after_months) = (silenced.clone(), *old_after);
        let options = Options { silenced, review_after_months, reports_counted: all, ..Options::default() };
        Running { checking: Checking::new(&self.doc, *today, options), revision: self.index.revision(), all }
    }
}

impl App {
    /// Opens the window and starts the check.
    pub(super) fn check(&mut self) {
        self.check_for(false);
    }

    /// Starts the check; with `all`, findings that are otherwise only counted are listed too.
    pub(super) fn check_for(&mut self, all: bool) {
        self.show(windows::problems::open(self));
        self.checking = Some(self.workspace.begin_check(all));
        self.check_on(BIT);
    }

    /// Returns true while the window is open and records remain to be checked.
    pub fn is_checking(&self) -> bool {
        self.checking.is_some() && self.windows.last().is_some_and(|window| window.purpose == WindowPurpose::Problems)
    }

    /// Checks one more slice.
    pub(super) fn check_further(&mut self) {
        self.check_on(BIT);
    }

    /// Restarts an unfinished check after the dataset was replaced.
    pub(super) fn check_anew(&mut self) {
        self.checking = self.checking.as_ref().map(|running| self.workspace.begin_check(running.all));
    }

    fn check_on(&mut self, records: usize) {
        let Some(running) = self.checking.take() else { return };
        // Changes made by others can affect any record.
        let stale = running.revision != self.workspace.index.revision();
        let mut running = if stale { self.workspace.begin_check(running.all) } else { running };
        let done = running.checking.go_on(&self.workspace.doc, &self.workspace.index, records);
        let percent = running.checking.percent();
        let found = if done {
            let result = running.checking.finish(&self.workspace.doc);
            Some((t::problems(self.lang(), result.total()), windows::problems::rows(self, result)))
        } else {
            self.checking = Some(running);
            None
        };
        let title = t::checked(self.lang(), percent);
        let Some(window) = self.windows.last_mut() else { return };
        match found {
            Some((title, rows)) => {
                (window.title, window.rows) = (title, rows);
                window.to_first();
            }
            None => window.title = title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::command::Command;

    fn shown(app: &App) -> (String, usize) {
        app.windows.last().map(|window| (window.title.clone(), window.rows.len())).unwrap_or_default()
    }

    #[test]
    fn a_check_goes_on_between_keys_and_finds_the_same() {
        let mut whole = shipped();
        whole.execute(Command::Problems);
        assert!(!whole.is_busy(), "a small dataset is checked at once");
        let mut app = shipped();
        app.show(windows::problems::open(&app));
        app.checking = Some(app.workspace.begin_check(false));
        app.check_on(100);
        assert!(app.is_busy() && shown(&app).1 == 1);
        let before = shown(&app).0;
        app.check_on(100);
        assert_ne!(shown(&app).0, before, "it tells how far it is");
        // Others change something, so the check restarts.
        let slots: Vec<_> = app.workspace.doc.slots(crate::model::REGIONS).take(1).collect();
        app.workspace.index.update(&app.workspace.doc, &slots);
        while app.is_busy() {
            drop(app.update(Event::ContinueWork));
        }
        assert_eq!(shown(&app), shown(&whole));
    }

    #[test]
    fn a_window_that_is_closed_is_not_waited_for() {
        let mut app = shipped();
        app.show(windows::problems::open(&app));
        app.checking = Some(app.workspace.begin_check(false));
        app.execute(Command::Cancel);
        assert!(!app.is_checking() && app.windows.is_empty());
    }
}
