//! How the commands that only ask read a large dataset: first the records that the answer needs,
//! and where one of them is damaged, all.
//!
//! The first answer is held back until it is known that nothing of what it was made of is damaged.
//! Must not be used by commands that write, or that tell what is wrong with a dataset. Entry point:
//! [`ask`].

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::ExitStatus;
use super::context::CliContext;
use super::error::{CliError, say};
use super::output::CommandOutput;
use crate::document::{DamageNotice, Document};
use crate::model::SCHEMA;
use crate::storage::Loaded;

/// Datasets of at least this size in bytes are read as far as needed; others are soon parsed.
const LARGE: usize = 2 << 20;

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
    /// Keeps the text, which is read once.
    pub fn keep(&self, loaded: &Loaded) {
        self.loaded.get_or_init(|| loaded.clone());
    }

    /// Returns the document of a large dataset whose structure is not damaged.
    pub fn document(&self, loaded: &Loaded) -> Option<Document> {
        let is_large = loaded.text.len() >= LARGE;
        is_large.then(|| Document::for_question(&SCHEMA, loaded.text.clone(), &self.notice)).flatten()
    }

    /// Holds back a line for people.
    pub fn hold(&self, line: &str) {
        self.said.borrow_mut().push(line.to_owned());
    }
}

/// Answers a question from the records that it needs. Where one of these turns out to be damaged,
/// the answer is dropped and the question asked of the whole dataset, which tells what is damaged.
///
/// # Errors
/// Those of the question.
pub fn ask(
    context: &CliContext,
    out: &mut CommandOutput,
    question: impl Fn(&CliContext, &mut CommandOutput) -> Result<ExitStatus, CliError>,
) -> Result<ExitStatus, CliError> {
    let first = Rc::new(FirstReading::default());
    out.hold();
    let narrow = CliContext { reading: DatasetReading::AsNeeded(first.clone()), ..context.clone() };
    let answer = question(&narrow, out);
    if first.notice.is_given() {
        out.drop_held();
        let loaded = first.loaded.get().cloned().map(Box::new);
        let reading = loaded.map_or(DatasetReading::Whole, DatasetReading::WholeOf);
        return question(&CliContext { reading, ..context.clone() }, out);
    }
    first.said.borrow().iter().for_each(|line| say(line, context.settings.ascii));
    out.release();
    answer
}
