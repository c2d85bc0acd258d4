//! `proposals`: what others propose, and what becomes of it.
//!
//! Entry point: [`run`].

mod answering;
mod proposals_answer;

use super::ExitStatus;
use super::answer;
use super::args::ProposalsCommand;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::export::Format;
use crate::model::SCHEMA;
use crate::query::caretaker::{caretakers, is_same_mailbox};
use crate::query::proposal::{ProposedChange, ProposedStanding, proposed_changes};
use crate::query::proposed_place::ProposedPlace;
use crate::storage::proposals::{self, ChangeProposal};
use crate::storage::{Loaded, RealDisk};
use crate::texts;
use proposals_answer::ProposalsAnswer;

/// A proposal with its changes one by one.
pub(super) struct ProposalOffer {
    pub(super) proposal: ChangeProposal,
    pub(super) changes: Vec<ProposedChange>,
}

/// Runs the command; a negative answer when there is nothing, or something does not fit.
///
/// # Errors
/// Why it cannot be answered, or nothing was written.
pub fn run(context: &CliContext, asked: &ProposalsCommand, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    match asked {
        ProposalsCommand::List { region, caretaker } => list(context, region.as_deref(), caretaker.as_deref(), out),
        ProposalsCommand::Show { id } => show(context, id, out),
        ProposalsCommand::Mine => mine(context, out),
        ProposalsCommand::Take(asked) => answering::take(context, asked),
        ProposalsCommand::Decline(asked) => answering::decline(context, asked),
        ProposalsCommand::Withdraw { id } => answering::withdraw(context, id),
        ProposalsCommand::Add { file } => answering::add(context, file),
    }
}

/// Reads the proposals of the dataset, the oldest first; says what cannot be read.
pub(super) fn read(context: &CliContext, loaded: &Loaded) -> Result<Vec<ProposalOffer>, CliError> {
    let Some(path) = &loaded.path else { return Ok(Vec::new()) };
    let found = proposals::read(&RealDisk, &SCHEMA, path).map_err(|error| CliError::unread(context.lang, &error))?;
    found.unreadable.iter().for_each(|problem| context.say(&problem.text(context.lang)));
    let offer = |proposal: ChangeProposal| {
        let changes = proposed_changes(&SCHEMA, &proposal.changes);
        ProposalOffer { proposal, changes }
    };
    Ok(found.proposals.into_iter().map(offer).collect())
}

/// Returns the names of those that wait, with who proposes them; for completion.
pub(super) fn names(loaded: &Loaded) -> Vec<(String, String)> {
    let found = loaded.path.as_ref().and_then(|path| proposals::read(&RealDisk, &SCHEMA, path).ok());
    let waits = |proposal: &ChangeProposal| {
        let count = proposed_changes(&SCHEMA, &proposal.changes).len();
        (1..=count).any(|number| proposal.answer_to(number).is_none())
    };
    let all = found.map_or_else(Vec::new, |found| found.proposals);
    all.into_iter().filter(waits).map(|proposal| (proposal.id, proposal.who)).collect()
}

impl ProposalOffer {
    /// Returns the changes that nobody has answered.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = &ProposedChange> {
        self.changes.iter().filter(|change| self.proposal.answer_to(change.number).is_none())
    }

    /// Returns the proposal with some of its changes; `None` without any.
    fn only(self, is_meant: impl Fn(&ProposalOffer, &ProposedChange) -> bool) -> Option<ProposalOffer> {
        let numbers: Vec<usize> =
            self.changes.iter().filter(|change| is_meant(&self, change)).map(|change| change.number).collect();
        let ProposalOffer { proposal, mut changes } = self;
        changes.retain(|change| numbers.contains(&change.number));
        (!changes.is_empty()).then_some(ProposalOffer { proposal, changes })
    }
}

/// Returns the one proposal that is called so, or in whose name this stands; the one that waits
/// among several.
///
/// # Errors
/// When there is none, or several.
pub(super) fn called<'a>(
    context: &CliContext,
    offers: &'a [ProposalOffer],
    typed: &str,
) -> Result<&'a ProposalOffer, CliError> {
    let lang = context.lang;
    if let Some(offer) = offers.iter().find(|offer| offer.proposal.id == typed) {
        return Ok(offer);
    }
    let is_meant = |offer: &&ProposalOffer| offer.proposal.id.contains(typed);
    let mut found: Vec<&ProposalOffer> = offers.iter().filter(is_meant).filter(|_| !typed.is_empty()).collect();
    if found.iter().filter(|offer| offer.unanswered().next().is_some()).count() == 1 {
        found.retain(|offer| offer.unanswered().next().is_some());
    }
    match &found[..] {
        [offer] => Ok(offer),
        [] => Err(CliError::negative(texts::proposals::no_proposal(lang, typed))),
        several => {
            let names: Vec<&str> = several.iter().map(|offer| &*offer.proposal.id).collect();
            Err(CliError::usage(texts::proposals::several(lang, typed)).with(names.join(", ")))
        }
    }
}

/// Prints what waits.
fn list(
    context: &CliContext,
    region: Option<&str>,
    caretaker: Option<&str>,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let dataset = context.open()?;
    let regions = resolve::region_slots(context.lang, &dataset, region)?;
    let is_caretaker = |mailbox: &str| caretakers(&dataset.document).iter().any(|one| is_same_mailbox(one, mailbox));
    if let Some(mailbox) = caretaker.filter(|mailbox| !is_caretaker(mailbox)) {
        return Err(CliError::usage(texts::review::no_caretaker(context.lang, mailbox)));
    }
    let offers = read(context, &dataset.loaded)?.into_iter().filter_map(|offer| {
        offer.only(|offer, change| {
            let waits = offer.proposal.answer_to(change.number).is_none()
                && change.standing(&dataset.document) != ProposedStanding::IsThere;
            if !waits || regions.is_none() && caretaker.is_none() {
                return waits;
            }
            let place = ProposedPlace::of(&dataset.document, dataset.index(), &change.main);
            regions.as_ref().is_none_or(|regions| place.is_in(regions))
                && caretaker.is_none_or(|mailbox| place.is_in_care_of(mailbox))
        })
    });
    print(context, &dataset, offers.collect(), texts::proposals::nothing_waits(context.lang), out)
}

/// Prints one proposal, answered or not.
fn show(context: &CliContext, id: &str, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let dataset = context.open()?;
    let mut offers = read(context, &dataset.loaded)?;
    let id = called(context, &offers, id)?.proposal.id.clone();
    offers.retain(|offer| offer.proposal.id == id);
    print(context, &dataset, offers, "", out)
}

/// Prints what became of this person's proposals.
fn mine(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let dataset = context.open()?;
    let person = context.person();
    let mut offers = read(context, &dataset.loaded)?;
    offers.retain(|offer| person.is(&offer.proposal.who));
    print(context, &dataset, offers, texts::proposals::none_of_yours(context.lang), out)
}

fn print(
    context: &CliContext,
    dataset: &Dataset,
    offers: Vec<ProposalOffer>,
    nothing: &str,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let is_empty = offers.is_empty();
    let answer = ProposalsAnswer::new(context.lang, &dataset.document, &offers);
    if !(is_empty && matches!(format, Format::Table | Format::Md)) {
        answer::print(&answer, format, out);
    }
    if is_empty {
        context.say(nothing);
        return Ok(ExitStatus::Negative);
    }
    Ok(ExitStatus::Done)
}
