//! What a folded text is made of: words, each with the marks that follow it.
//!
//! `https://www.kreis-dueren.de` is `https://`, `www.`, `kreis-`, `dueren.` and `de`. Identifiers
//! and addresses are different in every record, but the words they are made of are not, so that
//! there are few to look through. Knows no records. Enter at [`tokens`], [`join`].

use std::iter::from_fn;

/// What a byte of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    Letter,
    Mark,
    Blank,
}

const KINDS: [ByteClass; 256] = {
    let mut kinds = [ByteClass::Letter; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let ascii = byte as u8;
        kinds[byte] = match ascii {
            b' ' => ByteClass::Blank,
            _ if ascii.is_ascii_control() => ByteClass::Blank,
            _ if ascii.is_ascii_alphanumeric() => ByteClass::Letter,
            _ => ByteClass::Mark,
        };
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> ByteClass {
    KINDS[usize::from(byte)]
}

/// True for what a word consists of: letters and digits; in folded text all that is not ASCII
/// counts as a letter.
pub fn in_word(byte: u8) -> bool {
    kind(byte) == ByteClass::Letter
}

/// The words of a text, each with the marks that follow it, and the blank after them when there are
/// any. A blank after letters is left out: it stands between any two words that would be one
/// otherwise.
///
/// The text is folded, or [`is_plain`]: then these are its words folded or not.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    from_fn(move || {
        let bytes = text.as_bytes();
        let until = |start: usize, ends: fn(ByteClass) -> bool| {
            bytes[start..].iter().position(|byte| ends(kind(*byte))).map_or(bytes.len(), |count| start + count)
        };
        let start = until(at, |kind| kind != ByteClass::Blank);
        let letters = until(start, |kind| kind != ByteClass::Letter);
        let marks = until(letters, |kind| kind != ByteClass::Mark);
        at = marks + usize::from(marks > letters && marks < bytes.len() && kind(bytes[marks]) == ByteClass::Blank);
        (start < at).then(|| &text[start..at])
    })
}

/// True when folding puts no word of a text together or takes one apart: when there are no letters
/// in it but those of Latin-1, which nearly all German text is made of.
pub fn is_plain(text: &str) -> bool {
    // The letters of Latin-1 are two bytes, the first of which begins nothing else.
    text.bytes().all(|byte| byte < 0xC0 || byte == 0xC3)
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
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn plain_text_has_the_words_that_its_folded_form_has() {
        let latin = ('\u{c0}'..='\u{ff}').map(|c| format!("a{c}b")).collect::<Vec<_>>().join(" ");
        let control = ('\0'..='\x7f').map(|c| format!("A{c}B.{c} C")).collect::<String>();
        for text in [&latin[..], &control, "Straße\n(A 43)", "Köln-Mülheim, 51063 (MÜL)"] {
            let folded = |token| fold(token).plain().to_owned();
            let words: Vec<String> = fold(text).tokens().map(|(plain, _)| plain.to_owned()).collect();
            assert!(is_plain(text), "{text}");
            assert_eq!(tokens(text).map(folded).collect::<Vec<_>>(), words);
        }
        // What folding makes marks or blanks of, and what it takes away.
        for text in
            ["Bildungsbüro – Köln", "„Ich möchte …“", "Ko\u{308}ln", "Kita\u{a0}Grundschule", "Bildungs\u{ad}netz"]
        {
            assert!(!is_plain(text), "{text}");
        }
    }

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
