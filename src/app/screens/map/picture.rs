//! The map as it is painted: pixels, colours and letters for one size.
//!
//! Painted anew only when something that it shows has changed, never when the cursor moves. Entry
//! point: [`MapPicture::renew`].

use ratatui::layout::Size;

use crate::app::workspace::Workspace;
use crate::present::map::{LegendEntry, MapQuery, RegionPaint, legend, letters, paints, picture};
use crate::query::map::TerritoryMap;
use crate::query::map::colouring::{colours, neighbours};
use crate::query::map::raster::{MapRaster, PixelPlace, RasterSize};
use crate::query::map::shade::{RegionShade, shades};
use crate::theme::Theme;

/// The map, painted.
#[derive(Debug)]
pub struct MapPicture {
    /// The town of each pixel: a pixel is a cell, or its upper or lower half.
    pub raster: MapRaster,
    /// True when a pixel is half a cell.
    pub has_halves: bool,
    /// What is shown of each region.
    pub shades: Vec<RegionShade>,
    /// How each region is painted.
    pub paints: Vec<RegionPaint>,
    letters: Vec<char>,
    colours: Vec<usize>,
    /// The cells it takes.
    size: Size,
    /// What it shows.
    pub query: MapQuery,
}

impl MapPicture {
    /// Paints the map where the picture does not show it any more. It is dropped when the towns
    /// change.
    pub(super) fn renew(
        painted: &mut Option<MapPicture>,
        workspace: &Workspace,
        map: &TerritoryMap,
        query: MapQuery,
        size: Size,
    ) {
        // Half a cell says nothing without colours, and has no sign in ASCII.
        let has_halves = !workspace.settings.ascii && workspace.settings.theme != Theme::Plain;
        painted.take_if(|former| (former.size, former.has_halves) != (size, has_halves));
        match painted {
            None => *painted = MapPicture::new(workspace, map, query, size, has_halves),
            Some(former) if former.query != query => former.recolour(workspace, map, query),
            Some(_) => {}
        }
    }

    fn new(
        workspace: &Workspace,
        map: &TerritoryMap,
        query: MapQuery,
        size: Size,
        has_halves: bool,
    ) -> Option<MapPicture> {
        let (columns, rows) = (usize::from(size.width), usize::from(size.height));
        // A cell is about twice as high as wide.
        let pixels = match has_halves {
            true => RasterSize { columns, rows: 2 * rows, pixel_height: 1.0 },
            false => RasterSize { columns, rows, pixel_height: 2.0 },
        };
        let raster = MapRaster::new(map, pixels)?;
        let neighbours = neighbours(map, &raster);
        let letters = letters(workspace.data(), map, &neighbours);
        let colours = colours(&neighbours);
        let (shades, paints) = (Vec::new(), Vec::new());
        let mut picture = MapPicture { raster, has_halves, shades, paints, letters, colours, size, query };
        picture.recolour(workspace, map, query);
        Some(picture)
    }

    fn recolour(&mut self, workspace: &Workspace, map: &TerritoryMap, query: MapQuery) {
        self.query = query;
        self.shades = shades(workspace.data(), map, query.topic, query.period);
        self.paints = paints(&self.shades, &self.letters, &self.colours);
    }

    /// Returns the letter of a region.
    pub fn letter(&self, region: usize) -> Option<char> {
        self.letters.get(region).copied()
    }

    /// Returns the town whose centre lies in a cell.
    pub fn centre(&self, PixelPlace { column, row }: PixelPlace) -> Option<usize> {
        if !self.has_halves {
            return self.raster.centre(column, row);
        }
        self.raster.centre(column, 2 * row).or_else(|| self.raster.centre(column, 2 * row + 1))
    }

    /// Returns column and row of the cell in which the centre of a town lies.
    pub fn place(&self, town: usize) -> Option<PixelPlace> {
        let PixelPlace { column, row } = self.raster.place(town)?;
        Some(PixelPlace { column, row: row / if self.has_halves { 2 } else { 1 } })
    }

    /// Returns the map in letters, with what they mean below.
    pub(super) fn text(&self, workspace: &Workspace, map: &TerritoryMap) -> String {
        let (columns, rows) = (self.size.width.into(), self.size.height.into());
        let size = RasterSize { columns, rows, pixel_height: 2.0 };
        let mut lines = MapRaster::new(map, size).map_or_else(Vec::new, |raster| picture(map, &raster, &self.paints));
        lines.push(String::new());
        let entries = legend(workspace.data(), map, self.query, &self.paints, workspace.lang(), usize::MAX);
        lines.extend(entries.iter().map(LegendEntry::text));
        lines.join("\n")
    }
}
