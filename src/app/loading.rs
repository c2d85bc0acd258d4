//! Shows a large file before it is read to its end: first its beginning, then all of it.
//!
//! Until then nothing can be changed, and views over all records wait, because an unread record is
//! not unknown. Moving, filters and search work on what has been read. Records keep their slots,
//! which count from the beginning of the file.

use crate::command::READING;
use crate::document::Document;
use crate::index::Index;
use crate::texts;

use super::App;

impl App {
    /// Marks the dataset as the beginning of a larger one.
    pub fn mark_partial(&mut self) {
        // The state of the file is known once all of it has been read.
        (self.workspace.loading, self.message) = (Some(0), None);
        self.workspace.file.read_only = Some(texts::loading::unfinished(self.lang()).to_owned());
        self.screens.directory.detail.outdate();
        self.refresh();
    }

    /// Shows the progress of reading.
    pub(super) fn read_so_far(&mut self, percent: u8) {
        self.workspace.loading = self.workspace.loading.map(|_| percent.min(99));
    }

    /// Switches to the complete dataset; everything on the person's screen stays.
    pub(super) fn complete(&mut self, doc: Document, index: Index, read_only: Option<String>) {
        // The file may have been replaced meanwhile.
        self.exchange(doc, index);
        let read_only = read_only.filter(|_| !self.workspace.file.proposes);
        (self.workspace.loading, self.workspace.file.read_only) = (None, read_only);
        // Work that was postponed can start now.
        let reading = READING.get(self.lang());
        self.message.take_if(|message| message.text.ends_with(reading));
        self.mention_unread();
    }

    /// Reports records that are not valid RON: views over several records omit them.
    pub(super) fn mention_unread(&mut self) {
        let unread = self.workspace.index.unread();
        if unread > 0 {
            self.show_also(&texts::loading::unreadable(self.lang(), unread));
        }
    }
}
