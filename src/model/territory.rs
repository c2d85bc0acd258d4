//! Positions on earth, and the area of the district, derived from its municipalities.
//!
//! Check and map take both from here. Must not know tables. Entry points: [`position`],
//! [`Territory::of`].

use crate::syntax::SyntaxValue;

/// Kilometres from one degree of latitude to the next.
pub const DEGREE_KM: f64 = 111.2;

/// A position on earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

/// The centre of all positions, and the distance from it that is plausible.
#[derive(Debug, Clone, Copy)]
pub struct Territory {
    middle: Coordinates,
    limit_km: f64,
}

impl Territory {
    /// Derives the area from medians, which a few wrong positions do not move; `None` for fewer
    /// than five positions.
    pub fn of(positions: &[Coordinates]) -> Option<Territory> {
        if positions.len() < 5 {
            return None;
        }
        let latitude = median(positions.iter().map(|position| position.latitude));
        let longitude = median(positions.iter().map(|position| position.longitude));
        let middle = Coordinates { latitude, longitude };
        let typical = median(positions.iter().map(|position| kilometres(middle, *position)));
        Some(Territory { middle, limit_km: (4.0 * typical).max(50.0) })
    }

    /// Returns the distance from the centre, for a position that lies outside.
    pub fn outside(&self, position: Coordinates) -> Option<f64> {
        Some(kilometres(self.middle, position)).filter(|far| *far > self.limit_km)
    }
}

/// Returns the latitude and longitude of a value.
pub fn position(value: SyntaxValue<'_>) -> Option<Coordinates> {
    let mut parts = value.items();
    let (latitude, longitude) = (parts.next()?.as_f64()?, parts.next()?.as_f64()?);
    parts.next().is_none().then_some(Coordinates { latitude, longitude })
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// Returns the distance on a plane through the centre; exact enough within one country.
fn kilometres(from: Coordinates, to: Coordinates) -> f64 {
    let north = (to.latitude - from.latitude) * DEGREE_KM;
    let east = (to.longitude - from.longitude) * DEGREE_KM * from.latitude.to_radians().cos();
    north.hypot(east)
}
