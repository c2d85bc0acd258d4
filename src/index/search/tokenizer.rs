//! Splits folded text into tokens: words, each with the marks that follow it.
//!
//! `https://www.kreis-dueren.de` becomes `https://`, `www.`, `kreis-`, `dueren.` and `de`.
//! Identifiers and addresses differ from record to record, but the words they consist of do not, so
//! there are few to scan. Independent of records. Entry points: [`tokens`], [`join`].

use std::iter::from_fn;

/// The class of a byte of a text.
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

/// Returns true for a byte of a word: letters and digits. In folded text everything outside ASCII
/// counts as a letter.
pub fn in_word(byte: u8) -> bool {
    kind(byte) == ByteClass::Letter
}

/// Returns the words of a text, each with the marks that follow it, and with the blank after those
/// marks. A blank after letters is left out: it separates any two words that would otherwise be
/// one.
///
/// The text must be folded or [`is_plain`]. For the latter, folding the words gives the words of
/// the folded text.
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

/// Returns true when folding neither joins nor splits words of a text: when its only letters are
/// those of Latin-1, of which nearly all German text consists.
pub fn is_plain(text: &str) -> bool {
    // A letter of Latin-1 is two bytes, and only Latin-1 letters begin with this first one.
    text.bytes().all(|byte| byte < 0xC0 || byte == 0xC3)
}

/// Returns the text that has these words, with several blanks reduced to one.
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
    use crate::index::fold::fold;

    #[test]
    fn plain_text_has_the_words_that_its_folded_form_has() {
        let latin = ('\u{c0}'..='\u{ff}').map(|c| format!("a{c}b")).collect::<Vec<_>>().join(" ");
        let control = ('\0'..='\x7f').map(|c| format!("A{c}B.{c} C")).collect::<String>();
        for text in [&latin[..], &control, "Straße\n(A 43)", "Köln-Mülheim, 51063 (MÜL)"] {
            let folded = |token| fold(token).plain().to_owned();
            let words: Vec<String> = fold(text).split(tokens).map(|(plain, _)| plain.to_owned()).collect();
            assert!(is_plain(text), "{text}");
            assert_eq!(tokens(text).map(folded).collect::<Vec<_>>(), words);
        }
        // Characters that folding turns into marks or blanks, or removes.
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
