//! What is read out after a line: a place that is new whole, of one that was read already only what
//! has changed, then the message and the state of the file, each once.
//!
//! Rows are read some at a time. Entry point: [`LineReader::read`].

use std::collections::{BTreeMap, HashSet};

use super::current_place::place;
use super::place::{LinePlace, LineRow, is_taking_lines};
use super::speech::spoken;
use crate::app::App;
use crate::command::Command;
use crate::present::text_of;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;
use crate::view::{footer, head};

/// How many rows are read at a time.
const ROWS: usize = 20;

/// How many rows may have changed before all are read again.
const FEW: usize = 4;

/// How many proposals for a query are read.
const PROPOSALS: usize = 8;

/// What is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingWish {
    /// What has changed.
    News,
    /// The place, from its title on.
    Place,
    /// The rows that follow.
    More,
    /// The rows before.
    Before,
    /// All rows.
    All,
    /// The row under the cursor.
    Here,
}

/// What was read last, so that it is not read again.
#[derive(Debug, Default)]
pub struct LineReader {
    /// Cells of a line; `None` where lines are not broken.
    width: Option<usize>,
    shown: Option<ReadPlace>,
    /// The places that lie below what is shown, the lowest first.
    below: Vec<ReadPlace>,
    message: Option<String>,
    state: String,
    other: Option<String>,
    /// What was said once to be possible.
    possible: HashSet<String>,
}

/// A place as it was read.
#[derive(Debug, Default, PartialEq, Eq)]
struct ReadPlace {
    key: String,
    title: String,
    about: Vec<String>,
    /// The first row that was read.
    first: usize,
    count: usize,
    rows: BTreeMap<usize, LineRow>,
    cursor: Option<usize>,
    below: Vec<String>,
    about_row: Vec<String>,
}

impl LineReader {
    /// Returns a reader that breaks lines at a width, if any.
    pub fn new(width: Option<usize>) -> LineReader {
        LineReader { width, ..LineReader::default() }
    }

    /// Returns what is said at the beginning; `term` is the terminal that shows no screen.
    pub fn greeting(&self, app: &App, term: Option<&str>) -> Vec<String> {
        let lang = app.lang();
        let file = [text_of(&head::file(app))].into_iter().chain(head::district(app)).chain(head::counts(app));
        let file = file.collect::<Vec<_>>().join(", ");
        let begins = texts::line_mode::begins(lang, &file);
        let dumb = term.map(|term| texts::line_mode::on_dumb(lang, term));
        let how = texts::line_mode::how(lang).to_owned();
        self.laid(app, dumb.into_iter().chain([begins, how]))
    }

    /// Forgets the last message: the next one is the answer to a new line.
    pub fn begin_line(&mut self) {
        self.message = None;
    }

    /// Returns false when a line was typed for another place than is shown by now, or for the
    /// number of a row that is another by now.
    pub fn is_current(&self, app: &App, line: &str) -> bool {
        let Some(before) = &self.shown else { return true };
        let now = self.now(&*place(app), ReadingWish::News);
        let is_number = line.trim_start().starts_with(|first: char| first.is_ascii_digit());
        let is_same = before.rows.keys().eq(now.rows.keys())
            && before.rows.values().zip(now.rows.values()).all(|(old, row)| old.is_same(row));
        before.key == now.key && (!is_number || is_same)
    }

    /// Returns the lines to be read out now.
    pub fn read(&mut self, app: &App, wanted: ReadingWish) -> Vec<String> {
        let place = place(app);
        let now = self.now(&*place, wanted);
        let (before, is_again) = self.before(&*place, &now.key);
        let mut out = match before {
            Some(before) => {
                changes(app, &*place, &before, &now, if is_again { Read::Again } else { Read::Still(wanted) })
            }
            None if wanted == ReadingWish::Here => here(app, &now),
            None => {
                let mut out = whole(app, &*place, &now);
                out.extend(self.possible(app, &*place));
                out
            }
        };
        self.shown = Some(now);
        out.extend(proposals(app));
        out.extend(self.message(app));
        out.extend(self.state(app));
        self.laid(app, out)
    }

    /// Returns a place as it was read before, and whether something has lain above it since.
    fn before(&mut self, place: &dyn LinePlace, key: &str) -> (Option<ReadPlace>, bool) {
        let Some(shown) = self.shown.take() else { return (None, false) };
        if shown.key == key {
            return (Some(shown), false);
        }
        if let Some(at) = self.below.iter().position(|below| below.key == key) {
            let again = self.below.drain(at..).next();
            return (again, true);
        }
        if place.lies_above() {
            self.below.push(shown)
        } else {
            self.below.clear()
        }
        (None, false)
    }

    /// Returns how far a job is, once for each message about it.
    pub fn progress(&mut self, app: &App) -> Vec<String> {
        let told = self.message(app).or_else(|| {
            let state = text_of(&footer::state(app));
            app.dialogs.top().map(|dialog| dialog.panel().title.clone()).into_iter().chain([state]).next()
        });
        self.laid(app, told)
    }

    /// Returns what is asked before the next line.
    pub fn prompt(&self, app: &App) -> String {
        let prompt = place(app).prompt().map(|prompt| spoken(&prompt, &app.workspace.settings));
        match prompt {
            None => "> ".to_owned(),
            Some(prompt) if prompt.ends_with(['?', ':', '…']) => format!("{prompt} "),
            Some(prompt) => format!("{prompt}: "),
        }
    }

    /// Returns lines of any text as they are read out.
    pub fn laid(&self, app: &App, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        let lines =
            lines.into_iter().map(|line| spoken(&line, &app.workspace.settings)).filter(|line| !line.is_empty());
        match self.width {
            Some(width) => lines.flat_map(|line| wrap(&line, width)).collect(),
            None => lines.collect(),
        }
    }

    /// Returns the place with the rows that are read now.
    fn now(&self, place: &dyn LinePlace, wanted: ReadingWish) -> ReadPlace {
        let (key, count, cursor) = (place.key(), place.count(), place.cursor());
        let before = self.shown.as_ref().filter(|before| before.key == key);
        let first = match (before, wanted) {
            (_, ReadingWish::All) => 0,
            (Some(before), ReadingWish::More) if before.first + ROWS < count => before.first + ROWS,
            (Some(before), ReadingWish::Before) => before.first.saturating_sub(ROWS),
            (Some(before), _) if before.cursor == cursor && before.count == count => before.first,
            (Some(before), _) if cursor.is_some_and(|at| (before.first..before.first + ROWS).contains(&at)) => {
                before.first
            }
            _ => cursor.map_or(0, |cursor| cursor - cursor % ROWS),
        };
        let end = if wanted == ReadingWish::All { count } else { count.min(first + ROWS) };
        let row = |index| Some((index, place.row(index)?));
        ReadPlace {
            title: place.title(),
            about: place.about(),
            rows: (first..end).filter_map(row).collect(),
            below: place.below(),
            about_row: place.about_row(),
            key,
            first,
            count,
            cursor,
        }
    }

    /// Returns what can be done here, where that is not said yet.
    fn possible(&mut self, app: &App, place: &dyn LinePlace) -> Vec<String> {
        let lang = app.lang();
        let is_field = place.prompt().is_some();
        let colon = if is_field { ":" } else { "" };
        let keys = footer::keys(app).into_iter().filter(|(command, ..)| *command != Command::Mouse);
        let list = keys.map(|(_, chord, label)| format!("{colon}{chord} {label}")).collect::<Vec<_>>().join(", ");
        let mut out = Vec::new();
        if is_field {
            let how = match (is_taking_lines(app), place.narrows()) {
                (true, false) => texts::line_mode::in_lines(lang),
                (_, true) => texts::line_mode::in_list(lang),
                (false, false) => texts::line_mode::in_field(lang),
            };
            out.extend(self.possible.insert(how.to_owned()).then(|| how.to_owned()));
        }
        if !list.is_empty() && self.possible.insert(list.clone()) {
            out.push(texts::line_mode::possible(lang, &list));
        }
        out
    }

    /// Returns the message, if it is a new one.
    fn message(&mut self, app: &App) -> Option<String> {
        let message = app.message.as_ref().map(|message| message.text.clone());
        let is_new = message.is_some() && message != self.message;
        self.message = message;
        self.message.clone().filter(|_| is_new)
    }

    /// Returns the state of the file and who else is at work, where that has changed and is not
    /// that all is well.
    fn state(&mut self, app: &App) -> Vec<String> {
        let marked = app.workspace.marked.len();
        let marked = (marked > 0).then(|| texts::batch::marked_now(app.lang(), marked));
        let file = footer::state(app).into_iter().filter(|(role, _)| *role != Role::Dim).map(|(_, text)| text);
        let state = file.chain(marked).collect::<Vec<_>>().join(" · ");
        let other = app.sync.others.first().cloned();
        let is_new_state = state != self.state;
        let is_new_other = other != self.other;
        (self.state, self.other) = (state, other);
        let state = Some(self.state.clone()).filter(|_| is_new_state);
        state.into_iter().chain(self.other.clone().filter(|_| is_new_other)).collect()
    }
}

fn in_words(app: &App, row: &LineRow) -> String {
    let text = match row.number {
        Some(number) => texts::line_mode::row(app.lang(), number, row.text.trim_start()),
        None => row.text.clone(),
    };
    row.mark.into_iter().fold(text, |text, mark| format!("{text} · {mark}"))
}

/// Returns the row under the cursor.
fn row_here(app: &App, now: &ReadPlace) -> Option<String> {
    let row = now.rows.get(&now.cursor?)?;
    Some(texts::line_mode::here(app.lang(), &in_words(app, row)))
}

/// Returns a place from its title on.
fn whole(app: &App, place: &dyn LinePlace, now: &ReadPlace) -> Vec<String> {
    let mut out = vec![now.title.clone()];
    out.extend(now.about.iter().cloned());
    out.extend(rows(app, place, now));
    // Enter acts on another row than the first.
    let first = (now.first..now.count).find(|index| place.row(*index).is_some_and(|row| row.number.is_some()));
    out.extend(row_here(app, now).filter(|_| now.cursor != first));
    out.extend(now.below.iter().cloned());
    out
}

/// Returns the rows, and which of all they are.
fn rows(app: &App, place: &dyn LinePlace, now: &ReadPlace) -> Vec<String> {
    let mut out: Vec<String> = now.rows.values().map(|row| in_words(app, row)).collect();
    if now.rows.len() < now.count && (now.first > 0 || now.first + ROWS < now.count) {
        let numbers = (now.first..now.count.min(now.first + ROWS)).filter_map(|index| place.row(index)?.number);
        let (first, last) = (numbers.clone().min(), numbers.max());
        if let (Some(first), Some(last)) = (first, last) {
            let (lang, count) = (app.lang(), place.numbered());
            out.push(match (now.first > 0, now.first + ROWS < now.count) {
                (false, _) => texts::line_mode::first_rows(lang, first, last, count),
                (true, true) => texts::line_mode::rows(lang, first, last, count),
                (true, false) => texts::line_mode::last_rows(lang, first, last, count),
            });
        }
    }
    out
}

/// Returns the row under the cursor and what is said of it.
fn here(app: &App, now: &ReadPlace) -> Vec<String> {
    let row = row_here(app, now);
    row.into_iter().chain(now.about_row.iter().chain(&now.below).cloned()).collect()
}

/// In what way a place is read that was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// It is shown still.
    Still(ReadingWish),
    /// What lay above it is closed.
    Again,
}

/// Returns what has changed since a place was read, or what was asked for.
fn changes(app: &App, place: &dyn LinePlace, before: &ReadPlace, now: &ReadPlace, how: Read) -> Vec<String> {
    match how {
        Read::Still(ReadingWish::Place) => return whole(app, place, now),
        Read::Still(ReadingWish::All) => return rows(app, place, now),
        Read::Still(ReadingWish::More | ReadingWish::Before) if now.first == before.first => {
            return vec![texts::line_mode::no_more(app.lang()).to_owned()];
        }
        Read::Still(ReadingWish::More | ReadingWish::Before) => return rows(app, place, now),
        Read::Still(ReadingWish::Here) => return here(app, now),
        Read::Still(ReadingWish::News) | Read::Again => {}
    }
    let is_new = |(index, row): &(&usize, &LineRow)| before.rows.get(*index).is_none_or(|old| !old.is_same(row));
    let changed: Vec<(&usize, &LineRow)> = now.rows.iter().filter(is_new).collect();
    let is_other = now.first != before.first || changed.len() > FEW || now.count.abs_diff(before.count) > FEW;
    // Other rows are the answer to another text.
    let is_answer = place.narrows() && now.about != before.about;
    if is_other || is_answer {
        let has_title = how == Read::Again || now.title != before.title;
        return whole(app, place, now).into_iter().skip(usize::from(!has_title)).collect();
    }
    let mut out = Vec::new();
    out.extend(Some(&now.title).filter(|title| how == Read::Again || **title != before.title).cloned());
    out.extend(now.about.iter().filter(|about| !before.about.contains(about)).cloned());
    out.extend(changed.iter().map(|(_, row)| in_words(app, row)));
    let is_said = now.cursor.is_some_and(|cursor| changed.iter().any(|(index, _)| **index == cursor));
    let has_moved = now.cursor != before.cursor;
    out.extend(row_here(app, now).filter(|_| (has_moved || how == Read::Again) && !is_said));
    let is_new = |said: &&String, before: &[String]| !before.contains(said);
    out.extend(now.about_row.iter().filter(|said| has_moved || is_new(said, &before.about_row)).cloned());
    out.extend(now.below.iter().filter(|said| is_new(said, &before.below)).cloned());
    out
}

/// Returns what fits where a query is completed.
fn proposals(app: &App) -> Option<String> {
    let menu = app.completing.as_ref()?;
    let rows = menu.rows(&app.workspace, menu.chosen, PROPOSALS);
    let words = rows.iter().map(|row| format!("{} ({})", row.text, row.meaning)).collect::<Vec<_>>();
    Some(texts::line_mode::proposals(app.lang(), &words.join(", ")))
}
