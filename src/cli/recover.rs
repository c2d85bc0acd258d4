//! `recover`: what programs that are gone left unsaved; listed, taken over into the dataset as it is now, or dropped.
//!
//! A journal is removed only when its changes are saved, or the person drops it. Enter at [`run`].

mod shown;

use super::Code;
use super::args::{Format, Recover};
use super::change::{self, New, told};
use super::context::{Context, Dataset};
use super::facts::{self, local};
use super::fail::{Failure, say};
use super::json;
use super::output::Out;
use super::which;
use crate::document::diff::Noted;
use crate::document::replay::{Unfit, net, replayed};
use crate::document::{Document, Slot, Tree};
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::draft::edit_of;
use crate::storage::Content;
use crate::storage::journal::{self, Done, Draft, Pending, Recovered};
use crate::text::safe;
use crate::texts::{Lang, cli as t, safekeeping as s};

/// What a journal comes to on a dataset.
struct Foreseen {
    document: Document,
    slots: Vec<Slot>,
    steps: Vec<StepShown>,
    unfit: Vec<Unfit>,
}

/// What one step or open field changes there.
struct StepShown {
    time: String,
    changes: Vec<Noted>,
}

/// Runs the command; a negative answer when something stays that could not be taken over or read.
///
/// # Errors
/// Why the journals or the dataset cannot be read, or nothing was written.
pub fn run(context: &Context, asked: &Recover, out: &mut Out) -> Result<Code, Failure> {
    let lang = context.lang;
    let format = context.format(&[Format::Table, Format::Json])?;
    let dataset = Dataset::parse(context.load()?, context.lang)?;
    let now = dataset.loaded.content();
    let Some(mut pending) = pending(context, &dataset)? else { return none(lang) };
    for journal in &pending.unreadable {
        say(&format!("{}\n", safe(&journal.text(lang))));
    }
    pending.recovered.retain(|recovered| !recovered.is_settled(now));
    let unreadable = !pending.unreadable.is_empty();
    if let Some(name) = &asked.journal {
        pending.recovered.retain(|recovered| is_called(recovered, name));
        if pending.recovered.is_empty() {
            return Err(Failure::negative(s::no_journal(lang, name)));
        }
    }
    let negative = |wrong: bool| Ok(if wrong { Code::Negative } else { Code::Done });
    if asked.take || asked.drop {
        context.require_writable(&dataset.loaded)?;
        let mut left = 0;
        for recovered in &pending.recovered {
            let known = recovered.owner_is_gone || asked.journal.is_some();
            let done = known && if asked.take { take(context, recovered)? } else { drop_it(lang, recovered)? };
            left += usize::from(!done);
        }
        if pending.recovered.is_empty() && !unreadable {
            return none(lang);
        }
        return negative(left > 0 || unreadable);
    }
    match format {
        Format::Json => json::print(&shown::answer(&dataset, &pending), out),
        _ if pending.recovered.is_empty() && !unreadable => return none(lang),
        _ => pending.recovered.iter().for_each(|recovered| shown::page(lang, &dataset, recovered, out)),
    }
    negative(unreadable)
}

fn none(lang: Lang) -> Result<Code, Failure> {
    say(&format!("{}\n", s::nothing_to_recover(lang)));
    Ok(Code::Done)
}

/// The journals about this dataset; `None` where there is no place for any.
fn pending(context: &Context, dataset: &Dataset) -> Result<Option<Pending<'static>>, Failure> {
    let (Some(state), Some(path)) = (context.state(), &dataset.loaded.path) else { return Ok(None) };
    let found = journal::pending(context.disk(), &SCHEMA, state, Some(path));
    found.map(Some).map_err(|error| Failure::store(context.lang, &error))
}

/// Whether a journal is meant: by its path, or the name of its file with or without its ending.
fn is_called(recovered: &Recovered<'_>, typed: &str) -> bool {
    let name = name_of(recovered);
    recovered.path.as_os_str() == typed || name == typed || name.strip_suffix(".journal") == Some(typed)
}

fn name_of(recovered: &Recovered<'_>) -> String {
    recovered.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a journal comes to on this dataset.
fn foreseen(document: &Document, recovered: &Recovered<'_>, now: Option<Content>) -> Foreseen {
    let mut foreseen = Foreseen { document: document.clone(), slots: Vec::new(), steps: Vec::new(), unfit: Vec::new() };
    for done in net(recovered.unsaved(now), |done: &Done| &done.changes) {
        let replayed = replayed(&foreseen.document, &done.changes);
        foreseen.unfit.extend(replayed.unfit);
        foreseen.apply(&done.time, |document| document.apply(&replayed.changes).ok());
    }
    let after = foreseen.document.clone();
    foreseen.unfit.retain(|unfit| unfit.matters(document, &after));
    for draft in &recovered.drafts {
        if !foreseen.draft(draft) {
            let wanted = Some(draft.text.clone());
            foreseen.unfit.push(Unfit {
                address: draft.field.clone(),
                before: None,
                wanted,
                found: None,
                possible: false,
            });
        }
    }
    foreseen
}

impl Foreseen {
    /// Makes a step and keeps what it changed; false when it cannot be made.
    fn apply(&mut self, time: &str, make: impl FnOnce(&mut Document) -> Option<Vec<Slot>>) -> bool {
        let before = self.document.clone();
        let Some(slots) = make(&mut self.document) else { return false };
        let changes = facts::changed((&before, &self.document), &slots);
        if !changes.is_empty() {
            self.steps.push(StepShown { time: time.to_owned(), changes });
        }
        self.slots.extend(slots);
        true
    }

    /// Takes the text of an open field as if it had been confirmed; false when it cannot be.
    fn draft(&mut self, draft: &Draft) -> bool {
        // "Today" is the day on which it was typed.
        let Some(day) = draft.time.get(..10).and_then(|day| Date::parse(day).ok()) else { return false };
        let Ok(edit) = edit_of(&self.document, &draft.field, &draft.text, day) else { return false };
        let Some(edit) = edit else { return true };
        let Ok(changes) = self.document.plan(&edit) else { return false };
        self.apply(&draft.time, |document| document.apply(&changes).ok())
    }
}

/// Saves what a journal holds and then removes it; false when something in it does not fit, which is told.
fn take(context: &Context, recovered: &Recovered<'_>) -> Result<bool, Failure> {
    let lang = context.lang;
    let name = name_of(recovered);
    let mut refused = Vec::new();
    change::save(context, |dataset| {
        let foreseen = foreseen(&dataset.document, recovered, dataset.loaded.content());
        refused = foreseen.unfit;
        let nothing = foreseen.document.same_text(&dataset.document);
        if nothing || !refused.is_empty() {
            return Ok(None);
        }
        let step = s::recovered_from(lang, &recovered.who, &local(recovered.last()));
        let (document, slots) = (foreseen.document, foreseen.slots);
        Ok(Some(New { document, slots, done: step.clone(), step, reason: None }))
    })?;
    if !refused.is_empty() {
        let failure = Failure::negative(s::does_not_fit(lang, &name, refused.len()));
        refused
            .iter()
            .fold(failure, |failure, unfit| failure.with(unfit_line(lang, unfit)))
            .with(s::stays(lang))
            .tell();
        return Ok(false);
    }
    // A damaged line may have held more; what is behind it a person may still want to look at.
    if recovered.damaged {
        say(&format!("{}\n", safe(&s::taken_but_damaged(lang, &name))));
        return Ok(false);
    }
    recovered.remove().map_err(|error| Failure::store(lang, &error))?;
    say(&format!("{}\n", safe(&s::taken(lang, &name))));
    Ok(true)
}

fn drop_it(lang: Lang, recovered: &Recovered<'_>) -> Result<bool, Failure> {
    recovered.remove().map_err(|error| Failure::store(lang, &error))?;
    say(&format!("{}\n", safe(&s::dropped(lang, &name_of(recovered)))));
    Ok(true)
}

/// What a step wanted and what stands there now.
fn unfit_line(lang: Lang, unfit: &Unfit) -> String {
    let value = |ron: Option<&str>| match ron.map(|ron| (ron, Tree::parse(ron))) {
        None => t::absent(lang).to_owned(),
        Some((ron, Ok(tree))) => told(lang, &unfit.address, Some(tree.root(ron))),
        Some((text, Err(_))) => t::quoted(lang, text),
    };
    let (wanted, found) = (value(unfit.wanted.as_deref()), value(unfit.found.as_deref()));
    s::unfit(lang, &which::shown(&unfit.address), &wanted, &found)
}
