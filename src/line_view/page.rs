//! A page as rows: label before value, headings with how they are folded.
//!
//! Entry points: [`PagePlace`], [`text_of_row`].

use super::place::{LinePlace, LineRow, LineTarget};
use crate::app::App;
use crate::app::detail::{Detail, PageRow};
use crate::app::pointer::PointerTarget;
use crate::present::text_of;
use crate::texts::{self, Lang};
use crate::view::detail;

/// A page that is read.
pub struct PagePlace<'a> {
    /// The program.
    pub app: &'a App,
    /// The page.
    pub page: &'a Detail,
    /// What tells it from other pages.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What is said before its rows.
    pub about: Vec<String>,
    /// The text field above it that has the keyboard.
    pub prompt: Option<String>,
}

impl<'a> PagePlace<'a> {
    /// Returns the page of the record that is selected.
    pub fn directory(app: &'a App) -> PagePlace<'a> {
        let page = &app.screens.directory.detail;
        let is_empty = app.subject().is_none();
        let about = is_empty.then(|| texts::detail::nothing_selected(app.lang()).to_owned());
        PagePlace {
            app,
            page,
            key: format!("page {:?}", page.subject),
            title: text_of(&detail::title(app, true)),
            about: about.into_iter().collect(),
            prompt: None,
        }
    }
}

/// Returns a row as text: its label, then its value, then whether it is folded.
pub fn text_of_row(row: &PageRow, lang: Lang) -> String {
    labelled(row, row.label.trim(), lang)
}

/// Returns a row as text under a label.
fn labelled(row: &PageRow, label: &str, lang: Lang) -> String {
    let text = row.text();
    let text = match (label.is_empty(), text.trim().is_empty()) {
        (true, _) => text,
        (false, true) => label.to_owned(),
        (false, false) if row.section.is_some() => format!("{label} · {text}"),
        (false, false) => texts::line_mode::label(lang, label.trim_end_matches(':'), &text),
    };
    let fold = row.folded.map(|folded| match folded {
        true => texts::line_mode::folded(lang),
        false => texts::line_mode::unfolded(lang),
    });
    fold.into_iter().fold(text, |text, fold| format!("{text} · {fold}"))
}

impl LinePlace for PagePlace<'_> {
    fn key(&self) -> String {
        self.key.clone()
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn about(&self) -> Vec<String> {
        self.about.clone()
    }

    fn count(&self) -> usize {
        self.page.rows.len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let (row, lang, workspace) = (self.page.rows.get(index)?, self.app.lang(), &self.app.workspace);
        // Where a label stands once for several rows, each of them is read with it.
        let is_further = !row.label.is_empty() && row.label.trim().is_empty();
        let above = || self.page.rows[..index].iter().rev().find(|row| !row.label.trim().is_empty());
        let label = if is_further { above().map_or("", |row| row.label.trim()) } else { row.label.trim() };
        let mut text = labelled(row, label, lang);
        if row.hidden || text.trim().is_empty() {
            return None;
        }
        if row.address.as_ref().is_some_and(|address| workspace.marked.has_address(&workspace.doc, address)) {
            text = format!("{} · {text}", texts::line_mode::marked(lang));
        }
        let is_changed = row.address.as_ref().is_some_and(|address| workspace.unsaved.touches(address));
        let mark = is_changed.then(|| texts::line_mode::changed(lang));
        let before = || self.page.rows[..index].iter().filter(|row| row.selectable()).count();
        Some(LineRow { number: row.selectable().then(|| before() + 1), text, mark })
    }

    fn cursor(&self) -> Option<usize> {
        self.page.row().filter(|row| row.selectable()).map(|_| self.page.cursor)
    }

    fn numbered(&self) -> usize {
        self.page.rows.iter().filter(|row| row.selectable()).count()
    }

    fn target(&self, number: usize, _: Option<usize>) -> Option<LineTarget> {
        let mut rows = self.page.rows.iter().enumerate().filter(|(_, row)| row.selectable());
        let (row, _) = rows.nth(number.checked_sub(1)?)?;
        Some(LineTarget::Row(PointerTarget::PageRow(row)))
    }

    fn prompt(&self) -> Option<String> {
        self.prompt.clone()
    }

    fn narrows(&self) -> bool {
        self.prompt.is_some()
    }
}
