//! The layout of the map: the picture, and what is said of it beside or below.
//!
//! Pure; used by the map to paint and by the view to draw. Entry point: [`MapLayout::new`].

use ratatui::layout::Rect;

use crate::query::map::raster::MapExtent;

/// Cells and lines below which there is no map.
const LEAST: (u16, u16) = (12, 4);
/// Cells between the picture and what is said beside it.
const GAP: u16 = 2;
/// How many times as high as wide a cell is, about.
const CELL_HEIGHT: f64 = 2.0;

/// The parts of the map.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct MapLayout {
    /// The border around everything; empty where there is no room for one.
    pub frame: Rect,
    /// The picture; empty where there is no room.
    pub map: Rect,
    /// What is said of the town, and what letters mean.
    pub text: Rect,
}

impl MapLayout {
    /// Returns the layout of a map of this extent in an area: the text stands where it leaves more
    /// to the picture.
    pub fn new(body: Rect, extent: Option<MapExtent>) -> MapLayout {
        let has_frame = body.width >= 24 && body.height >= 8;
        let frame = if has_frame { body } else { Rect { width: 0, height: 0, ..body } };
        let inner = match has_frame {
            true => Rect { x: body.x + 2, y: body.y + 1, width: body.width - 4, height: body.height - 2 },
            false => body,
        };
        let Some(extent) = extent.filter(|_| inner.width >= LEAST.0 && inner.height >= LEAST.1) else {
            return MapLayout { frame, ..MapLayout::default() };
        };
        let (beside, below) = (beside(inner, extent), below(inner));
        let scale = |map: Rect| {
            let (across, down) = (f64::from(map.width) / extent.width, f64::from(map.height) / extent.height);
            across.min(down * CELL_HEIGHT)
        };
        let (map, text) = if scale(beside.0) >= scale(below.0) { beside } else { below };
        MapLayout { frame, map, text }
    }
}

/// Puts the text to the right of the picture.
fn beside(inner: Rect, extent: MapExtent) -> (Rect, Rect) {
    let least = (inner.width * 2 / 5).clamp(0, 30);
    let wanted = u16::try_from(extent.columns(inner.height.into(), CELL_HEIGHT)).unwrap_or(u16::MAX);
    let width = wanted.min(inner.width.saturating_sub(least + GAP));
    let map = Rect { width, ..inner };
    let text = Rect { x: inner.x + width + GAP, width: inner.width.saturating_sub(width + GAP), ..inner };
    (map, text)
}

/// Puts the text below the picture.
fn below(inner: Rect) -> (Rect, Rect) {
    let lines = (inner.height / 3).clamp(1, 16);
    let map = Rect { height: inner.height - lines, ..inner };
    (map, Rect { y: map.bottom(), height: lines, ..inner })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_in_the_area_and_none_over_another() {
        let (map, _) = crate::query::map::tests::shipped();
        let extent = MapExtent::of(&map);
        for (width, height) in (0..=210).flat_map(|width| (0..=62).map(move |height| (width, height))) {
            let body = Rect::new(0, 1, width, height);
            let layout = MapLayout::new(body, extent);
            for part in [layout.map, layout.text].into_iter().filter(|part| !part.is_empty()) {
                assert_eq!(part.intersection(body), part, "{width}×{height}");
            }
            assert!(!layout.map.intersects(layout.text), "{width}×{height}");
        }
    }
}
