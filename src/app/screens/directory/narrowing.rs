//! What limits the rows of the panes: a filter while it is typed, and the record that they are
//! narrowed to.
//!
//! Must not decide which records those are ([`crate::query::list`]). Entry points:
//! [`Directory::type_filter`], [`Directory::narrow`].

use crate::app::screens::{ScreenContext, ScreenRequest};
use crate::command::Command;
use crate::document::Slot;
use crate::texts;

use super::{Directory, Focus};

impl Directory {
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
    pub(super) fn type_filter(&mut self, number: usize, command: Command, context: ScreenContext<'_>) -> bool {
        let pane = &mut self.panes[number];
        match command {
            Command::EraseLeft => drop(pane.filter.pop()),
            Command::EraseToStart => pane.filter.clear(),
            Command::EraseWord => {
                let kept = pane.filter.trim_end().rfind(' ').map_or(0, |at| at + 1);
                pane.filter.truncate(kept);
            }
            Command::Choose => {
                pane.end_typing();
                return true;
            }
            Command::Up | Command::Down | Command::PageUp | Command::PageDown => return false,
            _ => return true,
        }
        self.refilter(number, context);
        true
    }

    pub(super) fn refilter(&mut self, number: usize, context: ScreenContext<'_>) {
        self.panes[number].cursor = 0;
        self.panes[number].forget();
        self.refresh_panes(context);
        self.show_selected();
    }

    /// Gives back the filter that the one being typed replaces. The selection stays if that filter
    /// shows it.
    pub(super) fn take_back_filter(&mut self, number: usize, context: ScreenContext<'_>) {
        let Some(former) = self.panes[number].before_typing.take() else { return };
        let found = self.panes[number].selected();
        self.panes[number].filter = former.text;
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
