//! A pane as rows: each record with what relates it to the selection.
//!
//! Entry point: [`PanePlace`].

use super::place::{LinePlace, LineRow, LineTarget};
use crate::app::App;
use crate::app::pointer::PointerTarget;
use crate::app::screens::directory::pane::Pane;
use crate::present::text_of;
use crate::texts;
use crate::view::panes;

/// The pane that has the keyboard.
pub struct PanePlace<'a> {
    /// The program.
    pub app: &'a App,
    /// Which pane.
    pub number: usize,
}

impl PanePlace<'_> {
    fn pane(&self) -> &Pane {
        &self.app.screens.directory.panes[self.number]
    }
}

impl LinePlace for PanePlace<'_> {
    fn key(&self) -> String {
        format!("pane {}", self.number)
    }

    fn title(&self) -> String {
        let (app, pane) = (self.app, self.pane());
        let mut words = vec![panes::label(app, pane).to_owned()];
        let narrowed = panes::narrowed_to(app, pane).map(|to| app.workspace.name(to));
        words.extend(narrowed.map(|name| texts::view::related_to(app.lang(), &name)));
        words.join(" ")
    }

    fn about(&self) -> Vec<String> {
        let (lang, pane) = (self.app.lang(), self.pane());
        let filter = (!pane.filter.is_empty()).then(|| texts::line_mode::filtered(lang, pane.filter.as_str()));
        let why = pane.items.is_empty().then(|| panes::why_empty(self.app, pane));
        filter.into_iter().chain(why).collect()
    }

    fn count(&self) -> usize {
        self.pane().items.len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let slot = *self.pane().items.get(index)?;
        let text = text_of(&panes::cells(self.app, slot, self.number, false));
        let is_changed = self.app.workspace.unsaved.touches_record(slot);
        let mark = is_changed.then(|| texts::line_mode::changed(self.app.lang()));
        Some(LineRow { number: Some(index + 1), text, mark })
    }

    fn cursor(&self) -> Option<usize> {
        Some(self.pane().cursor).filter(|_| !self.pane().items.is_empty())
    }

    fn numbered(&self) -> usize {
        self.pane().items.len()
    }

    fn target(&self, number: usize, _: Option<usize>) -> Option<LineTarget> {
        let row = number.checked_sub(1).filter(|row| *row < self.pane().items.len())?;
        Some(LineTarget::Row(PointerTarget::PaneRow { pane: self.number, row }))
    }

    fn prompt(&self) -> Option<String> {
        self.pane().is_typing().then(|| texts::listing::filter(self.app.lang()).trim_end_matches(':').to_owned())
    }
}
