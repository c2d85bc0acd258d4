//! What limits the rows of the panes: a filter while it is typed, and the record that they are
//! narrowed to.
//!
//! Must not decide which records those are ([`crate::query::list`]). Entry points:
//! [`Directory::type_filter`], [`Directory::narrow`].

use crate::app::completing::QueryPrompt;
use crate::app::input::TextInput;
use crate::app::screens::{ScreenContext, ScreenRequest};
use crate::command::Command;
use crate::document::Slot;
use crate::present::expression_error::remark;
use crate::query::expression::Expression;
use crate::query::list::{ListOrder, ListQuestion, WordSearch};
use crate::schema::Table;
use crate::texts::{self, Lang};

use super::pane::HitsElsewhere;
use super::{Directory, Focus};

impl Directory {
    /// Returns the record shown if it is the selected one of its table: a person would look for a
    /// new record after it.
    pub(in crate::app) fn neighbour(&self, table: Table) -> Option<Slot> {
        let selected = self.panes.iter().find(|p| p.table == table)?.selected();
        selected.filter(|_| self.detail.subject == selected)
    }

    /// Returns the table of the pane whose filter is begun while nothing of it is typed.
    pub(super) fn awaited_filter(&self) -> Option<Option<Table>> {
        let pane = &self.panes[self.typing_pane()?];
        pane.filter.is_empty().then_some(Some(pane.table))
    }

    /// Returns the pane whose filter is being typed.
    pub(super) fn typing_pane(&self) -> Option<usize> {
        match self.focus {
            Focus::Pane(number) if self.panes[number].is_typing() => Some(number),
            _ => None,
        }
    }

    /// Returns the focused pane if it has a filter.
    pub(super) fn filtered_pane(&self) -> Option<usize> {
        match self.focus {
            Focus::Pane(number) if !self.panes[number].filter.is_empty() => Some(number),
            _ => None,
        }
    }

    /// Executes commands of a pane's filter; returns false for those with their usual meaning.
    /// Where nothing was found, Enter searches everything.
    pub(super) fn type_filter(
        &mut self,
        number: usize,
        command: Command,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> bool {
        let pane = &mut self.panes[number];
        match command {
            // What is not understood is not taken.
            Command::Choose if pane.mistake.is_some() => true,
            Command::Choose if pane.items.is_empty() && !pane.filter.as_str().trim().is_empty() => {
                requests.push(ScreenRequest::Search(pane.filter.text()));
                self.take_back_filter(number, context);
                true
            }
            Command::Choose => {
                pane.end_typing();
                true
            }
            Command::CompleteQuery => {
                let to = pane.elsewhere.first().map_or((number + 1) % 3, |elsewhere| elsewhere.pane);
                self.carry_filter(number, to, context);
                true
            }
            Command::CompleteQueryBack => {
                self.carry_filter(number, (number + 2) % 3, context);
                true
            }
            Command::Up | Command::Down | Command::PageUp | Command::PageDown => false,
            _ => {
                let before = pane.filter.text();
                pane.filter.execute(command);
                if before != pane.filter.as_str() {
                    self.refilter(number, context);
                }
                true
            }
        }
    }

    /// Returns the filter that is typed; `None` where its hits are elsewhere, and it goes there.
    pub(super) fn typed_query(&self) -> Option<QueryPrompt> {
        let pane = &self.panes[self.typing_pane()?];
        let is_here = pane.elsewhere.is_empty() && !pane.filter.is_empty();
        is_here.then(|| QueryPrompt { typed: pane.filter.up_to_cursor(), table: Some(pane.table) })
    }

    /// Returns why the filter being typed is not understood.
    pub(super) fn filter_mistake(&self, lang: Lang) -> Option<String> {
        let pane = &self.panes[self.typing_pane()?];
        pane.mistake.as_ref().map(|mistake| remark(mistake, pane.filter.as_str(), lang))
    }

    /// Takes the innermost limit of the panes away.
    pub(super) fn lift_limit(&mut self, number: usize, context: ScreenContext<'_>) {
        if self.panes[number].is_typing() {
            self.take_back_filter(number, context);
        } else if !self.panes[number].filter.is_empty() {
            self.panes[number].clear_filter();
        } else if self.narrowed_to.is_some() {
            self.narrow_to(None);
        }
    }

    /// Shows what fits the filter as it is typed now.
    pub(super) fn refilter(&mut self, number: usize, context: ScreenContext<'_>) {
        self.panes[number].cursor = 0;
        let former = std::mem::take(&mut self.panes[number].items);
        self.panes[number].forget();
        self.refresh_panes(context);
        if self.panes[number].mistake.is_some() {
            self.panes[number].show(former);
            self.refresh_panes(context);
        }
        self.panes[number].elsewhere = self.hits_elsewhere(number, context);
        self.show_selected();
    }

    /// Returns where a filter that has no hits in its own pane has some; the next pane first.
    fn hits_elsewhere(&self, number: usize, context: ScreenContext<'_>) -> Vec<HitsElsewhere> {
        let typed = &self.panes[number];
        if !typed.items.is_empty() || typed.filter.as_str().trim().is_empty() {
            return Vec::new();
        }
        let (data, today) = (context.workspace.data(), context.workspace.settings.today);
        let found = |pane: usize| {
            let table = self.panes[pane].table;
            let expression = Expression::parse(typed.filter.as_str(), Some(table), data, today);
            let (words, order) = (WordSearch::Names, ListOrder::Name);
            let count = expression.map_or(0, |expression| {
                ListQuestion { table, expression: &expression, words, related_to: None, order }.slots(data).len()
            });
            HitsElsewhere { pane, count }
        };
        [number + 1, number + 2].map(|pane| found(pane % 3)).into_iter().filter(|found| found.count > 0).collect()
    }

    /// Goes on typing the filter in another pane.
    fn carry_filter(&mut self, from: usize, to: usize, context: ScreenContext<'_>) {
        let typed = self.panes[from].filter.text();
        self.take_back_filter(from, context);
        self.focus_on(Focus::Pane(to));
        self.panes[to].begin_typing();
        self.panes[to].filter.set_text(&typed);
        self.refilter(to, context);
    }

    /// Gives back the filter that the one being typed replaces. The selection stays if that filter
    /// shows it.
    pub(super) fn take_back_filter(&mut self, number: usize, context: ScreenContext<'_>) {
        let Some(former) = self.panes[number].before_typing.take() else { return };
        let found = self.panes[number].selected();
        self.panes[number].filter = TextInput::new(&former.text, false);
        self.refresh_panes(context);
        let pane = &mut self.panes[number];
        if !found.is_some_and(|slot| pane.select(slot)) && former.selected.is_some_and(|slot| pane.select(slot)) {
            self.refresh_panes(context);
        }
        self.show_selected();
    }

    /// Narrows the panes to what is related to the record selected or shown. When they are narrowed
    /// to that one already, or none is selected, they show all records again.
    pub(super) fn narrow(&mut self, context: ScreenContext<'_>) -> ScreenRequest {
        let workspace = context.workspace;
        let asked = match self.focus {
            Focus::Pane(number) => self.panes[number].selected(),
            Focus::Detail => self.subject(workspace),
        };
        self.narrow_to(asked.filter(|slot| self.narrowed_to != Some(*slot)));
        let lang = workspace.lang();
        ScreenRequest::Info(match self.narrowed_to {
            Some(slot) => texts::panes::narrowed(lang, &workspace.short(slot)),
            None => texts::panes::not_narrowed(lang).to_owned(),
        })
    }

    pub(super) fn narrow_to(&mut self, slot: Option<Slot>) {
        self.narrowed_to = slot;
        // Among other rows, the panes look anew for what is related to the selection.
        self.related_to = None;
    }

    /// Returns true when Escape makes the focused pane show more records.
    pub fn is_limited(&self) -> bool {
        match self.focus {
            Focus::Pane(number) => self.narrowed_to.is_some() || !self.panes[number].filter.is_empty(),
            Focus::Detail => false,
        }
    }
}
