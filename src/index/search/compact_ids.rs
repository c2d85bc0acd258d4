//! Lists of small numbers in as few bytes as possible.
//!
//! Each key scans hundreds of thousands of numbers, nearly all below 65,536. With four bytes for
//! each, the search texts of a large file would take two thirds more memory, document and index
//! together a quarter. Entry point: [`CompactIds`]. Fast paths match on it and continue with slices
//! of [`CompactId`].

use std::ops::Range;

/// A number of two or four bytes.
pub trait CompactId: Copy {
    /// Returns the number as an index.
    fn get(self) -> usize;
}

impl CompactId for u16 {
    fn get(self) -> usize {
        usize::from(self)
    }
}

impl CompactId for u32 {
    fn get(self) -> usize {
        self as usize
    }
}

/// Returns the smallest entry of a table at these indices; `u8::MAX` without any.
#[inline(always)]
pub fn least<N: CompactId>(numbers: &[N], table: &[u8]) -> u8 {
    // Four independent minima, so that none waits for the one before.
    let (fours, rest) = numbers.as_chunks::<4>();
    let of = |best: u8, number: &N| best.min(table[number.get()]);
    let mut best = [u8::MAX; 4];
    for four in fours {
        best = std::array::from_fn(|lane| of(best[lane], &four[lane]));
    }
    rest.iter().fold(best[0].min(best[1]).min(best[2].min(best[3])), of)
}

/// A list of numbers.
#[derive(Debug)]
pub enum CompactIds {
    /// All numbers are below 65,536.
    Short(Vec<u16>),
    /// Some numbers are not.
    Long(Vec<u32>),
}

impl Default for CompactIds {
    fn default() -> CompactIds {
        CompactIds::Short(Vec::new())
    }
}

impl CompactIds {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        match self {
            CompactIds::Short(numbers) => numbers.len(),
            CompactIds::Long(numbers) => numbers.len(),
        }
    }

    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        match (&mut *self, u16::try_from(number)) {
            (CompactIds::Short(numbers), Ok(short)) => numbers.push(short),
            (CompactIds::Short(numbers), Err(_)) => {
                let mut long: Vec<u32> = numbers.iter().map(|number| u32::from(*number)).collect();
                long.push(number);
                *self = CompactIds::Long(long);
            }
            (CompactIds::Long(numbers), _) => numbers.push(number),
        }
    }

    /// Adds several numbers.
    pub fn extend(&mut self, more: &[u32]) {
        match self {
            CompactIds::Short(numbers) if more.iter().all(|number| *number <= u32::from(u16::MAX)) => {
                numbers.extend(more.iter().map(|number| *number as u16));
            }
            CompactIds::Short(_) => more.iter().for_each(|number| self.push(*number)),
            CompactIds::Long(numbers) => numbers.extend_from_slice(more),
        }
    }

    /// Adds a range of another list.
    pub fn copy(&mut self, from: &CompactIds, range: Range<usize>) {
        match (self, from) {
            (CompactIds::Short(numbers), CompactIds::Short(from)) => numbers.extend_from_slice(&from[range]),
            (CompactIds::Long(numbers), CompactIds::Long(from)) => numbers.extend_from_slice(&from[range]),
            (numbers, from) => range.for_each(|place| numbers.push(from.at(place))),
        }
    }

    /// Returns the number at a position.
    pub fn at(&self, place: usize) -> u32 {
        match self {
            CompactIds::Short(numbers) => u32::from(numbers[place]),
            CompactIds::Long(numbers) => numbers[place],
        }
    }

    /// Returns a copy without spare capacity, with each number mapped.
    pub fn map(&self, by: impl Fn(u32) -> u32) -> CompactIds {
        let mut mapped = self.room();
        (0..self.len()).for_each(|place| mapped.push(by(self.at(place))));
        mapped
    }

    /// Returns an empty list with capacity for as many numbers.
    pub fn room(&self) -> CompactIds {
        match self {
            CompactIds::Short(numbers) => CompactIds::Short(Vec::with_capacity(numbers.len())),
            CompactIds::Long(numbers) => CompactIds::Long(Vec::with_capacity(numbers.len())),
        }
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        match self {
            CompactIds::Short(numbers) => numbers.clear(),
            CompactIds::Long(_) => *self = CompactIds::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_long_when_one_needs_it() {
        let mut numbers = CompactIds::default();
        numbers.push(65_535);
        assert!(matches!(numbers, CompactIds::Short(_)));
        numbers.push(65_536);
        numbers.push(7);
        assert!(matches!(numbers, CompactIds::Long(_)));
        assert_eq!((0..numbers.len()).map(|place| numbers.at(place)).collect::<Vec<_>>(), [65_535, 65_536, 7]);
        let mapped = numbers.map(|number| number / 2);
        assert_eq!((0..mapped.len()).map(|place| mapped.at(place)).collect::<Vec<_>>(), [32_767, 32_768, 3]);
        numbers.clear();
        assert!(matches!(numbers, CompactIds::Short(_)));
    }
}
