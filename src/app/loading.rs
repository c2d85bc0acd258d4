//! A large file is shown before it is read to its end: first its beginning, then all of it.
//!
//! Until then nothing can be changed, and what tells of all records waits: what has not been read is not unknown. Moving,
//! filters and search work on what is there. Records keep their slots, since these count from the beginning of the file.

use crate::command::READING;
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::texts::app as t;

use super::App;

impl App {
    /// Marks the dataset as the beginning of a larger one.
    pub fn is_beginning(&mut self) {
        // What is the matter with the file is known when all of it has been read.
        (self.loading, self.message) = (Some(0), None);
        self.file.read_only = Some(t::loading(self.lang()).to_owned());
        self.detail.outdate();
        self.refresh();
    }

    /// Shows how far it is.
    pub(super) fn read_so_far(&mut self, percent: u8) {
        self.loading = self.loading.map(|_| percent.min(99));
    }

    /// Goes on with the whole dataset; everything a person has on the screen stays.
    pub(super) fn complete(&mut self, doc: Document, index: Index, read_only: Option<String>) {
        let here = |slot: Slot| doc.resolve(&self.doc.address(slot));
        let selected = [0, 1, 2].map(|pane| self.panes[pane].selected());
        let subject = self.detail.subject;
        // The file may have been replaced meanwhile.
        let other = selected.into_iter().chain([subject]).flatten().any(|slot| here(slot) != Some(slot));
        let (now, subject) = (selected.map(|slot| slot.and_then(here)), subject.and_then(here));
        (self.doc, self.index) = (doc, index);
        self.names.forget();
        (self.loading, self.file.read_only) = (None, read_only);
        (self.searching, self.related_to) = (Default::default(), None);
        self.check_anew();
        self.panes.iter_mut().for_each(super::pane::Pane::outdate);
        self.detail.outdate();
        if other {
            self.trail = Default::default();
            self.detail.subject = subject;
            self.refresh_panes();
            for (pane, slot) in self.panes.iter_mut().zip(now) {
                slot.map(|slot| pane.select(slot));
            }
        }
        // What had to wait need not any longer.
        let reading = READING.get(self.lang());
        self.message.take_if(|message| message.text.ends_with(reading));
        self.mention_unread();
    }

    /// Says that there are records that are no RON: they are missing from all that tells of several.
    pub(super) fn mention_unread(&mut self) {
        let unread = self.index.unread();
        if unread > 0 {
            self.complain_too(&t::unread(self.lang(), unread));
        }
    }
}
