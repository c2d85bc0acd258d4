//! The map of the district: where its municipalities lie, and which one is next in a direction.
//!
//! It needs no outlines: a place belongs to the municipality with the smallest distance² − area/π
//! ([`raster`]). Must not know a terminal; how large the picture is, the caller says. Entry points:
//! [`TerritoryMap::of`], [`MapRaster::new`](raster::MapRaster::new), [`shades`](shade::shades).

pub mod colouring;
pub mod raster;
pub mod shade;

use std::f64::consts::PI;

use super::DatasetView;
use crate::document::{Document, Slot};
use crate::index::chunks::{SHARE, is_small};
use crate::index::field;
use crate::model::input::is_position;
use crate::model::territory::{Coordinates, DEGREE_KM, Territory, position};
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::parallel;

/// A municipality on the map.
#[derive(Debug, Clone, Copy)]
pub struct MapTown {
    /// Its record.
    pub slot: Slot,
    /// Its region, as a number among [`TerritoryMap::regions`]; `None` where it refers to none.
    pub region: Option<usize>,
    /// Where its centre lies on earth.
    pub centre: Coordinates,
    /// Kilometres from the meridian in the middle of the map to the east.
    pub east: f64,
    /// Kilometres from the parallel in the middle of the map to the south.
    pub south: f64,
    /// Its area in square kilometres; 0 where it is unknown.
    pub area: f64,
}

/// A direction on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapDirection {
    /// Up.
    North,
    /// To the right.
    East,
    /// Down.
    South,
    /// To the left.
    West,
}

/// The municipalities on a plane.
#[derive(Debug, Clone, Default)]
pub struct TerritoryMap {
    /// Those that are drawn, in the order of the file.
    pub towns: Vec<MapTown>,
    /// The regions that they belong to, in the order of lists.
    pub regions: Vec<Slot>,
    /// Those whose position is unknown, in the order of the file.
    pub unplaced: Vec<Slot>,
    /// Those whose position is implausibly far from all others, so that with them the map would be
    /// too small to read; in the order of the file.
    pub distant: Vec<Slot>,
}

/// What the record of a municipality says for the map.
struct TownRecord {
    slot: Slot,
    centre: Option<Coordinates>,
    area: f64,
}

impl MapTown {
    /// Returns the square of the radius of a circle with the area of the municipality.
    pub fn reach(&self) -> f64 {
        self.area / PI
    }
}

impl TerritoryMap {
    /// Returns the map of a dataset.
    pub fn of(data: DatasetView<'_>) -> TerritoryMap {
        let records = town_records(data.document);
        let centres: Vec<Coordinates> = records.iter().filter_map(|town| town.centre).collect();
        let territory = Territory::of(&centres);
        let mut map = TerritoryMap::default();
        let mut placed = Vec::new();
        for town in records {
            match town.centre {
                None => map.unplaced.push(town.slot),
                Some(centre) if territory.is_some_and(|known| known.outside(centre).is_some()) => {
                    map.distant.push(town.slot);
                }
                Some(centre) => placed.push((town, centre)),
            }
        }
        let middle = middle(placed.iter().map(|(_, centre)| *centre));
        let region_of = |slot| data.index.region_of(slot).filter(|region| region.table == REGIONS);
        let mut numbers = vec![None; data.document.slot_count(REGIONS)];
        for (town, _) in &placed {
            region_of(town.slot).iter().for_each(|region| numbers[region.index as usize] = Some(0));
        }
        let order = data.index.order(data.document, REGIONS).iter();
        map.regions = order.copied().filter(|region| numbers[region.index as usize].is_some()).collect();
        for (number, region) in map.regions.iter().enumerate() {
            numbers[region.index as usize] = Some(number);
        }
        let across = DEGREE_KM * middle.latitude.to_radians().cos();
        map.towns.extend(placed.into_iter().map(|(TownRecord { slot, area, .. }, centre)| MapTown {
            slot,
            region: region_of(slot).and_then(|region| numbers[region.index as usize]),
            centre,
            east: (centre.longitude - middle.longitude) * across,
            south: (middle.latitude - centre.latitude) * DEGREE_KM,
            area,
        }));
        map
    }

    /// Returns the number of the municipality nearest to another in a direction: of those that lie
    /// rather there than in any other direction. Thereby a way leads from each to every other.
    pub fn neighbour(&self, from: usize, direction: MapDirection) -> Option<usize> {
        let here = self.towns.get(from)?;
        let mut nearest: Option<(f64, usize)> = None;
        for (number, town) in self.towns.iter().enumerate() {
            let (east, south) = (town.east - here.east, town.south - here.south);
            let (ahead, aside) = match direction {
                MapDirection::North => (-south, east),
                MapDirection::East => (east, south),
                MapDirection::South => (south, -east),
                MapDirection::West => (-east, -south),
            };
            // Of several at the same place the next one of the file lies to the east.
            let is_ahead = match direction {
                MapDirection::East if (east, south) == (0.0, 0.0) => number > from,
                MapDirection::West if (east, south) == (0.0, 0.0) => number < from,
                // A diagonal belongs to one direction only, else some town might never be nearest.
                _ => ahead > 0.0 && -ahead < aside && aside <= ahead,
            };
            let distance = ahead * ahead + aside * aside;
            let is_nearer = nearest.is_none_or(|(least, _)| distance < least);
            if is_ahead && is_nearer {
                nearest = Some((distance, number));
            }
        }
        nearest.map(|(_, number)| number)
    }

    /// Returns the number of a municipality.
    pub fn town(&self, slot: Slot) -> Option<usize> {
        self.towns.iter().position(|town| town.slot == slot)
    }

    /// Returns the largest municipality of each region.
    pub fn largest(&self) -> Vec<usize> {
        let mut largest: Vec<Option<usize>> = vec![None; self.regions.len()];
        for (number, town) in self.towns.iter().enumerate() {
            let Some(region) = town.region else { continue };
            if largest[region].is_none_or(|former| self.towns[former].area < town.area) {
                largest[region] = Some(number);
            }
        }
        largest.into_iter().flatten().collect()
    }
}

fn town_records(document: &Document) -> Vec<TownRecord> {
    let slots: Vec<Slot> = document.slots(MUNICIPALITIES).collect();
    let shares: Vec<&[Slot]> = slots.chunks(SHARE).collect();
    let read = |share: usize| shares[share].iter().map(|slot| town_record(document, *slot)).collect::<Vec<_>>();
    parallel::map(shares.len(), is_small(document), read).into_iter().flatten().collect()
}

fn town_record(document: &Document, slot: Slot) -> TownRecord {
    let record = document.record_fields(slot, &["position", "area_km2"]).ok();
    let value = |name| record.as_ref().and_then(|record| field(record.root(), name));
    let centre = value("position").and_then(position);
    let area = value("area_km2").and_then(|area| area.as_f64());
    TownRecord {
        slot,
        centre: centre.filter(|centre| is_position(centre.latitude, centre.longitude)),
        area: area.filter(|area| area.is_finite() && *area > 0.0).unwrap_or(0.0),
    }
}

/// Returns the middle between the outermost positions.
fn middle(positions: impl Iterator<Item = Coordinates> + Clone) -> Coordinates {
    let between = |part: fn(Coordinates) -> f64| {
        let (least, most) = positions
            .clone()
            .map(part)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
        f64::midpoint(least, most)
    };
    Coordinates { latitude: between(|position| position.latitude), longitude: between(|position| position.longitude) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::colouring::{colours, neighbours};
    use super::raster::{MapRaster, RasterSize};
    use super::*;
    use crate::index::Index;
    use crate::model::{SCHEMA, SHIPPED};
    use crate::query::NameCache;
    use proptest::prelude::*;

    /// The map of the shipped dataset.
    pub(crate) fn shipped() -> (TerritoryMap, Document) {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        (of(&document), document)
    }

    fn of(document: &Document) -> TerritoryMap {
        let (index, names) = (Index::build(document), NameCache::default());
        TerritoryMap::of(DatasetView { document, index: &index, names: &names })
    }

    fn parsed(municipalities: &str) -> TerritoryMap {
        let text =
            format!("Directory(regions: [(id: \"r\", name: \"R\", kind: Kreis)], municipalities: [{municipalities}])");
        of(&Document::parse(&SCHEMA, format!("#![enable(implicit_some)]\n{text}")).unwrap())
    }

    /// Returns which towns can be reached from one of them, or from which it can be reached.
    fn reached(map: &TerritoryMap, backwards: bool) -> usize {
        use MapDirection::{East, North, South, West};
        let mut ways = vec![Vec::new(); map.towns.len()];
        for from in 0..map.towns.len() {
            for to in [North, East, South, West].into_iter().filter_map(|direction| map.neighbour(from, direction)) {
                if backwards { ways[to].push(from) } else { ways[from].push(to) }
            }
        }
        let (mut seen, mut open) = (vec![false; ways.len()], vec![0]);
        seen[0] = true;
        while let Some(town) = open.pop() {
            for next in &ways[town] {
                if !std::mem::replace(&mut seen[*next], true) {
                    open.push(*next);
                }
            }
        }
        seen.into_iter().filter(|seen| *seen).count()
    }

    #[test]
    fn every_shipped_town_lies_in_its_own_region_at_any_usual_size() {
        let (map, document) = shipped();
        assert_eq!((map.towns.len(), map.regions.len()), (99, 11));
        for (columns, rows) in [(44, 40), (79, 72), (120, 110)] {
            let raster = MapRaster::new(&map, RasterSize { columns, rows, pixel_height: 1.0 }).unwrap();
            for (number, town) in map.towns.iter().enumerate() {
                let place = raster.place(number).unwrap();
                let owner = raster.owner(place.column, place.row).unwrap();
                assert_eq!(map.towns[owner].region, town.region, "{} at {columns}×{rows}", document.id(town.slot));
            }
            let touching = neighbours(&map, &raster);
            let colours = colours(&touching);
            for (region, others) in touching.iter().enumerate() {
                assert!(others.iter().all(|other| colours[*other] != colours[region]), "{columns}×{rows}");
            }
        }
    }

    #[test]
    fn the_regions_lie_where_an_atlas_has_them() {
        let (map, document) = shipped();
        let middle = |id: &str| {
            let region = map.regions.iter().position(|region| document.id(*region) == id).unwrap();
            let towns: Vec<&MapTown> = map.towns.iter().filter(|town| town.region == Some(region)).collect();
            let mean =
                |part: fn(&MapTown) -> f64| towns.iter().map(|town| part(town)).sum::<f64>() / towns.len() as f64;
            (mean(|town| town.east), mean(|town| town.south))
        };
        let (koeln_east, koeln_south) = middle("koeln");
        for (id, east, south) in [
            ("heinsberg", -1, -1),
            ("dueren", -1, 1),
            ("aachen", -1, 1),
            ("euskirchen", -1, 1),
            ("rhein-erft", -1, 0),
            ("leverkusen", 0, -1),
            ("rhein-berg", 1, -1),
            ("oberberg", 1, 0),
            ("rhein-sieg", 1, 1),
            ("bonn", 1, 1),
        ] {
            let (this_east, this_south) = middle(id);
            let side = |here: f64, koeln: f64, wanted: i32| wanted == 0 || ((here - koeln) > 0.0) == (wanted > 0);
            assert!(side(this_east, koeln_east, east) && side(this_south, koeln_south, south), "{id}");
        }
    }

    #[test]
    fn from_every_shipped_town_a_way_leads_to_every_other() {
        let (map, _) = shipped();
        assert_eq!((reached(&map, false), reached(&map, true)), (99, 99));
    }

    #[test]
    fn towns_without_a_usable_position_are_told_and_do_not_spoil_the_map() {
        let near = (0..6).map(|n| format!("(id: \"t{n}\", name: \"T\", region: \"r\", position: (50.{n}, 6.{n})),"));
        let others = "(id: \"none\", name: \"N\", region: \"r\"), (id: \"half\", name: \"H\", region: \"r\", position: (91.0, 6.0)),
            (id: \"far\", name: \"F\", region: \"r\", position: (6.1, 50.1)), (id: \"lost\", name: \"L\", region: \"x\", position: (50.3, 6.2))";
        let map = parsed(&format!("{}{others}", near.collect::<String>()));
        assert_eq!((map.towns.len(), map.unplaced.len(), map.distant.len()), (7, 2, 1));
        assert_eq!(map.towns.last().unwrap().region, None);
        assert!(parsed("").towns.is_empty() && parsed("(id: \"none\", name: \"N\", region: \"r\")").towns.is_empty());
    }

    #[test]
    fn a_single_town_and_towns_at_one_place_are_painted_and_reached() {
        for count in [1, 2, 5] {
            let towns: String = (0..count)
                .map(|n| format!("(id: \"t{n}\", name: \"T\", region: \"r\", position: (50.0, 6.0)),"))
                .collect();
            let map = parsed(&towns);
            assert_eq!((reached(&map, false), reached(&map, true)), (count, count));
            let raster = MapRaster::new(&map, RasterSize { columns: 9, rows: 5, pixel_height: 2.0 }).unwrap();
            assert!(raster.place(count - 1).and_then(|place| raster.owner(place.column, place.row)).is_some());
        }
    }

    proptest! {
        #[test]
        fn from_every_town_a_way_leads_to_every_other(places in proptest::collection::vec((0u32..400, 0u32..300), 1..60)) {
            let town = |(number, (east, south)): (usize, &(u32, u32))| MapTown {
                slot: Slot { table: MUNICIPALITIES, index: number as u32 },
                region: None,
                centre: Coordinates { latitude: 0.0, longitude: 0.0 },
                east: f64::from(*east),
                south: f64::from(*south),
                area: 10.0,
            };
            let towns: Vec<MapTown> = places.iter().enumerate().map(town).collect();
            let map = TerritoryMap { towns, ..TerritoryMap::default() };
            prop_assert_eq!((reached(&map, false), reached(&map, true)), (places.len(), places.len()));
        }
    }
}
