//! A large file is shown before it is read to its end: first its beginning, then all of it.
//!
//! Until then nothing can be changed, and what tells of all records waits: what has not been read
//! is not unknown. Moving, filters and search work on what is there. Records keep their slots,
//! since these count from the beginning of the file.

use crate::command::READING;
use crate::document::Document;
use crate::index::Index;
use crate::texts::app as t;

use super::App;

impl App {
    /// Marks the dataset as the beginning of a larger one.
    pub fn mark_partial(&mut self) {
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
        // The file may have been replaced meanwhile.
        self.exchange(doc, index);
        (self.loading, self.file.read_only) = (None, read_only);
        // What had to wait need not any longer.
        let reading = READING.get(self.lang());
        self.message.take_if(|message| message.text.ends_with(reading));
        self.mention_unread();
    }

    /// Says that there are records that are no RON: they are missing from all that tells of
    /// several.
    pub(super) fn mention_unread(&mut self) {
        let unread = self.index.unread();
        if unread > 0 {
            self.show_also(&t::unread(self.lang(), unread));
        }
    }
}
