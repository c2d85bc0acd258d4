//! `proposals take`, `decline`, `withdraw` and `add`: what becomes of proposals.
//!
//! Whoever may not write the dataset answers nobody's proposals but withdraws their own. Entry
//! points: [`take`], [`decline`], [`withdraw`], [`add`].

use std::path::Path;

use super::{ProposalOffer, called, read};
use crate::cli::ExitStatus;
use crate::cli::args::AnsweredProposals;
use crate::cli::context::{CliContext, Dataset};
use crate::cli::error::{CliError, shown};
use crate::cli::propose::{TakenProposal, not_put};
use crate::cli::recover::changed_slots;
use crate::cli::resolve;
use crate::cli::write::{self, EditedDataset};
use crate::document::Document;
use crate::document::merge::Conflict;
use crate::model::SCHEMA;
use crate::present::value_quote::quoted_value;
use crate::query::proposal::{ProposedChange, with_changes};
use crate::session::clock::local;
use crate::storage::proposals::{self, AnswerKind, ProposalAnswer, ProposalText};
use crate::storage::standard_input::{is_standard_input, path_of};
use crate::storage::{LockHolder, RealDisk, StoreError, load};
use crate::syntax::Tree;
use crate::texts::{self, Lang, detail};

/// Takes proposals into the dataset, all of what is asked for or nothing.
pub(super) fn take(context: &CliContext, asked: &AnsweredProposals) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let loaded = context.load()?;
    context.require_saves(&loaded)?;
    let mut answers = Vec::new();
    let saved = write::save_from(context, &loaded, |dataset| {
        let offers = read(context, &dataset.loaded)?;
        let mut document = dataset.document.clone();
        let mut taken = Vec::new();
        for id in &asked.ids {
            let offer = called(context, &offers, id)?;
            let chosen = chosen(context, offer, asked)?;
            document = with(lang, &document, offer, &chosen)?;
            let numbers = chosen.iter().map(|change| change.number).collect();
            let answer = answer(context, AnswerKind::Taken, numbers, asked.reason.clone());
            taken.push(TakenProposal {
                id: offer.proposal.id.clone(),
                proposer: offer.proposal.who.clone(),
                why: Some(offer.proposal.why.clone()).filter(|why| !why.is_empty()),
                changes: chosen.into_iter().cloned().collect(),
                answer,
            });
        }
        answers = taken.iter().map(|taken| (taken.id.clone(), taken.answer.clone())).collect();
        edited(context, asked, dataset, document, taken)
    })?;
    if !saved {
        // What they want is there already.
        under_lock(context, |path| answers.iter().try_for_each(|(id, said)| put(context, path, id, said)))?;
        context.say(texts::proposals::were_there(lang));
    }
    Ok(ExitStatus::Done)
}

/// Returns the version to be saved; `None` where nothing changes.
fn edited(
    context: &CliContext,
    asked: &AnsweredProposals,
    dataset: &Dataset,
    document: Document,
    taken: Vec<TakenProposal>,
) -> Result<Option<EditedDataset>, CliError> {
    let lang = context.lang;
    let slots = changed_slots(&dataset.document, &document);
    if slots.is_empty() {
        return Ok(None);
    }
    write::no_new_errors(context, dataset, &document, &slots)?;
    let names: Vec<&str> = taken.iter().map(|taken| &*taken.id).collect();
    let done = texts::proposals::taken(lang, &names.join(", "));
    let step = texts::proposals::step_taken(lang, &names.join(", "));
    Ok(Some(EditedDataset { document, slots, done, step, reason: asked.reason.clone(), taken }))
}

/// Returns the changes of a proposal that are meant: those with these numbers, or all that nobody
/// has answered.
fn chosen<'a>(
    context: &CliContext,
    offer: &'a ProposalOffer,
    asked: &AnsweredProposals,
) -> Result<Vec<&'a ProposedChange>, CliError> {
    let (lang, id) = (context.lang, &offer.proposal.id);
    for number in &asked.changes {
        if !offer.changes.iter().any(|change| change.number == *number) {
            return Err(CliError::usage(texts::proposals::no_change(lang, id, *number, offer.changes.len())));
        }
        if let Some(answer) = offer.proposal.answer_to(*number) {
            let told = answer.text(lang, &local(&answer.when));
            return Err(CliError::negative(texts::proposals::answered(lang, id, *number)).with(told));
        }
    }
    let is_meant = |change: &&ProposedChange| asked.changes.is_empty() || asked.changes.contains(&change.number);
    let chosen: Vec<&ProposedChange> = offer.unanswered().filter(is_meant).collect();
    if chosen.is_empty() {
        let failure = CliError::negative(texts::proposals::all_answered(lang, id));
        let told = offer.proposal.answers.iter().map(|answer| answer.text(lang, &local(&answer.when)));
        return Err(told.fold(failure, CliError::with));
    }
    Ok(chosen)
}

/// Returns the dataset with these changes.
fn with(
    lang: Lang,
    document: &Document,
    offer: &ProposalOffer,
    chosen: &[&ProposedChange],
) -> Result<Document, CliError> {
    let id = &offer.proposal.id;
    let Some(merged) = with_changes(document, &offer.proposal.changes, chosen) else {
        return Err(CliError::negative(texts::proposals::impossible(lang, id)));
    };
    if merged.conflicts.is_empty() {
        return Ok(merged.document);
    }
    let failure = CliError::negative(texts::proposals::does_not_fit(lang, merged.conflicts.len(), id));
    let lines = merged.conflicts.iter().map(|conflict| conflict_line(lang, conflict));
    Err(lines.fold(failure, CliError::with).with(texts::proposals::hint_conflict(lang)))
}

fn conflict_line(lang: Lang, conflict: &Conflict) -> String {
    let value = |ron: &Option<String>| match (ron, conflict.place.address()) {
        (None, _) => detail::unknown(lang).to_owned(),
        (Some(ron), Some(address)) if !address.path.is_empty() => match Tree::parse(ron) {
            Ok(tree) => quoted_value(lang, address, Some(tree.root(ron))),
            Err(_) => texts::cli::quoted(lang, ron),
        },
        (Some(_), _) => texts::proposals::the_record(lang).to_owned(),
    };
    let place = conflict.place.address().map_or_else(|| conflict.place.say(&SCHEMA, lang), resolve::shown);
    texts::proposals::conflict(lang, &place, &value(&conflict.theirs), &value(&conflict.ours), &value(&conflict.base))
}

/// Declines proposals, or some of their changes, with a reason.
pub(super) fn decline(context: &CliContext, asked: &AnsweredProposals) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let Some(reason) = asked.reason.clone().filter(|reason| !reason.trim().is_empty()) else {
        return Err(CliError::usage(texts::proposals::needs_reason(lang)));
    };
    let loaded = context.load()?;
    context.require_saves(&loaded)?;
    let declined = under_lock(context, |path| {
        let offers = read(context, &loaded)?;
        let mut said = Vec::new();
        for id in &asked.ids {
            let offer = called(context, &offers, id)?;
            let numbers = chosen(context, offer, asked)?.iter().map(|change| change.number).collect();
            said.push((offer.proposal.id.clone(), numbers));
        }
        said.into_iter().try_for_each(|(id, numbers)| {
            put(context, path, &id, &answer(context, AnswerKind::Declined, numbers, Some(reason.clone())))?;
            context.say(&texts::proposals::declined(lang, &id));
            Ok(())
        })
    });
    declined.map(|()| ExitStatus::Done)
}

/// Withdraws a proposal of one's own.
pub(super) fn withdraw(context: &CliContext, id: &str) -> Result<ExitStatus, CliError> {
    let (lang, loaded) = (context.lang, context.load()?);
    let path = loaded.target().map_err(|error| CliError::store(lang, &error))?;
    let offers = read(context, &loaded)?;
    let offer = called(context, &offers, id)?;
    let id = &offer.proposal.id;
    if !context.person().is(&offer.proposal.who) {
        return Err(CliError::usage(texts::proposals::not_yours(lang, id)).with(offer.proposal.who.clone()));
    }
    if offer.unanswered().next().is_none() {
        return Err(CliError::negative(texts::proposals::all_answered(lang, id)));
    }
    put(context, path, id, &answer(context, AnswerKind::Withdrawn, Vec::new(), None))?;
    context.say(&texts::proposals::withdrawn(lang, id));
    Ok(ExitStatus::Done)
}

/// Takes in the text of a proposal that was sent.
pub(super) fn add(context: &CliContext, file: &Path) -> Result<ExitStatus, CliError> {
    let (lang, loaded) = (context.lang, context.load()?);
    let file = path_of(file);
    if context.global.restricted && !is_standard_input(file) {
        return Err(CliError::usage(texts::import::restricted(lang)));
    }
    let path = loaded.target().map_err(|error| CliError::store(lang, &error))?;
    let text = load::read_input(&RealDisk, file).map_err(|error| CliError::store(lang, &error))?.text.to_string();
    let (text, _) = ProposalText::find(&SCHEMA, &text)
        .map_err(|fault| CliError::usage(texts::proposals::not_added(lang, &shown(file), fault.text(lang))))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if text.header().dataset != name {
        context.say(&texts::proposals::other_dataset(lang, &text.header().dataset));
    }
    let id = proposals::put(context.disk(), path, &text).map_err(|error| not_put(lang, path, &error))?;
    context.say(&texts::proposals::added(lang, &id, &text.header().who));
    Ok(ExitStatus::Done)
}

fn answer(context: &CliContext, what: AnswerKind, changes: Vec<usize>, reason: Option<String>) -> ProposalAnswer {
    ProposalAnswer { who: context.person().to_string(), when: context.moment(), what, changes, reason }
}

fn put(context: &CliContext, dataset: &Path, id: &str, answer: &ProposalAnswer) -> Result<(), CliError> {
    let written = proposals::answer(context.disk(), dataset, id, answer);
    written.map_err(|error| not_put(context.lang, dataset, &error))
}

/// Does something with the proposals of the dataset while nobody else takes or declines any.
fn under_lock(context: &CliContext, work: impl FnOnce(&Path) -> Result<(), CliError>) -> Result<(), CliError> {
    let store = |error: StoreError| CliError::store(context.lang, &error);
    let loaded = context.load()?;
    let holder = LockHolder::this(&context.person(), context.now());
    let order = write::order(context, &loaded, &holder)?;
    proposals::locked(order, || work(order.path)).map_err(store)?
}
