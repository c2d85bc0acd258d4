//! Completing a query while it is typed: the key that asks inserts what fits, and walks through it
//! where that is several things.
//!
//! What fits, the query language says. Must not know which prompt it is. Entry point:
//! [`App::complete_query`].

use super::App;
use super::workspace::Workspace;
use crate::command::Command;
use crate::document::Slot;
use crate::index::choice_filter::ChoiceFilter;
use crate::model::SCHEMA;
use crate::present::completion::proposal_words;
use crate::query::choices::{Surroundings, matching_records};
use crate::query::expression::{CompletionSource, NamedRecord, QueryCompletion, records_named};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// How many records are proposed at most.
const MOST_RECORDS: usize = 50;

/// A query that is being typed.
#[derive(Debug, Clone)]
pub struct QueryPrompt {
    /// What is typed up to the cursor.
    pub typed: String,
    /// The table whose records it is about; `None` for all.
    pub table: Option<Table>,
}

/// What fits where a query is completed, one of which stands in the prompt.
#[derive(Debug, Clone)]
pub struct CompletionMenu {
    /// What was typed by hand.
    typed: String,
    completion: QueryCompletion,
    /// Number of the proposal that stands in the prompt.
    pub chosen: usize,
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// What is typed.
    pub text: String,
    /// What it means.
    pub meaning: String,
}

impl CompletionMenu {
    /// Returns the prompt up to the cursor with the chosen proposal.
    fn text(&self) -> String {
        let QueryCompletion { place, proposals } = &self.completion;
        let chosen = proposals.get(self.chosen).map_or("", |proposal| &proposal.text);
        format!("{}{chosen}", &self.typed[..place.start])
    }

    /// Returns the number of proposals.
    pub fn count(&self) -> usize {
        self.completion.proposals.len()
    }

    /// Returns the text that stands in the prompt.
    pub fn chosen_text(&self) -> &str {
        self.completion.proposals.get(self.chosen).map_or("", |proposal| &proposal.text)
    }

    /// Returns some proposals with what they mean.
    pub fn rows(&self, workspace: &Workspace, first: usize, count: usize) -> Vec<ProposalRow> {
        let lang = workspace.lang();
        let seen = self.completion.proposals.iter().skip(first).take(count);
        let row = seen.map(|proposal| ProposalRow {
            text: proposal.text.clone(),
            meaning: proposal_words(proposal.meaning, |slot| workspace.name(slot), lang),
        });
        row.collect()
    }

    fn step(&mut self, by: isize) {
        let count = self.count() as isize;
        self.chosen = (self.chosen as isize + by).rem_euclid(count.max(1)) as usize;
    }
}

impl Workspace {
    fn completion(&self, prompt: &QueryPrompt) -> QueryCompletion {
        let all: Vec<Table> = SCHEMA.all().collect();
        let tables = prompt.table.as_ref().map_or(&all[..], std::slice::from_ref);
        let data = self.data();
        let records = |table, typed: &str| {
            let mut found: Vec<Slot> =
                matching_records(data, table, &ChoiceFilter::new(typed), &Surroundings::default());
            if found.is_empty() {
                found = records_named(data, table, typed);
            }
            let named = |slot: Slot| NamedRecord { slot, id: data.document.id(slot).to_owned() };
            found.into_iter().take(MOST_RECORDS).map(named).collect()
        };
        let is_german = self.lang() == Lang::De;
        let label = |de, en| if is_german { de } else { en };
        QueryCompletion::at(
            &prompt.typed,
            &CompletionSource { schema: data.document.schema(), tables, records: &records, label: &label },
        )
    }
}

impl App {
    /// Completes the query that is being typed: inserts what fits, or the next of several that fit.
    /// Returns false where no query is typed, or nothing fits that somebody else may want the key
    /// for.
    pub(super) fn complete_query(&mut self, command: Command) -> bool {
        let by = match command {
            Command::CompleteQuery | Command::Down => 1,
            Command::CompleteQueryBack | Command::Up => -1,
            _ => return false,
        };
        if self.completing.is_none() && command.is_move() {
            return false;
        }
        if let Some(mut menu) = self.completing.take() {
            menu.step(by);
            self.set_query(&menu.text());
            self.completing = Some(menu);
            return true;
        }
        let Some(prompt) = self.query_prompt() else { return false };
        let completion = self.workspace.completion(&prompt);
        if completion.proposals.is_empty() {
            let is_window = !self.dialogs.is_empty();
            if is_window {
                self.show_info(texts::completion::nothing(self.lang()));
            }
            return is_window;
        }
        let mut menu = CompletionMenu { typed: prompt.typed, completion, chosen: 0 };
        menu.step(by.min(0));
        self.set_query(&menu.text());
        self.completing = Some(menu).filter(|menu| menu.count() > 1);
        true
    }

    /// Ends the walk through what fits, where another key was pressed. Returns true when that was
    /// all the key was for: Enter takes what stands there, Escape gives back what was typed.
    pub(super) fn end_completing(&mut self, command: Option<Command>) -> bool {
        use Command::{CompleteQuery, CompleteQueryBack, Down, Up};
        let is_walk = matches!(command, Some(CompleteQuery | CompleteQueryBack | Up | Down));
        let Some(menu) = self.completing.take_if(|_| !is_walk) else { return false };
        match command {
            Some(Command::Choose) => true,
            Some(Command::Cancel) => {
                self.set_query(&menu.typed);
                true
            }
            _ => false,
        }
    }

    fn query_prompt(&self) -> Option<QueryPrompt> {
        match self.dialogs.panels().last() {
            Some(panel) => panel.query().map(|typed| QueryPrompt { typed, table: None }),
            None => self.screens.shown().query_prompt(),
        }
    }

    fn set_query(&mut self, text: &str) {
        self.type_into_field(|field| field.set_before_cursor(text));
    }
}
