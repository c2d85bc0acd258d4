//! How the command line writes: read, decide, apply and write under one lock, so that of many programs at once none loses
//! a change of another.
//!
//! Says on the standard error stream in plain words what changed. Enter at [`write`].

use std::time::Duration;

use super::Code;
use super::context::{Context, Dataset};
use super::fail::{Failure, say, shown};
use super::which;
use crate::document::{Address, Document, Edit, EditError, Slot, Value};
use crate::index::Index;
use crate::index::check::{Check, Finding, Options, Severity};
use crate::model::SCHEMA;
use crate::model::input::plain;
use crate::schema::Kind;
use crate::storage::{Holder, Order, RealDisk, Writing, interrupted};
use crate::text::{fit, safe};
use crate::texts::{Lang, cli as t, storage};

/// How long to wait for others who are writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Cells of a structured value in a sentence.
const TOLD: usize = 100;

/// What is to be written.
#[derive(Debug)]
pub struct Wish {
    /// The change.
    pub edit: Edit,
    /// What is said when it is done.
    pub done: String,
    /// True when the value may break a rule that only the check knows (references, structured values, whole records).
    pub look: bool,
}

/// Carries out what `decide` wants, which is asked with the lock held; nothing is written when it wants nothing.
///
/// # Errors
/// Why nothing was written.
pub fn write(
    context: &Context,
    decide: impl FnOnce(&Dataset) -> Result<Option<Wish>, Failure>,
) -> Result<Code, Failure> {
    let lang = context.lang;
    let store = |error| Failure::store(lang, &error);
    let loaded = context.load()?;
    let holder = Holder::this(&context.env, context.now());
    let order = Order {
        disk: &RealDisk,
        path: loaded.target().map_err(store)?,
        read_only: loaded.read_only,
        holder: &holder,
        patience: PATIENCE,
        state: context.state(),
    };
    for leftover in interrupted(&RealDisk, order.path, order.state) {
        say(&format!("{}\n", safe(&storage::interrupted(lang, &shown(&leftover)))));
    }
    let writing = Writing::begin(order, loaded.fingerprint.is_none()).map_err(store)?;
    // Somebody may have written since it was read; only what lies there now counts.
    let now = writing.current().cloned().unwrap_or_else(|| loaded.clone());
    let dataset = Dataset::parse(now, lang)?;
    let Some(wish) = decide(&dataset)? else {
        say(&format!("{}\n", t::unchanged(lang)));
        return Ok(Code::Done);
    };
    let document = changed(context, &dataset, &wish)?;
    let judge = |text: &str| Document::parse(&SCHEMA, text).map(drop).map_err(|error| error.say(lang));
    let saved = writing.write(document.chunks(), judge).map_err(store)?;
    say(&format!("{}\n{}\n", safe(&wish.done), safe(&t::saved(lang, &shown(&saved.path)))));
    saved.notes.iter().for_each(|note| say(&format!("{}\n", safe(&note.text(lang)))));
    Ok(Code::Done)
}

/// The dataset with the change made.
fn changed(context: &Context, dataset: &Dataset, wish: &Wish) -> Result<Document, Failure> {
    let refuse = |error: EditError| refusal(context.lang, &error);
    let mut document = dataset.document.clone();
    let changes = document.plan(&wish.edit).map_err(refuse)?;
    let slots = document.apply(&changes).map_err(refuse)?;
    if wish.look {
        no_new_errors(context, dataset, &document, &slots)?;
    }
    Ok(document)
}

/// Refuses a change by which a record breaks a rule that it did not break before.
fn no_new_errors(context: &Context, dataset: &Dataset, document: &Document, slots: &[Slot]) -> Result<(), Failure> {
    let today = context.today()?;
    // What is silenced in reports is still not brought in.
    let options = Options { silenced: Vec::new(), review_after_months: 0 };
    let index = Index::build(document);
    let (old, new) = (
        Check::new(&dataset.document, dataset.index(), today, &options),
        Check::new(document, &index, today, &options),
    );
    for slot in slots.iter().filter(|slot| document.is_live(**slot)) {
        let before = if dataset.document.is_live(*slot) { old.record(*slot) } else { Vec::new() };
        let known = |finding: &Finding| before.iter().any(|b| b.rule == finding.rule && b.address == finding.address);
        let found =
            new.record(*slot).into_iter().find(|finding| finding.severity() == Severity::Error && !known(finding));
        if let Some(finding) = found {
            let address = finding.address.as_ref().map(which::shown).unwrap_or_default();
            return Err(Failure::usage(finding.message(context.lang))
                .with(address)
                .with(t::hint_unchanged(context.lang)));
        }
    }
    Ok(())
}

/// Why a change cannot be made.
pub fn refusal(lang: Lang, error: &EditError) -> Failure {
    let (code, hint) = match error {
        EditError::NotFound(_) => (Code::Negative, ""),
        EditError::IdTaken(_) | EditError::Invalid(_) => (Code::Usage, t::hint_unchanged(lang)),
        EditError::Unreadable(_) => (Code::Unreadable, t::hint_record(lang)),
        EditError::Stale(_) | EditError::Internal(_) => (Code::NotWritten, t::hint_unchanged(lang)),
    };
    Failure::new(code, error.say(lang)).with(hint)
}

/// A value as it is told in a sentence: a plain one in quotes, a structured one as RON on one line.
pub fn told(lang: Lang, address: &Address, value: Option<Value<'_>>) -> String {
    match (value.and_then(Value::peel), address.kind(&SCHEMA)) {
        (None, _) => t::absent(lang).to_owned(),
        (Some(value), None | Some(Kind::Record(_) | Kind::List(_))) => {
            let words: Vec<&str> = value.text().split_whitespace().collect();
            fit(&words.join(" "), TOLD).into_owned()
        }
        (Some(value), Some(kind)) => t::quoted(lang, &plain(kind, value)),
    }
}
