//! What is edited: the dataset with all that follows its changes, and the settings it is read by.
//!
//! Knows nothing of screens, dialogs and messages; what is seen stands in [`super::App`]. Entry
//! point: [`Workspace`].

use crate::document::Document;
use crate::index::Index;
use crate::query::{DatasetView, NameCache};
use crate::texts::Lang;

use super::history::UndoHistory;
use super::marked::MarkedPlaces;
use super::proposal_desk::ProposalDesk;
use super::unsaved_changes::Unsaved;
use super::{AppSettings, FileState};

/// The dataset being edited.
#[derive(Debug)]
pub struct Workspace {
    /// The dataset.
    pub doc: Document,
    /// Its relations.
    pub index: Index,
    /// Cache of record names.
    pub names: NameCache,
    /// Settings.
    pub settings: AppSettings,
    /// The file.
    pub file: FileState,
    /// Progress in percent while only the beginning of the file is loaded.
    pub loading: Option<u8>,
    /// Steps that can be undone and redone.
    pub history: UndoHistory,
    /// The differences from the saved file.
    pub unsaved: Unsaved,
    /// The records and statements that were marked, to do something with all of them at once.
    pub marked: MarkedPlaces,
    /// What is proposed by people who do not save.
    pub proposals: ProposalDesk,
}

impl Workspace {
    /// Returns the workspace of a dataset without changes.
    pub fn new(doc: Document, settings: AppSettings, file: FileState) -> Workspace {
        let index = Index::build(&doc);
        Workspace {
            doc,
            index,
            names: NameCache::default(),
            settings,
            file,
            loading: None,
            history: UndoHistory::default(),
            unsaved: Unsaved::default(),
            marked: MarkedPlaces::default(),
            proposals: ProposalDesk::default(),
        }
    }

    /// Returns the dataset as questions are asked of it.
    pub fn data(&self) -> DatasetView<'_> {
        DatasetView { document: &self.doc, index: &self.index, names: &self.names }
    }

    /// Returns the interface language.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }
}
