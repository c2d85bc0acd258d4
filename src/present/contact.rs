//! The lines of a contact card: what another region says about a field, a body of the region, and
//! whom to ask where the office cannot be reached.
//!
//! Entry points: [`elsewhere`], [`open_body`], [`field_body`] and [`instead`].

use super::{Span, status};
use crate::document::Slot;
use crate::index::body_level::level_of;
use crate::index::display_names::text;
use crate::query::DatasetView;
use crate::query::contact::{ContactInstead, FieldBody, OtherRegionEngagement};
use crate::texts::{self, Lang, detail};
use crate::theme::Role;

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardLine {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub spans: Vec<Span>,
}

/// A line that names whom to ask instead of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsteadLine {
    /// What it says.
    pub line: CardLine,
    /// Where that stands.
    pub place: InsteadPlace,
}

/// Where it stands whom to ask instead of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsteadPlace {
    /// On the page of a body.
    Body(Slot),
    /// In this field of the region.
    OfRegion(&'static str),
    /// In this field of the district.
    OfDistrict(&'static str),
}

/// Returns the line of another region with known activity: its wording, and whether it goes on.
pub fn elsewhere(data: DatasetView<'_>, other: &OtherRegionEngagement, lang: Lang) -> CardLine {
    let record = data.document.record(other.engagement).ok();
    let wording = record.and_then(|record| text(record.root(), "wording"));
    let mut spans = vec![status::mark(other.status)];
    spans.push((Role::Text, wording.unwrap_or_else(|| detail::unknown(lang).to_owned())));
    spans.extend(other.status_but_active().map(|status| (Role::Dim, format!(" · {}", status.label().get(lang)))));
    CardLine { label: data.short_name(other.region), spans }
}

/// Returns the lines of those to ask where the office of a region cannot be reached. The first has
/// the label.
pub fn instead(data: DatasetView<'_>, others: &[ContactInstead], lang: Lang) -> Vec<InsteadLine> {
    let line = |(number, other): (usize, &ContactInstead)| {
        let (spans, place) = match other {
            ContactInstead::Caretaker(mailbox) => {
                (vec![(Role::Link, mailbox.clone())], InsteadPlace::OfRegion("caretaker"))
            }
            ContactInstead::Website(website) => {
                (vec![(Role::Link, website.clone())], InsteadPlace::OfRegion("website"))
            }
            ContactInstead::Body { body, way } => {
                let spans = vec![(Role::Link, data.name(*body)), (Role::Text, format!(" · {way}"))];
                (spans, InsteadPlace::Body(*body))
            }
            ContactInstead::District { name, website } => {
                let task = texts::guide::accompanies_networks(lang);
                let mut spans = vec![(Role::Text, name.clone()), (Role::Dim, format!(" · {task}"))];
                if let Some(website) = website {
                    spans.extend([(Role::Dim, " · ".to_owned()), (Role::Link, website.clone())]);
                }
                (spans, InsteadPlace::OfDistrict(website.as_ref().map_or("unit", |_| "website")))
            }
        };
        let label = if number == 0 { texts::guide::ask_instead(lang) } else { " " };
        InsteadLine { line: CardLine { label: label.to_owned(), spans }, place }
    };
    others.iter().enumerate().map(line).collect()
}

/// Returns the line of a body that is open to all; `None` when its record cannot be read.
pub fn open_body(data: DatasetView<'_>, body: Slot, lang: Lang) -> Option<CardLine> {
    body_line(data, body, None, lang)
}

/// Returns the line of a body that deals with the field, with what is known of its openness.
pub fn field_body(data: DatasetView<'_>, known: FieldBody, lang: Lang) -> Option<CardLine> {
    let openness = if known.is_closed { texts::guide::not_open(lang) } else { texts::guide::open_unknown(lang) };
    body_line(data, known.body, Some(openness), lang)
}

fn body_line(data: DatasetView<'_>, body: Slot, openness: Option<&str>, lang: Lang) -> Option<CardLine> {
    let record = data.document.record(body).ok()?;
    let label =
        level_of(data.document.schema(), record.root()).map_or(detail::unknown(lang), |level| level.label().get(lang));
    let note = text(record.root(), "note");
    let mut spans = vec![(Role::Link, data.name(body))];
    spans.extend(note.as_deref().into_iter().chain(openness).map(|text| (Role::Dim, format!(" · {text}"))));
    Some(CardLine { label: label.to_owned(), spans })
}
