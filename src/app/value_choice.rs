//! What can be picked for a value: the options of a choice, yes or no, a record that it refers to.
//!
//! One list, one ranking and one label for every picker. Labels are made of what is seen, never of
//! all. Entry points: [`Workspace::matching_choices`], [`Workspace::choice_label`].

use crate::document::{Document, Relocation, Slot};
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank};
use crate::present::record_label::RecordLabel;
use crate::query::choices::{Surroundings, matching_records};
use crate::schema::{ChoiceOption, FieldKind};
use crate::syntax::printer;
use crate::texts::{Lang, detail};

use super::workspace::Workspace;

/// A value that can be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueChoice {
    /// An option of a choice field.
    Option(&'static ChoiceOption),
    /// Yes or no.
    YesNo(bool),
    /// A reference to this record.
    Record(Slot),
    /// No value.
    Unknown,
}

impl ValueChoice {
    /// Returns the choice that a value, given as RON text, stands for.
    pub fn of_ron(document: &Document, kind: FieldKind, ron: &str) -> Option<ValueChoice> {
        match kind {
            FieldKind::Choice(options) => {
                let mut options = document.schema().choices(options).iter();
                options.find(|option| option.name == ron).map(ValueChoice::Option)
            }
            FieldKind::YesNo => ron.parse().ok().map(ValueChoice::YesNo),
            FieldKind::Ref(table) => {
                let id = ron::from_str::<String>(ron).ok()?;
                document.find(table, &id).map(ValueChoice::Record)
            }
            _ => None,
        }
    }

    /// Returns it as RON text; `None` for no value.
    pub fn ron(self, document: &Document) -> Option<String> {
        match self {
            ValueChoice::Option(option) => Some(option.name.to_owned()),
            ValueChoice::YesNo(yes) => Some(yes.to_string()),
            ValueChoice::Record(slot) => Some(printer::string(document.id(slot))),
            ValueChoice::Unknown => None,
        }
    }

    /// Returns it after others changed the dataset; `None` when its record is gone.
    pub fn relocated(self, relocation: &Relocation<'_>) -> Option<ValueChoice> {
        match self {
            ValueChoice::Record(slot) => relocation.slot(slot).map(ValueChoice::Record),
            other => Some(other),
        }
    }

    /// Returns the words for a choice that is no record.
    fn words(self, lang: Lang) -> &'static str {
        match self {
            ValueChoice::Option(option) => option.label.get(lang),
            ValueChoice::YesNo(true) => detail::yes(lang),
            ValueChoice::YesNo(false) => detail::no(lang),
            ValueChoice::Record(_) => "",
            ValueChoice::Unknown => detail::unknown(lang),
        }
    }
}

/// Returns true when a value of this kind is picked and not typed.
pub fn is_picked(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Choice(_) | FieldKind::YesNo | FieldKind::Ref(_))
}

impl Workspace {
    /// Returns what can be picked and answers what is typed: the best first, those equally good in
    /// their declared order, records in that of lists with the likely ones first. With `optional`,
    /// no value can be picked too: before all records, which may be many.
    pub fn matching_choices(
        &self,
        kind: FieldKind,
        optional: bool,
        typed: &str,
        surroundings: &Surroundings,
    ) -> Vec<ValueChoice> {
        let filter = ChoiceFilter::new(typed);
        let mut words = match kind {
            FieldKind::Choice(options) => self.doc.schema().choices(options).iter().map(ValueChoice::Option).collect(),
            FieldKind::YesNo => vec![ValueChoice::YesNo(true), ValueChoice::YesNo(false)],
            _ => Vec::new(),
        };
        words.extend(optional.then_some(ValueChoice::Unknown));
        let mut words: Vec<(ChoiceRank, ValueChoice)> =
            words.into_iter().filter_map(|choice| Some((filter.rank(choice.words(self.lang()))?, choice))).collect();
        words.sort_by_key(|(rank, _)| *rank);
        let words = words.into_iter().map(|(_, choice)| choice);
        match kind {
            FieldKind::Ref(table) => {
                let records = matching_records(self.data(), table, &filter, surroundings);
                let records = records.into_iter().map(ValueChoice::Record);
                // Where something is typed, what fits comes first.
                if filter.is_empty() { words.chain(records).collect() } else { records.chain(words).collect() }
            }
            _ => words.collect(),
        }
    }

    /// Returns what a choice is called.
    pub fn choice_label(&self, choice: ValueChoice) -> RecordLabel {
        match choice {
            ValueChoice::Record(slot) => RecordLabel::to_pick(self.data(), slot, self.lang()),
            other => RecordLabel { name: other.words(self.lang()).to_owned(), behind: String::new() },
        }
    }
}
