//! `--propose`: what a command would save becomes a proposal instead, in a file beside the dataset
//! or, with `--print`, as text.
//!
//! Must not write the dataset. Entry points: [`propose`],
//! [`not_put`].

use std::path::Path;

use super::ExitStatus;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::document::{Change, Document, Slot};
use crate::model::SCHEMA;
use crate::query::proposal::{ProposedChange, record_change};
use crate::storage::proposals::{self, AnswerKind, ProposalAnswer, ProposalText};
use crate::storage::{Loaded, StoreError};
use crate::texts::{self, Lang};

/// A version of the dataset that is proposed.
pub struct ProposedVersion<'a> {
    /// The dataset.
    pub old: &'a Document,
    /// The version.
    pub new: &'a Document,
    /// The records that differ.
    pub slots: &'a [Slot],
    /// Why, if the person said.
    pub why: Option<&'a str>,
    /// What it does, in words.
    pub done: &'a str,
    /// The proposals that it takes up; it replaces those of this person.
    pub taken: &'a [TakenProposal],
}

/// A proposal that a version takes, or some of its changes.
pub struct TakenProposal {
    /// What it is called.
    pub id: String,
    /// Who proposed it.
    pub proposer: String,
    /// Why, as they said.
    pub why: Option<String>,
    /// The changes that are taken.
    pub changes: Vec<ProposedChange>,
    /// What is noted with the proposal.
    pub answer: ProposalAnswer,
}

/// Proposes a version; returns false when it changes nothing.
///
/// # Errors
/// Why nothing was proposed.
pub fn propose(context: &CliContext, loaded: &Loaded, wish: &ProposedVersion<'_>) -> Result<bool, CliError> {
    let lang = context.lang;
    let changes = wish.changes();
    if changes.is_empty() {
        return Ok(false);
    }
    let path = loaded.target().map_err(|error| CliError::store(lang, &error))?;
    let (who, when) = (context.person().to_string(), context.moment());
    let header = proposals::header(&who, &when, wish.why.unwrap_or_default(), path, loaded.content());
    let text = ProposalText::new(&SCHEMA, header, &changes).map_err(|fault| CliError::usage(fault.text(lang)))?;
    if context.global.print {
        let mut out = CommandOutput::plain();
        out.exact(text.as_str());
        out.finish().map_err(|error| CliError::output(lang, &error))?;
        return Ok(true);
    }
    let put = proposals::put(context.disk(), path, &text);
    let id = put.map_err(|error| not_put(lang, path, &error).with(texts::proposals::hint_print(lang)))?;
    context.say(wish.done);
    context.say(&texts::proposals::proposed(lang, &id));
    let person = context.person();
    for TakenProposal { id: replaced, .. } in wish.taken.iter().filter(|taken| person.is(&taken.proposer)) {
        let (what, changes) = (AnswerKind::Withdrawn, Vec::new());
        let answer = ProposalAnswer { who: who.clone(), when: when.clone(), what, changes, reason: None };
        let put = proposals::answer(context.disk(), path, replaced, &answer);
        put.map_err(|error| not_put(lang, path, &error))?;
        context.say(&texts::proposals::withdrawn(lang, replaced));
    }
    Ok(true)
}

/// Returns why a proposal or an answer cannot be put beside a dataset.
pub fn not_put(lang: Lang, dataset: &Path, error: &StoreError) -> CliError {
    if !error.is_refusal() {
        return CliError::store(lang, error);
    }
    let folder = proposals::folder(dataset);
    CliError::new(ExitStatus::NotWritten, texts::proposals::not_put(lang, &folder.to_string_lossy()))
}

impl ProposedVersion<'_> {
    /// Returns the changes of records that it makes.
    fn changes(&self) -> Vec<Change> {
        let mut slots = self.slots.to_vec();
        slots.sort();
        slots.dedup();
        let change = |slot: Slot| {
            let text = |doc: &'_ Document| doc.is_live(slot).then(|| doc.source(slot).to_owned());
            let of = if self.old.is_live(slot) { self.old } else { self.new };
            record_change(of, slot, text(self.old).as_deref(), text(self.new).as_deref())
        };
        slots.into_iter().filter_map(change).collect()
    }
}
