//! Where the district lies, judged by its own municipalities.

use crate::document::SyntaxValue;

/// Kilometres from one degree of latitude to the next.
const DEGREE_KM: f64 = 111.2;

/// The middle of all positions and how far from it one may lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Territory {
    middle: (f64, f64),
    limit_km: f64,
}

impl Territory {
    /// Judges by the medians, which a few wrong positions do not move; `None` when there are fewer
    /// than five.
    pub(super) fn of(positions: &[(f64, f64)]) -> Option<Territory> {
        if positions.len() < 5 {
            return None;
        }
        let middle = (median(positions.iter().map(|p| p.0)), median(positions.iter().map(|p| p.1)));
        let typical = median(positions.iter().map(|p| kilometres(middle, *p)));
        Some(Territory { middle, limit_km: (4.0 * typical).max(50.0) })
    }

    /// How far off a position lies when it lies outside.
    pub(super) fn outside(&self, position: (f64, f64)) -> Option<f64> {
        Some(kilometres(self.middle, position)).filter(|far| *far > self.limit_km)
    }
}

/// Latitude and longitude of a value.
pub(super) fn position(value: SyntaxValue<'_>) -> Option<(f64, f64)> {
    let mut parts = value.items();
    let (latitude, longitude) = (parts.next()?.as_f64()?, parts.next()?.as_f64()?);
    parts.next().is_none().then_some((latitude, longitude))
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// Distance on a plane through the middle; exact enough within one country.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let north = (b.0 - a.0) * DEGREE_KM;
    let east = (b.1 - a.1) * DEGREE_KM * a.0.to_radians().cos();
    north.hypot(east)
}
