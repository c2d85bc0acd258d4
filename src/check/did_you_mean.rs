//! Proposes the word that was probably meant.

/// The longest word, in bytes, for which a proposal is searched: the cost grows with the square of
/// the length.
const LONGEST: usize = 100;

/// Returns the candidate nearest to a word, when it is near enough for a misspelling; of equals the
/// first.
pub fn nearest<S: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = S>) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).clamp(1, 3);
    let (mut other, mut rows) = (Vec::new(), ComparisonRows::default());
    let mut best: Option<(usize, S)> = None;
    for candidate in candidates {
        let text = candidate.as_ref();
        if text.len() > LONGEST || text.is_ascii() && text.len().abs_diff(word.len()) > limit {
            continue;
        }
        other.clear();
        other.extend(text.chars().flat_map(char::to_lowercase));
        let far = rows.distance(&word, &other);
        if far <= limit && best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.as_ref().to_owned())
}

/// The last rows of the distance matrix, reused for the next comparison.
#[derive(Default)]
struct ComparisonRows {
    before: Vec<usize>,
    above: Vec<usize>,
    row: Vec<usize>,
}

impl ComparisonRows {
    /// Returns the edit distance: insertions, deletions, replacements and swaps of neighbours.
    fn distance(&mut self, mut a: &[char], mut b: &[char]) -> usize {
        // A common prefix and suffix cost nothing.
        while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b)
            && x == y
        {
            (a, b) = (a_rest, b_rest);
        }
        while let ([a_rest @ .., x], [b_rest @ .., y]) = (a, b)
            && x == y
        {
            (a, b) = (a_rest, b_rest);
        }
        let ComparisonRows { before, above, row } = self;
        above.clear();
        above.extend(0..=b.len());
        for (i, x) in a.iter().enumerate() {
            row.clear();
            row.push(i + 1);
            for (j, y) in b.iter().enumerate() {
                let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    least = least.min(before[j - 1] + 1);
                }
                row.push(least);
            }
            std::mem::swap(before, above);
            std::mem::swap(above, row);
        }
        above[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_finds_what_was_meant() {
        let fields = ["phone", "email", "website", "address"];
        for (word, meant) in [
            ("phnoe", Some("phone")),
            ("Email", Some("email")),
            ("webseite", Some("website")),
            ("fax", None),
            ("telefon", None),
        ] {
            assert_eq!(nearest(word, fields).as_deref(), meant, "{word}");
        }
    }
}
