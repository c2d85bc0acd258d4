//! Proposes the word that was probably meant.

use strsim::osa_distance;

/// The longest word, in bytes, for which a proposal is searched: the cost grows with the square of
/// the length.
const LONGEST: usize = 100;

/// Returns the candidate nearest to a word, when it is near enough for a misspelling; of equals the
/// first.
pub fn nearest<S: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = S>) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let word = lower(word);
    let length = word.chars().count();
    // The distance that a candidate must stay below: first of a misspelling, then of the best.
    let mut bound = (length / 3).clamp(1, 3) + 1;
    let mut best = None;
    for candidate in candidates {
        let other = candidate.as_ref();
        if other.len() > LONGEST || other.is_ascii() && other.len().abs_diff(length) >= bound {
            continue;
        }
        let distance = osa_distance(&word, &lower(other));
        if distance < bound {
            (bound, best) = (distance, Some(candidate));
        }
    }
    best.map(|candidate| candidate.as_ref().to_owned())
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
