//! How much of a dataset a command reads: all of it, or of a large one the records that the answer
//! needs, whose text and warnings are kept until it is known that none of them is damaged.
//!
//! Must not print, and must not decide which command reads how: that is `question.rs`. Entry point:
//! [`DatasetReading`].

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::document::{DamageNotice, Document};
use crate::model::SCHEMA;
use crate::storage::Loaded;
use crate::storage::load::LARGE;

/// How much of the dataset is read.
#[derive(Clone, Default)]
pub enum DatasetReading {
    /// All of it.
    #[default]
    Whole,
    /// Its structure, and the records that the answer needs.
    AsNeeded(Rc<FirstReading>),
    /// All of it; its text has been read.
    WholeOf(Box<Loaded>),
}

/// What was read and said for the first answer.
#[derive(Default)]
pub struct FirstReading {
    loaded: OnceCell<Loaded>,
    notice: DamageNotice,
    said: RefCell<Vec<String>>,
}

impl DatasetReading {
    /// Returns the text that has been read.
    pub fn loaded(&self) -> Option<&Loaded> {
        match self {
            DatasetReading::Whole => None,
            DatasetReading::AsNeeded(first) => first.loaded.get(),
            DatasetReading::WholeOf(loaded) => Some(loaded),
        }
    }
}

impl FirstReading {
    /// Keeps the text, which is opened once.
    pub fn keep(&self, loaded: &Loaded) {
        self.loaded.get_or_init(|| loaded.clone());
    }

    /// Returns the document of a large dataset whose structure is not damaged.
    pub fn document(&self, loaded: &Loaded) -> Option<Document> {
        let is_large = loaded.text.byte_len() as u64 >= LARGE;
        is_large.then(|| Document::for_question(&SCHEMA, &loaded.text, &self.notice)).flatten()
    }

    /// Returns true once a record that was read is damaged, or somebody has written to the file.
    pub fn is_damaged(&self) -> bool {
        self.notice.is_given() || self.loaded.get().is_some_and(|loaded| !loaded.text.is_unchanged())
    }

    /// Returns how to read all of it, with the text where that has been read.
    pub fn whole(&self) -> DatasetReading {
        let loaded = self.loaded.get().filter(|loaded| loaded.text.is_whole()).cloned().map(Box::new);
        loaded.map_or(DatasetReading::Whole, DatasetReading::WholeOf)
    }

    /// Returns the lines that were held back.
    pub fn said(&self) -> Vec<String> {
        self.said.take()
    }

    /// Holds back a line for people.
    pub fn hold(&self, line: &str) {
        self.said.borrow_mut().push(line.to_owned());
    }
}
