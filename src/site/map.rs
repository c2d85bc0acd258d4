//! The map of the regions as a picture within the page, each region a link.
//!
//! Entry point: [`PageContext::map`].

use maud::{Markup, html};

use super::map_outline::outlines;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::query::map::TerritoryMap;
use crate::query::map::colouring::{colours, neighbours};
use crate::query::map::raster::{MapExtent, MapRaster, PixelPlace, RasterSize};
use crate::texts;

/// Pixels across at most.
const COLUMNS: usize = 240;

/// With more regions than this only their letters would overlap.
const NAMED: usize = 40;

/// With more municipalities than this their points would cover the map.
const DOTTED: usize = 500;

impl PageContext<'_> {
    pub(super) fn map(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::map(lang).to_owned();
        let map = TerritoryMap::of(self.data);
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::map_lead(lang)) }
            @match MapExtent::of(&map).and_then(|extent| raster(&map, extent)) {
                Some(raster) => (self.picture(&map, &raster)),
                None => p.unknown { (texts::site::no_map(lang)) },
            }
            @for (_, missing) in crate::present::map::missing(&map, lang) { p { (missing) } }
            h2 { (texts::site::regions(lang)) }
            ul.chips { @for region in &map.regions { li { (self.link(*region)) } } }
        };
        PageContent { title, description: texts::site::map_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    fn picture(&self, map: &TerritoryMap, raster: &MapRaster) -> Markup {
        let colours = colours(&neighbours(map, raster));
        let paths = outlines(map, raster);
        let size = raster.size;
        let point = |town: usize| raster.place(town).map(|place| (place.column * 2 + 1, place.row * 2 + 1));
        html! {
            svg.map viewBox=(format!("0 0 {} {}", size.columns * 2, size.rows * 2)) role="group" aria-label=(texts::site::map_lead(self.lang)) {
                @for (number, region) in map.regions.iter().enumerate() {
                    a href=(self.href(SitePage::Record(*region))) aria-label=(self.data.name(*region)) {
                        path.(format!("map-{}", colours[number])) d=(paths[number]) { title { (self.data.name(*region)) } }
                    }
                }
                @if let Some(path) = paths.last().filter(|path| !path.is_empty()) { path.map-none d=(path) {} }
                @if map.towns.len() <= DOTTED {
                    g.towns aria-hidden="true" {
                        @for (x, y) in (0..map.towns.len()).filter_map(point) { circle cx=(x) cy=(y) r="2" {} }
                    }
                }
                @if map.regions.len() <= NAMED {
                    g.names aria-hidden="true" {
                        @for (region, place) in map.regions.iter().zip(roomy_places(map, raster)) {
                            @if let Some(place) = place { (self.region_name(place, *region)) }
                        }
                    }
                }
            }
        }
    }

    /// Returns the name of a region where it has most room, a word on a line.
    fn region_name(&self, place: PixelPlace, region: Slot) -> Markup {
        let name = self.data.short_name(region);
        let words: Vec<&str> = name.split(' ').collect();
        let (x, y) = (place.column * 2 + 1, place.row * 2 + 1);
        // The first line so much higher that all of them together stand around the place.
        let first = 0.35 - 0.55 * (words.len() as f64 - 1.0);
        html! {
            text x=(x) y=(y) {
                @for (number, word) in words.iter().enumerate() {
                    tspan x=(x) dy=(format!("{:.2}em", if number == 0 { first } else { 1.1 })) { (word) }
                }
            }
        }
    }
}

fn raster(map: &TerritoryMap, extent: MapExtent) -> Option<MapRaster> {
    let columns = COLUMNS.min(extent.widest());
    MapRaster::new(map, RasterSize { columns, rows: extent.rows(columns, 1.0), pixel_height: 1.0 })
}

/// Returns for each region of a map the pixel around which there is most room for a name, which is
/// about three times as wide as high; `None` where the region has no pixel.
fn roomy_places(map: &TerritoryMap, raster: &MapRaster) -> Vec<Option<PixelPlace>> {
    let (columns, rows) = (raster.size.columns, raster.size.rows);
    let region = |column, row| raster.owner(column, row).and_then(|town| map.towns[town].region);
    // How far the region reaches from each pixel to the left and upward, then the other way.
    let mut reach = vec![[0usize; 4]; columns * rows];
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            let same = |other: bool, from: usize| if other { from + 1 } else { 0 };
            let is_left = column > 0 && region(column - 1, row) == region(column, row);
            let is_above = row > 0 && region(column, row - 1) == region(column, row);
            reach[at][0] = same(is_left, if column > 0 { reach[at - 1][0] } else { 0 });
            reach[at][1] = same(is_above, if row > 0 { reach[at - columns][1] } else { 0 });
        }
    }
    let mut best: Vec<Option<(usize, PixelPlace)>> = vec![None; map.regions.len()];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let at = row * columns + column;
            let is_right = column + 1 < columns && region(column + 1, row) == region(column, row);
            let is_below = row + 1 < rows && region(column, row + 1) == region(column, row);
            reach[at][2] = if is_right { reach[at + 1][2] + 1 } else { 0 };
            reach[at][3] = if is_below { reach[at + columns][3] + 1 } else { 0 };
            let Some(region) = region(column, row) else { continue };
            let [left, above, right, below] = reach[at];
            let room = left.min(right).min(3 * above.min(below));
            if best[region].is_none_or(|(most, _)| room > most) {
                best[region] = Some((room, PixelPlace { column, row }));
            }
        }
    }
    best.into_iter().map(|best| best.map(|(_, place)| place)).collect()
}
