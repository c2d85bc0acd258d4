//! The layout of the matrix: widths of labels and columns, and the number of visible rows and
//! columns.
//!
//! Pure; used by the matrix to scroll and by the view to draw. Entry point: [`MatrixLayout::new`].

use ratatui::layout::Rect;

use super::MatrixNames;
use crate::text::width;

/// Width of the narrowest column: a cell of four signs and a gap.
const NARROWEST: usize = 5;
/// Width of the narrowest label that still distinguishes the fields.
const LABEL: usize = 14;
/// Width of the column with the totals.
const TOTAL: u16 = 5;

/// The parts of the matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MatrixLayout {
    /// The border around everything; empty where there is no room for one.
    pub frame: Rect,
    /// Line of the border between the matrix and the explanation of the cell.
    pub joint: Option<u16>,
    /// Heads, cells and totals.
    pub grid: Rect,
    /// The explanation of the cell; empty where there is no room.
    pub strip: Rect,
    /// Height of the heads.
    pub heads: u16,
    /// Width of the names of the fields.
    pub label: u16,
    /// True when the names of the fields are shown in full.
    pub full: bool,
    /// Width of a column with its gap.
    pub column: u16,
    /// Number of visible columns.
    pub columns: usize,
    /// Number of visible rows.
    pub rows: usize,
    /// Width of the totals at the right; 0 where they are omitted.
    pub total: u16,
    /// Height of the totals below; 0 where they are omitted.
    pub totals: u16,
}

impl MatrixLayout {
    /// Returns the layout of a matrix with these names in an area. Below the cells there are at
    /// least so many lines for a legend; where no row of cells would stay, it takes their place.
    pub fn new(body: Rect, names: &MatrixNames, legend: usize) -> MatrixLayout {
        let mut layout = MatrixLayout { grid: body, ..MatrixLayout::default() };
        if body.width >= 24 && body.height >= 8 {
            layout.frame = body;
            layout.grid = Rect { x: body.x + 2, y: body.y + 1, width: body.width - 4, height: body.height - 2 };
        }
        layout.across(names);
        layout.down(names.fields.len(), u16::try_from(legend).unwrap_or(u16::MAX));
        layout
    }

    /// Distributes the width: full names of fields if every region keeps its column, else the short
    /// ones.
    fn across(&mut self, names: &MatrixNames) {
        let room = usize::from(self.grid.width);
        let count = names.regions.len().max(1);
        self.total = if room >= 46 { TOTAL } else { 0 };
        let widest = |names: &[String]| names.iter().map(|n| width(n)).max().unwrap_or(0) + 1;
        let (full, short) = (widest(&names.fields), widest(&names.short));
        let rest = |label: usize| room.saturating_sub(label + usize::from(self.total));
        self.full = rest(full) >= (NARROWEST + 1) * count.min(12);
        let label = if self.full { full } else { short_label(short, room, rest(NARROWEST * count)) };
        let lines = usize::from(max_heads(self.frame.height));
        let wanted = (names.whole[lines - 1] + 1).max(NARROWEST);
        self.label = label as u16;
        self.column = (rest(label) / count).clamp(NARROWEST, wanted) as u16;
        self.columns = (rest(label) / usize::from(self.column)).min(names.regions.len());
        let needed = heads_of(names, self.column, lines);
        self.heads = needed.min(lines) as u16;
    }

    /// Distributes the height: the explanation gets what the rows leave, and never less than it
    /// needs.
    fn down(&mut self, fields: usize, legend: u16) {
        let framed = self.frame.height > 0;
        let room = self.grid.height;
        self.heads = self.heads.min(room.saturating_sub(1));
        self.totals = u16::from(room >= 12);
        let least = match room {
            20.. => 5,
            14.. => 4,
            8.. => 3,
            5.. => 1,
            _ => 0,
        };
        let joint = u16::from(framed);
        let fixed = self.heads + self.totals + joint;
        let fields = u16::try_from(fields).unwrap_or(u16::MAX);
        if legend > 0 && fixed.saturating_add(legend) >= room {
            (self.heads, self.totals, self.rows) = (0, 0, 0);
            (self.strip, self.grid.height) = (self.grid, 0);
            return;
        }
        let rows = room.saturating_sub(fixed + least.max(legend)).min(fields);
        let strip = room.saturating_sub(fixed + rows);
        self.rows = rows.into();
        self.joint = framed.then_some(self.grid.bottom().saturating_sub(strip + 1));
        self.strip = Rect { y: self.grid.bottom() - strip, height: strip, ..self.grid };
        self.grid.height -= strip + joint.min(self.grid.height - strip);
    }

    /// Returns the line of a row, counted from the first visible one.
    pub fn row(&self, number: usize) -> Rect {
        let y = self.grid.y + self.heads + number as u16;
        Rect { y, height: 1, ..self.grid }
    }

    /// Returns the line of the totals.
    pub fn total_row(&self) -> Rect {
        Rect { height: self.totals, ..self.row(self.rows) }
    }

    /// Returns the cell of a line in a column, counted from the first visible one.
    pub fn cell(&self, line: Rect, number: usize) -> Rect {
        let x = line.x + self.label + number as u16 * self.column;
        Rect { x, width: self.column.min(line.right().saturating_sub(x)), ..line }
    }

    /// Returns the totals cell of a line, after the last column.
    pub fn total_cell(&self, line: Rect) -> Rect {
        let x = self.cell(line, self.columns).x.min(line.right());
        Rect { x, width: self.total.min(line.right() - x), ..line }
    }
}

/// Returns the width of the short names: shortened a little if that makes every region visible, at
/// most a third of the room.
fn short_label(widest: usize, room: usize, left: usize) -> usize {
    let cut = if (LABEL..widest).contains(&left) { left } else { widest };
    cut.min(room / 3).max(8).min(room)
}

/// Returns the maximum height of heads for a total height.
fn max_heads(height: u16) -> u16 {
    match height {
        34.. => 3,
        // A message that takes rows of the design size changes no heads.
        19.. => 2,
        _ => 1,
    }
}

fn heads_of(names: &MatrixNames, column: u16, lines: usize) -> usize {
    let heads = names.heads(usize::from(column.saturating_sub(1)), lines);
    heads.iter().map(Vec::len).max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(regions: usize) -> MatrixNames {
        let regions: Vec<String> = (0..regions).map(|n| format!("Region {n}")).collect();
        MatrixNames {
            whole: [1, 2, 3].map(|lines| super::super::headers::whole(&regions, lines)),
            regions,
            fields: vec!["Übergang Grundschule – weiterführende Schule".into(); 24],
            short: vec!["Grundschule–Sek. I".into(); 24],
            ..MatrixNames::default()
        }
    }

    #[test]
    fn eleven_regions_fit_at_eighty_columns_with_their_totals() {
        let layout = MatrixLayout::new(Rect::new(0, 1, 80, 22), &names(11), 0);
        assert_eq!((layout.columns, layout.total), (11, TOTAL));
        assert!(layout.rows >= 11 && layout.strip.height >= 4, "{layout:?}");
    }

    #[test]
    fn wide_terminals_show_full_names_and_all_rows() {
        let layout = MatrixLayout::new(Rect::new(0, 1, 200, 58), &names(11), 0);
        assert!(layout.full);
        assert_eq!((layout.columns, layout.rows), (11, 24));
    }

    #[test]
    fn a_legend_leaves_most_rows_unless_there_is_no_room_for_any() {
        let layout = |body: Rect, legend: usize| MatrixLayout::new(body, &names(11), legend);
        let [design, smallest] = [Rect::new(0, 1, 80, 22), Rect::new(0, 1, 40, 10)];
        assert!(layout(design, 3).rows >= 11, "{:?}", layout(design, 3));
        let filled = layout(smallest, 8);
        assert_eq!((filled.rows, filled.strip.height), (0, 8));
    }

    #[test]
    fn everything_lies_within_the_area_at_every_size() {
        for regions in [0, 1, 11, 400] {
            let names = names(regions);
            for (width, height) in (0..=210).step_by(7).flat_map(|w| (0..=62).map(move |h| (w, h))) {
                let body = Rect::new(0, 1, width, height);
                let layout = MatrixLayout::new(body, &names, usize::from(width % 5));
                let inside = |area: Rect| area.right() <= width && area.bottom() <= body.bottom();
                assert!(inside(layout.grid) && inside(layout.strip), "{body:?} {layout:?}");
                let lines = layout.rows as u16 + layout.heads + layout.totals;
                assert!(lines <= layout.grid.height || layout.rows == 0, "{body:?} {layout:?}");
                assert!(
                    layout.columns * usize::from(layout.column) <= usize::from(layout.grid.width),
                    "{body:?} {layout:?}"
                );
            }
        }
    }
}
