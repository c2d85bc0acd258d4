//! The map as pixels: which municipality each belongs to.
//!
//! Each municipality claims the pixels around its centre, and the one with the smallest
//! distance² − area/π keeps them. So the work is in proportion to what is painted. Entry point:
//! [`MapRaster::new`].

use super::{MapTown, TerritoryMap};

/// Beyond this many square kilometres of distance² − area/π the map stays blank.
const LIMIT_KM2: f64 = 35.0;

/// Kilometres that a pixel is wide at least: nearer nothing more is to be seen.
const FINEST_KM: f64 = 0.5;

/// No municipality.
const NOBODY: u32 = u32::MAX;

/// The size of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RasterSize {
    /// Pixels across.
    pub columns: usize,
    /// Pixels down.
    pub rows: usize,
    /// How many times as high as wide a pixel is.
    pub pixel_height: f64,
}

/// How large the territory is that a map shows, in kilometres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapExtent {
    west: f64,
    north: f64,
    /// From west to east.
    pub width: f64,
    /// From north to south.
    pub height: f64,
}

/// A map as pixels.
#[derive(Debug, Clone)]
pub struct MapRaster {
    /// Its size.
    pub size: RasterSize,
    /// The municipality of each pixel, row by row.
    owners: Vec<u32>,
    /// The pixel in which the centre of each municipality lies.
    places: Vec<usize>,
}

impl MapExtent {
    /// Returns the territory of a map; `None` where nothing is drawn.
    pub fn of(map: &TerritoryMap) -> Option<MapExtent> {
        let all = map.towns.iter();
        let edge = |at: fn(&MapTown) -> f64, sign: f64| {
            let edges = all.clone().map(|town| at(town) + sign * radius(town));
            edges.reduce(|a, b| if sign < 0.0 { a.min(b) } else { a.max(b) })
        };
        let (west, east) = (edge(|town| town.east, -1.0)?, edge(|town| town.east, 1.0)?);
        let (north, south) = (edge(|town| town.south, -1.0)?, edge(|town| town.south, 1.0)?);
        Some(MapExtent { west, north, width: east - west, height: south - north })
    }

    /// Returns the width in pixels of the largest picture.
    pub fn widest(&self) -> usize {
        (self.width / FINEST_KM).ceil() as usize
    }

    /// Returns the width in pixels of the picture that is `rows` high.
    pub fn columns(&self, rows: usize, pixel_height: f64) -> usize {
        ((rows as f64 * pixel_height * self.width / self.height).ceil() as usize).min(self.widest())
    }

    /// Returns the height in pixels of the picture that is `columns` wide.
    pub fn rows(&self, columns: usize, pixel_height: f64) -> usize {
        (columns as f64 / pixel_height * self.height / self.width).ceil() as usize
    }
}

/// From kilometres to pixels.
struct Projection {
    west: f64,
    north: f64,
    /// Kilometres that a pixel is wide.
    across: f64,
    /// Kilometres that it is high.
    down: f64,
}

impl Projection {
    /// Returns the projection that puts a territory into the middle of a picture.
    fn new(extent: MapExtent, size: RasterSize) -> Projection {
        let (columns, rows) = (size.columns as f64, size.rows as f64 * size.pixel_height);
        let across = (extent.width / columns).max(extent.height / rows).max(FINEST_KM);
        Projection {
            west: extent.west - (across * columns - extent.width) / 2.0,
            north: extent.north - (across * rows - extent.height) / 2.0,
            across,
            down: across * size.pixel_height,
        }
    }

    fn column(&self, east: f64) -> f64 {
        (east - self.west) / self.across
    }

    fn row(&self, south: f64) -> f64 {
        (south - self.north) / self.down
    }
}

impl MapRaster {
    /// Paints a map in a size; `None` where there is nothing to paint or nowhere to paint it.
    pub fn new(map: &TerritoryMap, size: RasterSize) -> Option<MapRaster> {
        let extent = MapExtent::of(map).filter(|_| size.columns > 0 && size.rows > 0)?;
        let projection = Projection::new(extent, size);
        let pixels = size.columns * size.rows;
        let mut raster = MapRaster { size, owners: vec![NOBODY; pixels], places: Vec::with_capacity(map.towns.len()) };
        let mut least = vec![LIMIT_KM2; pixels];
        for (number, town) in (0..).zip(&map.towns) {
            raster.claim(number, town, &projection, &mut least);
        }
        raster.settle(&map.towns, &projection);
        Some(raster)
    }

    /// Lets a municipality claim the pixels around its centre.
    fn claim(&mut self, number: u32, town: &MapTown, projection: &Projection, least: &mut [f64]) {
        let (radius, reach) = (radius(town), town.reach());
        let span = |from: f64, to: f64, most: usize| (from.max(0.0) as usize)..(to.ceil().max(0.0) as usize).min(most);
        let columns =
            span(projection.column(town.east - radius), projection.column(town.east + radius), self.size.columns);
        let rows = span(projection.row(town.south - radius), projection.row(town.south + radius), self.size.rows);
        for row in rows {
            let down = projection.north + (row as f64 + 0.5) * projection.down - town.south;
            for column in columns.clone() {
                let across = projection.west + (column as f64 + 0.5) * projection.across - town.east;
                let claim = across * across + down * down - reach;
                let pixel = row * self.size.columns + column;
                if claim < least[pixel] {
                    least[pixel] = claim;
                    self.owners[pixel] = number;
                }
            }
        }
    }

    /// Gives the pixel in which a centre lies to its municipality, of several to the largest: one
    /// may be smaller than a pixel, and its centre far from the middle of it.
    fn settle(&mut self, towns: &[MapTown], projection: &Projection) {
        let mut settled = vec![NOBODY; self.owners.len()];
        for (number, town) in (0..).zip(towns) {
            let column = (projection.column(town.east) as usize).min(self.size.columns - 1);
            let row = (projection.row(town.south) as usize).min(self.size.rows - 1);
            let pixel = row * self.size.columns + column;
            self.places.push(pixel);
            let former = towns.get(settled[pixel] as usize);
            if former.is_none_or(|former| former.area < town.area) {
                settled[pixel] = number;
                self.owners[pixel] = number;
            }
        }
    }

    /// Returns the municipality that a pixel belongs to; `None` for a blank one and outside.
    pub fn owner(&self, column: usize, row: usize) -> Option<usize> {
        let town = *self.owners.get(row * self.size.columns + column).filter(|_| column < self.size.columns)?;
        (town != NOBODY).then_some(town as usize)
    }

    /// Returns column and row of the pixel in which the centre of a municipality lies.
    pub fn place(&self, town: usize) -> Option<PixelPlace> {
        let pixel = *self.places.get(town)?;
        Some(PixelPlace { column: pixel % self.size.columns, row: pixel / self.size.columns })
    }
}

/// Where a pixel lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelPlace {
    /// From the left.
    pub column: usize,
    /// From the top.
    pub row: usize,
}

/// Returns how far from its centre a municipality may own anything, in kilometres.
fn radius(town: &MapTown) -> f64 {
    (town.reach() + LIMIT_KM2).sqrt()
}
