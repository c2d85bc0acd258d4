//! The rows of what was typed in the guide: places, each leading to its region, and action fields.
//!
//! Both questions list both. Which are meant is for [`places`] and [`fields_meant`] to say. Entry
//! points: [`of_concern`], [`of_place`], [`of_both`].

use std::collections::HashSet;

use crate::app::detail::{PageBuilder, PageRow};
use crate::app::workspace::Workspace;
use crate::document::Slot;
use crate::model::REGIONS;
use crate::present::place::place_chain;
use crate::query::concerns::{FieldMatch, fields_meant};
use crate::query::place_and_topic::{FieldInRegion, PlaceAndTopic};
use crate::query::places::{PlaceAnswer, PlaceMatch, places};
use crate::texts;
use crate::theme::Role;

/// Maximum number of places listed at once.
const MOST: usize = 100;

/// How much a row is what was typed, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum RowRank {
    /// The whole name was typed.
    Exact,
    /// What the step asks for.
    Asked,
    /// What the other step asks for.
    Other,
    /// A place that is called otherwise.
    Similar,
}

/// Returns the concerns, fields and places that were typed.
pub fn of_concern(workspace: &Workspace, typed: &str) -> Vec<PageRow> {
    let unfolded = HashSet::new();
    let page = PageBuilder::new(workspace.page_source(None), &unfolded);
    let field = |slot: Slot| {
        let spans = page.concern(slot).unwrap_or_else(|| {
            let mut spans = vec![(Role::Text, workspace.name(slot))];
            spans.extend(page.synonyms(slot));
            spans
        });
        PageRow { indent: 1, ..linked(spans, Some(slot)) }
    };
    let place = |row: PageRow| PageRow { indent: 1, ..row };
    let fields = fields(workspace, typed, RowRank::Asked, field);
    let places = found_places(workspace, typed, RowRank::Other).into_iter().map(|(rank, row)| (rank, place(row)));
    by_rank(workspace, typed, fields.into_iter().chain(places))
}

/// Returns the places and fields that were typed; all regions while nothing is.
pub fn of_place(workspace: &Workspace, typed: &str) -> Vec<PageRow> {
    if typed.is_empty() {
        let regions = workspace.index.order(&workspace.doc, REGIONS).iter();
        return regions.map(|region| linked(workspace.label(*region).spans(Role::Text), Some(*region))).collect();
    }
    let field = |slot: Slot| {
        let name = workspace.name(slot);
        let kind = texts::guide::is_field(workspace.lang()).to_owned();
        linked(vec![(Role::Text, name), (Role::Dim, kind)], Some(slot))
    };
    let places = found_places(workspace, typed, RowRank::Asked);
    let fields = fields(workspace, typed, RowRank::Other, field);
    by_rank(workspace, typed, places.into_iter().chain(fields))
}

/// Returns a row for each region and action field that were typed at once; the region alone, and
/// that the rest is not understood, where it is no action field.
pub fn of_both(workspace: &Workspace, named: &PlaceAndTopic) -> Vec<PageRow> {
    let both = |found: FieldInRegion| {
        let (field, region) = (workspace.name(found.field), workspace.name(found.region));
        linked(vec![(Role::Text, field), (Role::Dim, format!(" · {region}"))], Some(found.field))
    };
    let rows: Vec<PageRow> = named.fields_in_regions(workspace.data()).into_iter().map(both).collect();
    if !rows.is_empty() {
        return rows;
    }
    let places = named.places.iter().map(|found| place(workspace, &named.place, found, false));
    places.chain([said(texts::guide::no_field(workspace.lang(), &named.topic))]).collect()
}

/// Returns the rows, the best first, or says what can be typed.
fn by_rank(workspace: &Workspace, typed: &str, rows: impl Iterator<Item = (RowRank, PageRow)>) -> Vec<PageRow> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(rank, _)| *rank);
    let more = rows.len().saturating_sub(MOST);
    let mut rows: Vec<PageRow> = rows.into_iter().take(MOST).map(|(_, row)| row).collect();
    if rows.is_empty() {
        rows.push(said(texts::guide::nothing_meant(workspace.lang(), typed)));
    } else if more > 0 {
        rows.push(said(texts::guide::more_places(workspace.lang(), more)));
    }
    rows
}

fn fields(workspace: &Workspace, typed: &str, rank: RowRank, row: impl Fn(Slot) -> PageRow) -> Vec<(RowRank, PageRow)> {
    let found = fields_meant(workspace.data(), typed);
    let rank = |found: &FieldMatch| if found.exact { RowRank::Exact } else { rank };
    found.into_iter().map(|found| (rank(&found), row(found.field))).collect()
}

fn found_places(workspace: &Workspace, typed: &str, rank: RowRank) -> Vec<(RowRank, PageRow)> {
    let PlaceAnswer { places, is_literal } = places(workspace.data(), typed);
    let rank = |found: &PlaceMatch| match found.exact {
        true => RowRank::Exact,
        false if is_literal => rank,
        false => RowRank::Similar,
    };
    places.iter().map(|found| (rank(found), place(workspace, typed, found, is_literal))).collect()
}

/// Returns the row of a town with its region, or of a region. It begins with what was typed where
/// the place is called otherwise.
fn place(workspace: &Workspace, typed: &str, found: &PlaceMatch, is_literal: bool) -> PageRow {
    let region = found.region.map(|region| workspace.name(region));
    let region = region.unwrap_or_else(|| texts::guide::region_unknown(workspace.lang()).to_owned());
    let town = found.municipality.map(|town| workspace.name(town));
    let spans = match town {
        town if !is_literal => vec![(Role::Text, place_chain(typed, &[&town.unwrap_or_default(), &region]))],
        Some(town) => vec![(Role::Text, town), (Role::Dim, format!(" · {region}"))],
        None => vec![(Role::Text, region)],
    };
    linked(spans, found.region)
}

fn linked(spans: Vec<(Role, String)>, link: Option<Slot>) -> PageRow {
    PageRow { spans, link, ..PageRow::default() }
}

fn said(text: String) -> PageRow {
    linked(vec![(Role::Dim, text)], None)
}
