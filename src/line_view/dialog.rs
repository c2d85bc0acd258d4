//! A window as rows: what can be chosen has a number, and the letter that chooses it behind.
//!
//! Knows no window in particular. Entry point: [`DialogPlace`].

use super::place::{LinePlace, LineRow, LineTarget, about_text};
use crate::app::App;
use crate::app::dialog::panel::{DialogPanel, PanelRow};
use crate::app::pointer::PointerTarget;
use crate::command::Context;
use crate::present::text_of;
use crate::texts;
use crate::theme::Role;

/// The topmost window.
pub struct DialogPlace<'a> {
    /// The program.
    pub app: &'a App,
    /// What is seen of it.
    pub panel: &'a DialogPanel,
    /// How many windows there are.
    pub depth: usize,
}

impl DialogPlace<'_> {
    fn number(&self, index: usize) -> Option<usize> {
        let rows = &self.panel.rows;
        rows.get(index)?.is_choice.then(|| rows[..=index].iter().filter(|row| row.is_choice).count())
    }
}

/// Returns a row as text; the letter that chooses it, which stands before it on the screen, stands
/// behind unless it is its number.
fn text_of_panel_row(row: &PanelRow, number: Option<usize>) -> String {
    let has_key = row.letter.is_some() && row.spans.first().is_some_and(|(role, _)| *role == Role::Key);
    let spans = if has_key { &row.spans[1..] } else { &row.spans[..] };
    let letter = row.letter.filter(|letter| number.map(|number| number.to_string()) != Some(letter.to_string()));
    let mut text = text_of(spans);
    let right = text_of(&row.right);
    if !right.trim().is_empty() {
        text = format!("{text} · {}", right.trim());
    }
    letter.into_iter().fold(text, |text, letter| format!("{text} ({letter})"))
}

impl LinePlace for DialogPlace<'_> {
    fn key(&self) -> String {
        format!("window {} {:?} {}", self.depth, self.app.dialogs.top_kind(), self.panel.prompt)
    }

    fn title(&self) -> String {
        self.panel.title.clone()
    }

    fn about(&self) -> Vec<String> {
        let Some(input) = &self.panel.input else { return Vec::new() };
        about_text(&input.text(), self.narrows(), self.app.lang())
    }

    fn count(&self) -> usize {
        self.panel.rows.len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let number = self.number(index);
        let text = text_of_panel_row(self.panel.rows.get(index)?, number);
        (!text.trim().is_empty()).then_some(LineRow { number, text, mark: None })
    }

    fn cursor(&self) -> Option<usize> {
        self.number(self.panel.cursor).map(|_| self.panel.cursor)
    }

    fn numbered(&self) -> usize {
        self.panel.rows.iter().filter(|row| row.is_choice).count()
    }

    fn target(&self, number: usize, _: Option<usize>) -> Option<LineTarget> {
        let mut rows = self.panel.rows.iter().enumerate().filter(|(_, row)| row.is_choice);
        let (row, _) = rows.nth(number.checked_sub(1)?)?;
        Some(LineTarget::Row(PointerTarget::WindowRow(row)))
    }

    fn lies_above(&self) -> bool {
        true
    }

    fn below(&self) -> Vec<String> {
        self.panel.error.clone().into_iter().collect()
    }

    fn prompt(&self) -> Option<String> {
        self.panel.input.as_ref()?;
        let prompt = self.panel.prompt.trim_end_matches([':', ' ']);
        let has_words = prompt.contains(char::is_alphabetic);
        Some(if has_words { prompt } else { texts::line_mode::input(self.app.lang()) }.to_owned())
    }

    fn narrows(&self) -> bool {
        self.panel.contexts().contains(&Context::Pick)
    }
}
