//! The outlines of the regions of a map, as paths of SVG.
//!
//! The map is a grid of pixels; where the region changes from one pixel to the next there is a
//! border. Borders are joined to loops, and each corner is cut at the middles of its edges, which
//! neighbours share, so that no gap opens between them. Entry point: [`outlines`].

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::query::map::TerritoryMap;
use crate::query::map::raster::MapRaster;

/// A corner of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Corner {
    column: i32,
    row: i32,
}

/// Returns for each region of a map the data of the path around it; that of municipalities without
/// a region last. A pixel is two units wide.
pub(super) fn outlines(map: &TerritoryMap, raster: &MapRaster) -> Vec<String> {
    let nowhere = map.regions.len();
    let region = |column: i32, row: i32| -> Option<usize> {
        let (column, row) = (usize::try_from(column).ok()?, usize::try_from(row).ok()?);
        Some(map.towns[raster.owner(column, row)?].region.unwrap_or(nowhere))
    };
    let mut borders: Vec<Vec<(Corner, Corner)>> = vec![Vec::new(); nowhere + 1];
    let (columns, rows) = (raster.size.columns as i32, raster.size.rows as i32);
    for row in 0..rows {
        for column in 0..columns {
            let Some(here) = region(column, row) else { continue };
            // Around a pixel as the clock goes.
            let [a, b, c, d] = [(0, 0), (1, 0), (1, 1), (0, 1)]
                .map(|(right, down)| Corner { column: column + right, row: row + down });
            let sides = [((0, -1), a, b), ((1, 0), b, c), ((0, 1), c, d), ((-1, 0), d, a)];
            for ((right, down), from, to) in sides {
                if region(column + right, row + down) != Some(here) {
                    borders[here].push((from, to));
                }
            }
        }
    }
    borders.into_iter().map(|edges| path(&loops(edges))).collect()
}

/// Joins edges to closed loops.
fn loops(edges: Vec<(Corner, Corner)>) -> Vec<Vec<Corner>> {
    let mut leaving: HashMap<Corner, Vec<Corner>> = HashMap::new();
    for (from, to) in edges.iter().rev() {
        leaving.entry(*from).or_default().push(*to);
    }
    let mut loops = Vec::new();
    for (start, _) in &edges {
        let mut around = Vec::new();
        let mut at = *start;
        while let Some(next) = leaving.get_mut(&at).and_then(Vec::pop) {
            around.push(at);
            at = next;
        }
        if around.len() > 2 {
            loops.push(around);
        }
    }
    loops
}

/// Returns the path through the middles of the edges of loops, without points on a straight line.
fn path(loops: &[Vec<Corner>]) -> String {
    let mut data = String::new();
    for around in loops {
        // Twice the middle of each edge, so that it is a whole number.
        let middles: Vec<(i32, i32)> = around
            .iter()
            .zip(around.iter().cycle().skip(1))
            .map(|(a, b)| (a.column + b.column, a.row + b.row))
            .collect();
        let count = middles.len();
        let turns = |at: usize| {
            let (before, here, after) = (middles[(at + count - 1) % count], middles[at], middles[(at + 1) % count]);
            (here.0 - before.0) * (after.1 - here.1) != (here.1 - before.1) * (after.0 - here.0)
        };
        let mut last: Option<(i32, i32)> = None;
        for at in (0..count).filter(|at| turns(*at)) {
            let (x, y) = middles[at];
            // Writing into a text cannot fail.
            let _ = match last {
                None => write!(data, "M{x} {y}"),
                Some((from_x, from_y)) => write!(data, "l{} {}", x - from_x, y - from_y),
            };
            last = Some((x, y));
        }
        data.push('z');
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_pixel_becomes_a_diamond() {
        let corner = |column, row| Corner { column, row };
        let around = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(column, row)| corner(column, row));
        let edges = (0..4).map(|at| (around[at], around[(at + 1) % 4])).collect();
        assert_eq!(path(&loops(edges)), "M1 0l1 1l-1 1l-1 -1z");
    }
}
