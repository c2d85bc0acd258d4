//! What a folded text is made of: words, each with the marks that follow it.
//!
//! `https://www.kreis-dueren.de` is `https://`, `www.`, `kreis-`, `dueren.` and `de`. Identifiers and addresses are
//! different in every record, but the words they are made of are not, so that there are few to look through. Knows no
//! records. Enter at [`tokens`], [`join`].

use std::iter::from_fn;

/// True for what a word consists of: letters and digits; in folded text all that is not ASCII counts as a letter.
pub fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The words of a folded text, each with the marks that follow it, and the blank after them when there are any. A blank
/// after letters is left out: it stands between any two words that would be one otherwise.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start_matches(' ');
    from_fn(move || {
        let bytes = rest.as_bytes();
        let letters = bytes.iter().position(|b| !in_word(*b)).unwrap_or(bytes.len());
        let marks = bytes[letters..].iter().position(|b| in_word(*b) || *b == b' ').unwrap_or(bytes.len() - letters);
        let blank = usize::from(marks > 0 && bytes.get(letters + marks) == Some(&b' '));
        let (token, next) = rest.split_at(letters + marks + blank);
        rest = next.trim_start_matches(' ');
        (!token.is_empty()).then_some(token)
    })
}

/// The text that has these words; what were several blanks is one.
pub fn join<'t>(tokens: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for token in tokens {
        if text.bytes().last().is_some_and(in_word) {
            text.push(' ');
        }
        text.push_str(token);
    }
    text.truncate(text.trim_end_matches(' ').len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_and_put_together() {
        for (text, parts, again) in [
            ("kreis duren", &["kreis", "duren"][..], "kreis duren"),
            (
                "https://www.kreis-duren.de/",
                &["https://", "www.", "kreis-", "duren.", "de/"],
                "https://www.kreis-duren.de/",
            ),
            ("st. augustin, bonn", &["st. ", "augustin, ", "bonn"], "st. augustin, bonn"),
            ("  a  b - c ", &["a", "b", "- ", "c"], "a b - c"),
            ("a -b- c", &["a", "-", "b- ", "c"], "a -b- c"),
            ("(rbb) ", &["(", "rbb) "], "(rbb)"),
            ("20 €", &["20", "€"], "20 €"),
            (" ", &[], ""),
        ] {
            assert_eq!(tokens(text).collect::<Vec<_>>(), parts, "{text:?}");
            assert_eq!(join(tokens(text)), again);
        }
    }
}
