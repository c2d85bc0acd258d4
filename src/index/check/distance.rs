//! The word that was probably meant.

/// The candidate nearest to a word, when it is near enough to be a misspelling of it.
pub fn nearest<S: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = S>) -> Option<String> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).clamp(1, 3);
    let near = candidates.into_iter().filter_map(|candidate| {
        let other: Vec<char> = candidate.as_ref().chars().flat_map(char::to_lowercase).collect();
        let far = if other.len().abs_diff(word.len()) > limit { limit + 1 } else { distance(&word, &other) };
        (far <= limit).then(|| (far, candidate.as_ref().to_owned()))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
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
