//! The rows of the guide's second step: the places that were typed, each leading to its region.
//!
//! Which places are meant is for [`places`] to say. Entry point: [`rows`].

use crate::app::detail::PageRow;
use crate::app::workspace::Workspace;
use crate::document::Slot;
use crate::model::REGIONS;
use crate::present::place::place_chain;
use crate::query::places::{PlaceAnswer, PlaceMatch, places};
use crate::texts;
use crate::theme::Role;

/// Maximum number of places listed at once.
const MOST: usize = 100;

/// Returns the places that were typed; all regions while nothing is.
pub fn rows(workspace: &Workspace, typed: &str) -> Vec<PageRow> {
    if typed.is_empty() {
        let regions = workspace.index.order(&workspace.doc, REGIONS).iter();
        return regions.map(|region| linked(workspace.label(*region).spans(Role::Text), Some(*region))).collect();
    }
    let PlaceAnswer { places, is_literal } = places(workspace.data(), typed);
    let mut rows: Vec<PageRow> =
        places.iter().take(MOST).map(|found| row(workspace, typed, found, is_literal)).collect();
    if places.is_empty() {
        rows.push(said(texts::guide::no_place(workspace.lang(), typed)));
    } else if places.len() > MOST {
        rows.push(said(texts::guide::more_places(workspace.lang(), places.len() - MOST)));
    }
    rows
}

/// Returns the row of a town with its region, or of a region. It begins with what was typed where
/// the place is called otherwise.
fn row(workspace: &Workspace, typed: &str, found: &PlaceMatch, is_literal: bool) -> PageRow {
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
