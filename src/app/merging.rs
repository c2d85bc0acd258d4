//! Somebody else changed the file: theirs is put together with ours, at once where nothing conflicts.
//!
//! Where both changed the same value differently, a person decides between base, mine and theirs before anything is
//! written or shown as done. Selections, scroll and an open field stay. Enter at [`App::theirs`].

use crate::document::merge::{Conflict, Merged, Place, Side, merge};
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::text::fit;
use crate::texts::{app as t, detail as dt};
use crate::theme::Role;

use super::window::{Action, Purpose, Row, Window};
use super::windows::said;
use super::{App, Effect};

/// How many places that others changed are named.
const NAMED: usize = 3;

/// Another state of the file, and what ours began with.
#[derive(Debug)]
pub struct Theirs {
    /// The file as both sides knew it.
    pub base: Document,
    /// The file as it is now.
    pub theirs: Document,
    /// Who changed it, when the history tells.
    pub who: Option<String>,
    /// True when this stands in the way of a save, which then goes on.
    pub saving: bool,
}

/// A merge that a person is deciding about.
#[derive(Debug)]
pub struct Merging {
    merged: Merged,
    theirs: Document,
    who: Option<String>,
    saving: bool,
}

impl App {
    /// Puts together what others changed and what is here; asks where that takes a decision.
    pub(super) fn theirs(&mut self, theirs: Theirs) {
        let Theirs { base, theirs, who, saving } = theirs;
        let merged = merge(&base, &self.doc, &theirs);
        let merging = Merging { merged, theirs, who, saving };
        if merging.merged.conflicts.is_empty() {
            return self.finish_merge(merging);
        }
        if !saving {
            // Nothing is forced onto somebody at work; the save will ask.
            return self.complain(t::conflicts_ahead(self.lang(), merging.merged.conflicts.len()));
        }
        let window = self.conflict_window(&merging);
        self.merging = Some(merging);
        self.windows.push(window);
    }

    /// The conflicts that are left, each with its three sides.
    fn conflict_window(&self, merging: &Merging) -> Window {
        let lang = self.lang();
        let mut rows = vec![said(Role::Dim, t::conflict_help(lang))];
        for (number, conflict) in merging.merged.conflicts.iter().enumerate() {
            rows.push(Row::default());
            rows.push(said(Role::Heading, self.place_in_words(&conflict.place)));
            for (label, side) in
                [(t::mine(lang), Side::Ours), (t::their(lang), Side::Theirs), (t::before(lang), Side::Base)]
            {
                let text = self.side_in_words(conflict, &side);
                let spans = vec![(Role::Dim, format!("  {label:<9}")), (Role::Text, text)];
                rows.push(Row { spans, action: Some(Action::Decide(number, side)), ..Row::default() });
            }
        }
        Window::new(Purpose::Conflicts, t::conflicts(lang, merging.merged.conflicts.len()), rows)
    }

    fn place_in_words(&self, place: &Place) -> String {
        match place {
            Place::At(address) => self.name_of(address),
            _ => place.say(self.doc.schema(), self.lang()),
        }
    }

    fn side_in_words(&self, conflict: &Conflict, side: &Side) -> String {
        let kind = conflict.place.address().and_then(|a| a.kind(self.doc.schema()));
        let text =
            conflict.text(side).map(|ron| kind.map_or_else(|| ron.to_owned(), |kind| self.plain_value(kind, ron)));
        let text = text.unwrap_or_else(|| dt::unknown(self.lang()).to_owned());
        fit(&text.split_whitespace().collect::<Vec<_>>().join(" "), 200).into_owned()
    }

    /// Takes a decision; the last one completes the merge.
    pub(super) fn decide(&mut self, number: usize, side: &Side) {
        let Some(mut merging) = self.merging.take() else { return };
        if let Err(error) = merging.merged.resolve(number, side) {
            self.complain(super::edit::describe(&error, self));
        }
        if merging.merged.conflicts.is_empty() {
            return self.finish_merge(merging);
        }
        let window = self.conflict_window(&merging);
        self.merging = Some(merging);
        self.windows.push(window);
    }

    /// Goes on with the merged dataset; what is unsaved is from now on what differs from theirs.
    fn finish_merge(&mut self, merging: Merging) {
        let Merging { merged, theirs, who, saving } = merging;
        self.warn_open_field(&merged, who.as_deref());
        let places: Vec<String> = merged.taken.iter().map(|d| self.place_in_words(&d.place)).collect();
        match merged.changes {
            Some(changes) => match self.doc.apply(&changes) {
                Ok(touched) => self.index.update(&self.doc, &touched),
                Err(error) => return self.complain(super::edit::describe(&error, self)),
            },
            None => self.replace(merged.document),
        }
        self.unsaved.rebase(&self.doc, &theirs);
        self.ask(Effect::TookTheirs);
        if !places.is_empty() {
            let lang = self.lang();
            let who = who.unwrap_or_else(|| t::somebody(lang).to_owned());
            let more = if places.len() > NAMED { " …" } else { "" };
            let named = places.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            self.say(t::taken(lang, &who, &format!("{named}{more}")));
        }
        if saving {
            self.begin_save();
        }
    }

    /// Says in the open field that its value is another one now; taking what is typed then replaces that knowingly.
    fn warn_open_field(&mut self, merged: &Merged, who: Option<&str>) {
        let lang = self.lang();
        let Some(editor) = &self.editor else { return };
        let Some(difference) = merged.taken.iter().find(|d| d.place.address() == Some(&editor.address)) else { return };
        let now = difference
            .after
            .as_deref()
            .map_or_else(|| dt::unknown(lang).to_owned(), |ron| self.plain_value(editor.kind, ron));
        let error = t::field_changed(lang, who.unwrap_or(t::somebody(lang)), &now);
        if let Some(editor) = &mut self.editor {
            editor.error = Some(error);
        }
    }

    /// Another document in the place of this one; records are recognised by their ids.
    fn replace(&mut self, doc: Document) {
        let index = Index::build(&doc);
        let here = |slot: Slot| doc.resolve(&self.doc.address(slot));
        let selected = [0, 1, 2].map(|n| self.panes[n].selected().and_then(here));
        let subject = self.detail.subject.and_then(here);
        (self.doc, self.index) = (doc, index);
        (self.trail, self.found, self.related_to) = (Default::default(), None, None);
        self.detail.subject = subject;
        self.detail.made_from = None;
        self.panes.iter_mut().for_each(super::pane::Pane::outdate);
        self.unsaved.clear();
        self.matrix = Default::default();
        self.refresh_panes();
        for (pane, slot) in self.panes.iter_mut().zip(selected) {
            slot.map(|slot| pane.select(slot));
        }
    }
}
