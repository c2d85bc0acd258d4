//! Which regions touch each other on the map, and colours by which neighbours differ.
//!
//! A colour is a number here. Six are enough for regions that are each of one piece. Entry points:
//! [`neighbours`] and [`colours`].

use std::collections::BTreeSet;

use super::TerritoryMap;
use super::raster::MapRaster;

/// Number of colours.
pub const COLOURS: usize = 6;

/// Returns for each region of a map the regions that touch it in the picture.
pub fn neighbours(map: &TerritoryMap, raster: &MapRaster) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); map.regions.len()];
    let region = |column, row| raster.owner(column, row).and_then(|town| map.towns[town].region);
    for row in 0..raster.size.rows {
        for column in 0..raster.size.columns {
            let Some(here) = region(column, row) else { continue };
            // Those that touch at a corner count too.
            let below = [column.checked_sub(1), Some(column), Some(column + 1)].into_iter().flatten();
            let others = std::iter::once(region(column + 1, row)).chain(below.map(|column| region(column, row + 1)));
            for other in others.flatten().filter(|other| *other != here) {
                found[here].push(other);
                found[other].push(here);
            }
        }
    }
    for others in &mut found {
        others.sort_unstable();
        others.dedup();
    }
    found
}

/// Returns a colour for each region, so that neighbours differ.
///
/// Those with the fewest neighbours are coloured last. On a plane one of at most five neighbours is
/// always left, so that six colours suffice; where regions are scattered, the colour that is rarest
/// around is taken.
pub fn colours(neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut degrees: Vec<usize> = neighbours.iter().map(Vec::len).collect();
    let mut left: BTreeSet<(usize, usize)> = degrees.iter().copied().zip(0..).collect();
    let mut order = Vec::with_capacity(neighbours.len());
    while let Some((_, region)) = left.pop_first() {
        order.push(region);
        for other in &neighbours[region] {
            if left.remove(&(degrees[*other], *other)) {
                degrees[*other] -= 1;
                left.insert((degrees[*other], *other));
            }
        }
    }
    let mut colours = vec![None; neighbours.len()];
    let mut uses = [0usize; COLOURS];
    for region in order.into_iter().rev() {
        let mut around = [0usize; COLOURS];
        neighbours[region].iter().filter_map(|other| colours[*other]).for_each(|colour: usize| around[colour] += 1);
        // Of those that are as rare around, the one used least: the more different, the better.
        let colour = (0..COLOURS).min_by_key(|colour| (around[*colour], uses[*colour])).unwrap_or_default();
        uses[colour] += 1;
        colours[region] = Some(colour);
    }
    colours.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_have_different_colours_on_any_grid_of_triangles() {
        let (columns, rows) = (9, 7);
        let at = |column: usize, row: usize| row * columns + column;
        let mut neighbours = vec![Vec::new(); columns * rows];
        for row in 0..rows {
            for column in 0..columns {
                let others = [(column + 1, row), (column, row + 1), (column + 1, row + 1)];
                for (c, r) in others.into_iter().filter(|(c, r)| *c < columns && *r < rows) {
                    neighbours[at(column, row)].push(at(c, r));
                    neighbours[at(c, r)].push(at(column, row));
                }
            }
        }
        let colours = colours(&neighbours);
        for (region, others) in neighbours.iter().enumerate() {
            assert!(others.iter().all(|other| colours[*other] != colours[region]), "{region}");
        }
    }

    #[test]
    fn where_all_touch_all_every_colour_is_used() {
        let all: Vec<Vec<usize>> = (0..9).map(|one| (0..9).filter(|other| *other != one).collect()).collect();
        let used: BTreeSet<usize> = colours(&all).into_iter().collect();
        assert_eq!(used.len(), COLOURS);
    }
}
