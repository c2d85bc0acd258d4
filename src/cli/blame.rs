//! `blame ADDRESS`: who last changed each field of a record, when and why.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::past_sources::{PastSources, untold};
use super::resolve;
use crate::document::Address;
use crate::export::Format;
use crate::model::SCHEMA;
use crate::present::value_quote::quoted_value;
use crate::present::{Audience, Sheet, Tabular};
use crate::session::clock::local;
use crate::storage::history::HistoryEntry;
use crate::storage::{ValueOrigin, origins};
use crate::syntax::Tree;
use crate::texts::{self, Lang, detail::unknown};

#[derive(Serialize)]
struct BlameAnswer {
    address: String,
    fields: Vec<BlamedField>,
    #[serde(skip)]
    lang: Lang,
}

/// A field and its last change, for programs.
#[derive(Serialize)]
struct BlamedField {
    address: String,
    value: Option<String>,
    when: Option<String>,
    who: Option<String>,
    reason: Option<String>,
    /// Who proposed it, where whoever saved it took a proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed_by: Option<String>,
    commit: Option<String>,
    #[serde(skip)]
    place: Address,
}

/// Runs the command; a negative answer when nothing is known of any field.
///
/// # Errors
/// When the address leads nowhere, or the past cannot be read.
pub fn run(context: &CliContext, typed: &str, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let format = context.format(&Format::TABULAR)?;
    let dataset = context.open()?;
    let address = resolve::address_in(lang, &dataset, typed)?;
    let slot = resolve::record(lang, &dataset, &address)?;
    if !address.path.is_empty() && address.kind(&SCHEMA).is_none() {
        return Err(resolve::no_field(lang, &address));
    }
    let record = Address { path: Vec::new(), ..address.clone() };
    let found = match dataset.loaded.path.as_deref() {
        Some(path) => {
            let sources = PastSources::of(context, path);
            let mut past = sources.joined(context, &resolve::shown(&record), Some(&record), None)?;
            origins(&dataset.document, slot, &address, &mut past).map_err(|error| untold(lang, &error))?
        }
        None => Vec::new(),
    };
    let is_known = found.iter().any(|origin| origin.change.is_some());
    let fields = found.into_iter().map(BlamedField::of).collect();
    answer::print(&BlameAnswer { address: resolve::shown(&address), fields, lang }, format, out);
    if !is_known {
        context.say(texts::safekeeping::nothing_noted(lang));
        return Ok(ExitStatus::Negative);
    }
    Ok(ExitStatus::Done)
}

impl BlamedField {
    fn of(origin: ValueOrigin) -> BlamedField {
        let change = origin.change.as_ref();
        let entry = change.map(|change| &change.entry);
        BlamedField {
            address: resolve::shown(&origin.address),
            value: origin.value,
            when: entry.map(|entry| entry.when.clone()),
            who: entry.map(|entry| entry.who.clone()),
            reason: entry.and_then(|entry| entry.reason.clone()),
            proposed_by: entry.and_then(|entry| entry.proposed_by.clone()),
            commit: change.and_then(|change| change.commit.clone()),
            place: origin.address,
        }
    }

    /// Returns who saved it and, if it was proposed, by whom, in words.
    fn saved_by(&self, lang: Lang) -> Option<String> {
        let who = self.who.clone()?;
        let entry = HistoryEntry { who, proposed_by: self.proposed_by.clone(), ..HistoryEntry::default() };
        Some(entry.saved_by(lang))
    }

    /// Returns the value in a sentence.
    fn shown_value(&self, lang: Lang) -> String {
        let Some(text) = &self.value else { return unknown(lang).to_owned() };
        match Tree::parse(text) {
            Ok(tree) => quoted_value(lang, &self.place, Some(tree.root(text))),
            Err(_) => text.clone(),
        }
    }
}

impl Tabular for BlameAnswer {
    fn sheet(&self, audience: Audience) -> Sheet {
        match audience {
            Audience::Programs => {
                let cell = |text: &Option<String>| text.clone().unwrap_or_default();
                let row = |f: &BlamedField| {
                    let origin = [&f.value, &f.when, &f.who, &f.reason, &f.commit].map(cell);
                    std::iter::once(f.address.clone()).chain(origin).collect()
                };
                let columns = ["address", "value", "when", "who", "reason", "commit"];
                Sheet::new(columns, self.fields.iter().map(row).collect())
            }
            Audience::People => {
                let lang = self.lang;
                let columns = [
                    texts::cli::address(lang),
                    texts::safekeeping::value(lang),
                    texts::safekeeping::when(lang),
                    texts::safekeeping::who(lang),
                    texts::safekeeping::reason(lang),
                ];
                let row = |f: &BlamedField| {
                    let when = f.when.as_deref().map(local);
                    let unknown = || unknown(lang).to_owned();
                    let origin = [when.unwrap_or_else(unknown), f.saved_by(lang).unwrap_or_else(unknown)];
                    let reason = f.reason.clone().unwrap_or_default();
                    [f.address.clone(), f.shown_value(lang)].into_iter().chain(origin).chain([reason]).collect()
                };
                Sheet::new(columns, self.fields.iter().map(row).collect()).with_whole([0, 2])
            }
        }
    }
}
