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
use crate::query::map::shade::{RegionShade, begin_shades, read_shades};
use crate::theme::MAP_ROLES;

/// How many regions are read before the key is answered, and between keys.
const AT_ONCE: usize = 64;
/// Cells of the map for each town below which not every town has its letter.
const CELLS_OF_LETTER: usize = 5;

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
    /// The town whose letter stands in a cell, row by row.
    marks: Vec<Option<usize>>,
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
        let has_halves = !workspace.settings.ascii && workspace.settings.theme.fill(MAP_ROLES[0]).is_some();
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
        let (shades, paints, marks) = (Vec::new(), Vec::new(), Vec::new());
        let mut picture = MapPicture { raster, has_halves, shades, paints, letters, colours, marks, size, query };
        picture.marks = picture.marks(map);
        picture.recolour(workspace, map, query);
        Some(picture)
    }

    /// Chooses the towns that have a letter: all of them where they leave room for colours, else
    /// the largest one of each region.
    fn marks(&self, map: &TerritoryMap) -> Vec<Option<usize>> {
        let cells = usize::from(self.size.width) * usize::from(self.size.height);
        let mut marks: Vec<Option<usize>> = vec![None; cells];
        let marked: Vec<usize> = match map.towns.len() * CELLS_OF_LETTER <= cells {
            true => (0..map.towns.len()).collect(),
            false => map.largest(),
        };
        for town in marked {
            let Some(PixelPlace { column, row }) = self.place(town) else { continue };
            let mark = &mut marks[row * usize::from(self.size.width) + column];
            let is_larger = |former: usize| map.towns[former].area < map.towns[town].area;
            if mark.is_none_or(is_larger) {
                *mark = Some(town);
            }
        }
        marks
    }

    fn recolour(&mut self, workspace: &Workspace, map: &TerritoryMap, query: MapQuery) {
        self.query = query;
        self.shades = begin_shades(workspace.data(), map, query.topic);
        self.read_on(workspace, map);
    }

    /// Returns true when what the map shows of every region is read.
    pub fn is_read(&self) -> bool {
        self.shades.last() != Some(&RegionShade::Unread)
    }

    /// Reads what the map shows of the next regions.
    pub(super) fn read_on(&mut self, workspace: &Workspace, map: &TerritoryMap) {
        let MapQuery { topic, period } = self.query;
        read_shades(workspace.data(), map, topic, period, &mut self.shades, AT_ONCE);
        self.paints = paints(&self.shades, &self.letters, &self.colours);
    }

    /// Returns the letter of a region.
    pub fn letter(&self, region: usize) -> Option<char> {
        self.letters.get(region).copied()
    }

    /// Returns the town whose letter stands in a cell.
    pub fn marked(&self, PixelPlace { column, row }: PixelPlace) -> Option<usize> {
        *self.marks.get(row * usize::from(self.size.width) + column)?
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
