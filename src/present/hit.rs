//! A hit of the search in words: its name, and what it was found by where the name does not say so.
//!
//! Screen and command line ask here. Entry points: [`hit_spans`], [`reason_text`].

use super::Span;
use super::excerpt::excerpt;
use super::process::reason_word;
use super::record_label::RecordLabel;
use super::text_of;
use crate::document::{Address, AddressStep};
use crate::index::{MatchedText, Query, matches_in};
use crate::model::SCHEMA;
use crate::query::DatasetView;
use crate::query::search::HitDescription;
use crate::schema::Field;
use crate::text::width;
use crate::texts::Lang;
use crate::theme::Role;

/// Cells for what a hit was found by where lines may be of any length.
const ROOM: usize = 100;

/// Fewest cells for a text that was found.
const NARROWEST: usize = 12;

/// Returns name and reasons of a hit on one line of so many cells, where `region`, its region,
/// stands beside it.
pub fn hit_spans(
    data: DatasetView<'_>,
    hit: &HitDescription,
    query: &Query,
    region: &str,
    room: usize,
    lang: Lang,
) -> Vec<Span> {
    let RecordLabel { name, behind } = RecordLabel::within(data, hit.slot, hit.region, lang);
    let reasons = hit.reasons_beside(&[&name, &behind, region], query);
    // A long name leaves room for the text that was found.
    let least = reasons.first().map_or(0, |reason| width(&place(hit, reason, lang)) + NARROWEST + 3);
    let mut left = room.saturating_sub(width(&behind));
    let mut spans = named(&name, query, left.saturating_sub(least).max(left / 2));
    left = left.saturating_sub(width(&text_of(&spans)));
    spans.extend(named(&behind, query, room).into_iter().map(dimmed));
    for (number, reason) in reasons.iter().enumerate() {
        // Those that follow keep what they need, as far as each has as much room as the others.
        let fair = left / (reasons.len() - number);
        let needed = |reason: &&MatchedText| width(&place(hit, reason, lang)) + width(&reason.text) + 3;
        let kept: usize = reasons[number + 1..].iter().map(|reason| needed(reason).min(fair)).sum();
        let share = left.saturating_sub(kept);
        let place = format!(" · {}", place(hit, reason, lang));
        // What was found matters more than where.
        let has_room = share >= width(&place) + NARROWEST;
        let place = if has_room { place } else { " · ".to_owned() };
        let share = share.saturating_sub(width(&place));
        let text = excerpt(&reason.text, &reason.ranges, share);
        left = left.saturating_sub(width(&place) + width(&text_of(&text)));
        spans.push((Role::Dim, place));
        spans.extend(text);
    }
    spans.extend(hit.open.iter().map(|reason| (Role::Warning, format!(" · {}", reason_word(*reason, lang)))));
    spans
}

/// Returns what a hit was found by where its label does not say so, on one line.
pub fn reason_text(hit: &HitDescription, query: &Query, label: &str, lang: Lang) -> String {
    let said = |reason: &&MatchedText| {
        format!("{}{}", place(hit, reason, lang), text_of(&excerpt(&reason.text, &reason.ranges, ROOM)))
    };
    let open = hit.open.iter().map(|reason| reason_word(*reason, lang).to_owned());
    hit.reasons_beside(&[label], query).iter().map(said).chain(open).collect::<Vec<_>>().join(" · ")
}

/// Returns a text in the colour of what stands beside others.
pub fn dimmed(mut span: Span) -> Span {
    if span.0 == Role::Text {
        span.0 = Role::Dim;
    }
    span
}

/// Returns a name with what was found in it marked.
pub fn named(name: &str, query: &Query, room: usize) -> Vec<Span> {
    let mut spans = excerpt(name, &matches_in(name, query), room);
    spans.iter_mut().filter(|span| span.0 == Role::Dim).for_each(|span| span.0 = Role::Text);
    spans
}

/// Returns the field that a text stands in; a list item is named after its list.
fn field_of(hit: &HitDescription, reason: &MatchedText) -> Option<&'static Field> {
    let length = reason.path.iter().rposition(|step| matches!(step, AddressStep::Field(_)))? + 1;
    let path = reason.path.get(..length)?.to_vec();
    Address { table: hit.slot.table, id: String::new(), path }.field(&SCHEMA)
}

/// Returns where a text stands: the field, or the kind of another record.
fn place(hit: &HitDescription, reason: &MatchedText, lang: Lang) -> String {
    let place = match reason.via {
        Some(other) => Some(SCHEMA.table(other.table).singular),
        None => field_of(hit, reason).map(|field| field.label),
    };
    place.map_or_else(String::new, |place| format!("{}: ", place.get(lang)))
}
