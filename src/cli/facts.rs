//! Facts for the history and how they are read out: moments in local time, changes in plain words.
//!
//! Enter at [`of`], [`moment`], [`local`], [`words`].

use jiff::tz::TimeZone;

use super::change::{New, told_beside};
use super::context::Context;
use super::fail::Failure;
use crate::document::diff::{Noted, noted};
use crate::document::{Address, Document, Slot, Step, Tree};
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::storage::history::{Fact, Moment};
use crate::texts::{Lang, cli as t, safekeeping as s};

/// What a save changes.
pub fn of(context: &Context, old: &Document, new: &New) -> Vec<Fact> {
    let (when, who) = (context.moment(), context.person().to_string());
    let fact = |(address, before, after): Noted| Fact {
        when: when.clone(),
        who: who.clone(),
        address: super::which::shown(&address),
        before,
        after,
        step: new.step.clone(),
        reason: new.reason.clone(),
    };
    changed((old, &new.document), &new.slots).into_iter().map(fact).collect()
}

/// The values in which these records differ; lists as a whole.
pub fn changed((old, new): (&Document, &Document), slots: &[Slot]) -> Vec<Noted> {
    let mut slots = slots.to_vec();
    slots.sort();
    slots.dedup();
    fn text(document: &Document, slot: Slot) -> Option<&str> {
        document.is_live(slot).then(|| document.source(slot))
    }
    let values = |slot: Slot| {
        let address = if new.is_live(slot) { new.address(slot) } else { old.address(slot) };
        noted(&SCHEMA, &address, (text(old, slot), text(new, slot)))
    };
    slots.into_iter().flat_map(values).collect()
}

/// The moment at which a day begins here, given as people write dates.
///
/// # Errors
/// When it is no date.
pub fn moment(context: &Context, typed: &str) -> Result<Moment, Failure> {
    let lang = context.lang;
    if let Some(moment) = Moment::parse(typed) {
        return Ok(moment);
    }
    let wrong = || Failure::usage(s::no_date(lang, typed)).with(s::date_form(lang));
    let date = Date::read(typed, context.today()?).map_err(|_| wrong())?;
    let part = |part: Option<u32>| part.and_then(|n| i8::try_from(n).ok()).unwrap_or(1);
    let year = i16::try_from(date.year()).map_err(|_| wrong())?;
    let day = jiff::civil::Date::new(year, part(date.month()), part(date.day())).map_err(|_| wrong())?;
    let start = day.to_zoned(TimeZone::system()).map_err(|_| wrong())?;
    Moment::parse(&start.timestamp().to_string()).ok_or_else(wrong)
}

/// What changed at a place, in plain words.
pub fn words(lang: Lang, address: &str, (before, after): (Option<&str>, Option<&str>)) -> String {
    let address = Address::parse(&SCHEMA, address).ok();
    let texts = [before, after].map(Option::unwrap_or_default);
    let trees = texts.map(|ron| Tree::parse(ron).ok());
    let [was, is] = match &address {
        Some(address) if [before, after].iter().zip(&trees).all(|(ron, tree)| ron.is_none() || tree.is_some()) => {
            told_beside(lang, address, std::array::from_fn(|at| Some(trees[at].as_ref()?.root(texts[at]))))
        }
        _ => [before, after].map(|ron| ron.map_or_else(|| t::absent(lang).to_owned(), str::to_owned)),
    };
    // A record or list item comes and goes; a field is always there and may be without a value.
    let whole = address.as_ref().is_some_and(|address| !matches!(address.path.last(), Some(Step::Field(_))));
    match (before, after) {
        (None, _) if whole => s::record_added(lang, &is),
        (_, None) if whole => s::record_removed(lang, &was),
        _ => s::turned(lang, &was, &is),
    }
}
