//! What is seen of a dialog: a title, an optional input line, and rows with a cursor.
//!
//! Knows neither what is asked nor what a row stands for. Entry point: [`DialogPanel`].

use std::borrow::Cow;

use ratatui::layout::Size;

use crate::app::detail::{Span, spelled_spans, wrap_hanging};
use crate::app::input::TextInput;
use crate::command::Context;
use crate::present::text_of;
use crate::text::width;

use super::{DialogInput, DialogSize};

/// A row as it is seen.
#[derive(Debug, Clone)]
pub struct PanelRow {
    /// The text shown.
    pub spans: Vec<Span>,
    /// The text at the right end of the row.
    pub right: Vec<Span>,
    /// Cells by which lines after the first are indented.
    pub hang: usize,
    /// Whether it can be chosen.
    pub is_choice: bool,
    /// The letter that chooses it.
    pub letter: Option<char>,
}

impl PanelRow {
    /// Returns its text on one line.
    fn plain(&self) -> String {
        let words = [text_of(&self.spans), text_of(&self.right)];
        words.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ")
    }
}

/// What is seen of a dialog.
#[derive(Debug, Clone)]
pub struct DialogPanel {
    /// Its title.
    pub title: String,
    /// The input.
    pub input: Option<TextInput>,
    /// The prompt before the input.
    pub prompt: String,
    /// Why the input was refused.
    pub error: Option<String>,
    /// Its rows.
    pub rows: Vec<PanelRow>,
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// First visible line.
    pub scroll: usize,
    /// How much room it takes.
    pub size: DialogSize,
    /// The terminal is limited to ASCII, where rows take more room.
    pub(super) ascii: bool,
    /// Every row takes one line.
    pub(super) is_flat: bool,
    /// The input takes a text, unless there are rows to pick from.
    takes_text: bool,
    /// The input takes the path of a file.
    takes_path: bool,
    /// The input takes a query.
    takes_query: bool,
}

impl DialogPanel {
    /// Returns a panel without rows.
    pub(in crate::app) fn new(input: Option<DialogInput>, size: DialogSize, is_flat: bool) -> DialogPanel {
        let takes_text = matches!(input, Some(DialogInput::Text { .. }));
        let takes_path = matches!(input, Some(DialogInput::Path { .. }));
        let takes_query = matches!(input, Some(DialogInput::Query { .. }));
        let (prompt, input) = match input {
            Some(DialogInput::Filter { prompt } | DialogInput::Query { prompt }) => {
                (prompt.to_owned(), Some(TextInput::new("", false)))
            }
            Some(DialogInput::Text { prompt, text, several_lines }) => {
                (prompt, Some(TextInput::new(&text, several_lines)))
            }
            Some(DialogInput::Path { text }) => (String::new(), Some(TextInput::new(&text, false))),
            None => (String::new(), None),
        };
        DialogPanel {
            title: String::new(),
            input,
            prompt,
            error: None,
            rows: Vec::new(),
            cursor: 0,
            scroll: 0,
            size,
            ascii: false,
            is_flat,
            takes_text,
            takes_path,
            takes_query,
        }
    }

    /// Returns the query that is typed up to the cursor, where the input takes one.
    pub(in crate::app) fn query(&self) -> Option<String> {
        self.input.as_ref().filter(|_| self.takes_query).map(TextInput::up_to_cursor)
    }

    /// Returns the contexts of the keyboard while this dialog is on top.
    pub fn contexts(&self) -> &'static [Context] {
        match &self.input {
            Some(_) if self.takes_path => Context::Path.stack(),
            Some(_) if self.takes_text && !self.picks() => Context::Text.stack(),
            Some(_) if self.takes_query => Context::Query.stack(),
            Some(_) => Context::Pick.stack(),
            None => Context::List.stack(),
        }
    }

    fn picks(&self) -> bool {
        self.rows.iter().any(|row| row.is_choice)
    }

    /// Returns the text of the input.
    pub fn text(&self) -> String {
        self.input.as_ref().map(TextInput::text).unwrap_or_default()
    }

    /// Sets the input to a text typed before.
    pub fn set_text(&mut self, text: &str) {
        self.input.iter_mut().for_each(|input| input.set_text(text));
    }

    /// Returns the row under the cursor as plain text.
    pub(super) fn plain_row(&self) -> String {
        self.rows.get(self.cursor).map(PanelRow::plain).unwrap_or_default()
    }

    /// Returns title and rows as plain text.
    pub(super) fn plain(&self) -> String {
        let rows = self.rows.iter().map(|row| format!("{}\n", row.plain()));
        format!("{}\n\n{}", self.title, rows.collect::<String>())
    }

    /// Moves the cursor to the first row that can be chosen.
    pub fn to_first(&mut self) {
        self.cursor = self.rows.iter().position(|r| r.is_choice).unwrap_or(0);
        self.scroll = 0;
    }

    /// Moves the cursor to the answer that this character chooses; returns false when there is none
    /// or when characters are typed here.
    pub fn to_answer(&mut self, typed: char) -> bool {
        let is_meant = |row: &PanelRow| row.letter.is_some_and(|letter| typed.to_lowercase().eq([letter]));
        let found = self.rows.iter().position(is_meant).filter(|_| self.input.is_none());
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Moves the cursor to a row that was clicked at; returns false when it cannot be chosen.
    pub fn point(&mut self, row: usize) -> bool {
        let is_choice = self.rows.get(row).is_some_and(|row| row.is_choice);
        if is_choice {
            self.cursor = row;
        }
        is_choice
    }

    /// Scrolls by so many rows; the cursor goes along.
    pub fn scroll_by(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by);
        self.step(by);
    }

    /// Moves the cursor by rows that can be chosen; scrolls when there are none.
    pub fn step(&mut self, by: isize) {
        let rows: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].is_choice).collect();
        if rows.is_empty() {
            self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
            return;
        }
        let here = rows.iter().position(|i| *i >= self.cursor).unwrap_or(rows.len() - 1);
        self.cursor = rows[here.saturating_add_signed(by).min(rows.len() - 1)];
    }

    /// Moves the cursor by so many lines, to a row that can be chosen; the view scrolls as far.
    pub fn page(&mut self, by: isize, area: Size) {
        let lines: Vec<usize> = self.lines(area.width.into()).map(|(row, _)| row).collect();
        let here = lines.iter().position(|row| *row == self.cursor).unwrap_or(0);
        let Some(there) = lines.get(here.saturating_add_signed(by).min(lines.len().saturating_sub(1))) else { return };
        let (from, to) = (self.cursor, *there);
        self.scroll = self.scroll.saturating_add_signed(by);
        self.step(0);
        self.cursor = to;
        self.step(0);
        if self.cursor == from {
            self.step(by.signum());
        }
    }

    /// Returns the cells that the text at the right end of a row takes, with the gap before it.
    pub fn right_cells(&self, row: &PanelRow) -> usize {
        let cells: usize = spelled_spans(&row.right, self.ascii).iter().map(|(_, text)| width(text)).sum();
        if cells > 0 { cells + 2 } else { 0 }
    }

    /// Returns the cells of the column at the right end, which rows that are wrapped leave free in
    /// all their lines; `None` where rows take one line and give way only to their own text.
    pub fn right_column(&self) -> Option<usize> {
        (!self.is_flat).then(|| self.rows.iter().map(|row| self.right_cells(row)).max().unwrap_or(0))
    }

    /// Returns the rows laid out for a width: row number and spans of each line.
    pub fn lines(&self, cells: usize) -> impl Iterator<Item = (usize, Cow<'_, [Span]>)> {
        let right = self.right_column().unwrap_or(0);
        let lines = move |(number, row): (usize, &'_ PanelRow)| {
            let room = cells.saturating_sub(right).max(8);
            wrap_hanging(&spelled_spans(&row.spans, self.ascii), room, row.hang)
                .into_iter()
                .map(move |spans| (number, Cow::Owned(spans)))
        };
        let (flat, laid) = if self.is_flat { (&self.rows[..], &[][..]) } else { (&[][..], &self.rows[..]) };
        let flat = flat.iter().enumerate().map(|(number, row)| (number, Cow::Borrowed(&row.spans[..])));
        flat.chain(laid.iter().enumerate().flat_map(lines))
    }

    /// Returns the number of lines the rows take.
    pub fn height(&self, cells: usize) -> usize {
        if self.is_flat { self.rows.len() } else { self.lines(cells).count() }
    }

    /// Returns the number of lines the input takes; 0 without one.
    pub fn input_height(&self, cells: usize) -> usize {
        let room = cells.saturating_sub(width(&self.prompt));
        self.input.as_ref().map_or(0, |input| input.height(room))
    }

    /// Scrolls so that the chosen row, and a heading above it, are visible in the area.
    pub fn follow(&mut self, area: Size) {
        let height = usize::from(area.height).max(1);
        let lines: Vec<usize> = self.lines(area.width.into()).map(|(row, _)| row).collect();
        let first = lines.iter().position(|row| *row == self.cursor).unwrap_or(0);
        let end = first + lines[first..].iter().take_while(|row| **row == self.cursor).count();
        let heading = self.cursor > 0 && !self.rows[self.cursor - 1].is_choice;
        let lead = first.saturating_sub(usize::from(heading));
        // The other choices of a short list are seen with the first.
        let others = self
            .rows
            .iter()
            .skip(self.cursor)
            .take(height - (first - lead).min(height - 1))
            .take_while(|row| row.is_choice)
            .count();
        let last = lines[first..].iter().take_while(|row| **row < self.cursor + others).count() + first;
        let end = if last - lead <= height { last.max(end) } else { end };
        if lead < self.scroll {
            self.scroll = lead;
        }
        if end > self.scroll + height {
            self.scroll = (end - height).min(first);
        }
        self.scroll = self.scroll.min(lines.len().saturating_sub(height));
    }
}
