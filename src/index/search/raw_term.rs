//! Whether the raw text of a record may contain a word as a search finds it: in any case, with any
//! spelling of umlauts.
//!
//! Only what is certain counts: a text with escapes or with letters that fold in unusual ways may
//! contain anything. Entry points: [`RawTerm::new`], [`is_usual`],
//! [`strings`].

use memchr::{memchr, memchr_iter, memchr2_iter};

use super::tokenizer::{in_word, is_plain};

/// Letters and digits, the rarest in German texts first, that no umlaut or ligature folds to.
const RARE: &[u8] = b"qxyjv789654z3pkwfbmgclh210dtrni";

/// A word to be found in raw texts, folded.
#[derive(Debug, Clone)]
pub(super) struct RawTerm {
    word: Box<[u8]>,
    /// The place in the word that is looked for first.
    anchor: usize,
}

impl RawTerm {
    /// Returns the term of a folded word; `None` where any text may contain it.
    pub fn new(word: &str) -> Option<RawTerm> {
        let word = word.as_bytes();
        let rank = |byte: &u8| RARE.iter().position(|rare| rare == byte);
        let anchors = word.iter().enumerate().filter_map(|(at, byte)| Some((rank(byte)?, at)));
        let (_, anchor) = anchors.min().filter(|_| word.is_ascii())?;
        Some(RawTerm { word: word.into(), anchor })
    }

    /// Returns false where a text that [`is_usual`] does not contain the word.
    pub fn may_stand_in(&self, text: &[u8]) -> bool {
        self.places(text).next().is_some()
    }

    /// Returns false where no word of a text that [`is_usual`] contains this one and is meant. A
    /// word of other letters than those of German may be.
    pub fn may_stand_in_word(&self, text: &[u8], is_meant: impl Fn(&str) -> bool) -> bool {
        self.places(text).any(|at| word_around(text, at).is_none_or(&is_meant))
    }

    /// Returns the places of its rarest letter where it may stand.
    fn places(&self, text: &[u8]) -> impl Iterator<Item = usize> {
        let (before, anchor, behind) =
            (&self.word[..self.anchor], self.word[self.anchor], &self.word[self.anchor + 1..]);
        let places = memchr2_iter(anchor, anchor.to_ascii_uppercase(), text);
        places.filter(move |at| begins(&text[at + 1..], behind) && ends(&text[..*at], before))
    }
}

/// Returns the letters and digits around a place; `None` where others than those of German are
/// among them.
fn word_around(text: &[u8], at: usize) -> Option<&str> {
    let is_outside = |byte: &u8| !in_word(*byte);
    let start = text[..at].iter().rposition(is_outside).map_or(0, |before| before + 1);
    let end = text[at..].iter().position(is_outside).map_or(text.len(), |len| at + len);
    std::str::from_utf8(&text[start..end]).ok().filter(|word| is_plain(word))
}

/// Returns true when a text may begin with a folded word.
fn begins(text: &[u8], word: &[u8]) -> bool {
    let [wanted, rest @ ..] = word else { return true };
    match text {
        [] => false,
        [byte, behind @ ..] if byte.is_ascii() => byte.to_ascii_lowercase() == *wanted && begins(behind, rest),
        [0xc3, byte, behind @ ..] => match folded(*byte) {
            Some([plain, added]) if plain == *wanted => {
                // An umlaut is one letter or two, a sharp s is two; the word may end between them.
                let is_one = plain != b's' && begins(behind, rest);
                is_one || rest.first().is_none_or(|next| *next == added && begins(behind, &rest[1..]))
            }
            known => known.is_none(),
        },
        _ => true,
    }
}

/// Returns true when a text may end with a folded word.
fn ends(text: &[u8], word: &[u8]) -> bool {
    let [rest @ .., wanted] = word else { return true };
    match text {
        [] => false,
        [before @ .., byte] if byte.is_ascii() => byte.to_ascii_lowercase() == *wanted && ends(before, rest),
        [before @ .., 0xc3, byte] => match folded(*byte) {
            Some([plain, added]) => {
                let is_one = plain != b's' && plain == *wanted && ends(before, rest);
                // The word may begin between the two letters.
                let is_two = added == *wanted
                    && rest.split_last().is_none_or(|(next, rest)| *next == plain && ends(before, rest));
                is_one || is_two
            }
            None => true,
        },
        _ => true,
    }
}

/// Returns the letters that a letter of Latin-1 stands for, told by its second byte; `None` for any
/// but umlauts and sharp s.
fn folded(second: u8) -> Option<[u8; 2]> {
    match second {
        0xa4 | 0x84 => Some(*b"ae"),
        0xb6 | 0x96 => Some(*b"oe"),
        0xbc | 0x9c => Some(*b"ue"),
        0x9f => Some(*b"ss"),
        _ => None,
    }
}

/// Returns true for a text without escapes whose only characters outside ASCII are umlauts, sharp s
/// and marks that fold to no letter or digit.
pub fn is_usual(text: &[u8]) -> bool {
    if memchr(b'\\', text).is_some() {
        return false;
    }
    let mut rest = text;
    loop {
        rest = &rest[ascii_len(rest)..];
        rest = match rest {
            [] => return true,
            [0xc3, second, behind @ ..] if folded(*second).is_some() => behind,
            // Dashes, quotes and the like; the euro sign.
            [0xe2, 0x80, _, behind @ ..] | [0xe2, 0x82, 0xac, behind @ ..] => behind,
            // Blank, section, guillemets, soft hyphen, degree, middle dot.
            [0xc2, 0xa0 | 0xa7 | 0xab | 0xad | 0xb0 | 0xb7 | 0xbb, behind @ ..] => behind,
            _ => return false,
        };
    }
}

/// Returns what stands between the quotes of a text, and what stands between strings.
pub fn strings(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = None;
    memchr_iter(b'"', text).map(move |end| start.replace(end + 1).map_or(&[][..], |start: usize| &text[start..end]))
}

/// Returns the number of bytes of ASCII at the beginning.
fn ascii_len(text: &[u8]) -> usize {
    const HIGH: u128 = u128::from_ne_bytes([0x80; 16]);
    let (chunks, _) = text.as_chunks::<16>();
    let start = 16 * chunks.iter().take_while(|chunk| u128::from_ne_bytes(**chunk) & HIGH == 0).count();
    start + text[start..].iter().take_while(|byte| byte.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::fold::fold;

    fn may_contain(text: &str, word: &str) -> bool {
        let text = text.as_bytes();
        RawTerm::new(word).is_none_or(|term| !is_usual(text) || term.may_stand_in(text))
    }

    #[test]
    fn a_word_is_found_in_any_case_and_with_any_umlaut() {
        for (text, typed, is_there) in [
            ("Düren", "duren", true),
            ("DUEREN", "düren", true),
            ("Düren", "eren", true),
            ("Dueren", "duer", true),
            ("Zollernstraße", "strasse", true),
            ("Zollernstraße", "sser", false),
            ("Zollernstraße 16", "straß", true),
            ("Kreis Düren", "kreis-d", false),
            ("Kita–Grundschule", "kita-g", true),
            ("Ko\u{308}ln", "köln", true),
            ("Bildungs\u{ad}büro", "bildungsbuero", true),
            ("D\\u{fc}ren", "düren", true),
            ("Café Einstein", "xyz", true),
            ("Musikschule", "musikschulen", false),
            ("Aachen", "köln", false),
        ] {
            let folded = fold(typed);
            let is_found = [folded.plain(), folded.expanded()].into_iter().any(|word| may_contain(text, word));
            assert_eq!(is_found, is_there, "{typed} in {text}");
        }
    }

    #[test]
    fn the_word_in_which_a_word_stands_is_that_of_the_text() {
        let words = |text: &str, part: &str| {
            let found = std::cell::RefCell::new(Vec::new());
            let is_meant = |word: &str| {
                found.borrow_mut().push(word.to_owned());
                false
            };
            let may_be = RawTerm::new(part).unwrap().may_stand_in_word(text.as_bytes(), is_meant);
            (found.into_inner().join(" "), may_be)
        };
        assert_eq!(words("name: \"Übungs-\nFörderung\", Bildungsbüro", "dung"), ("Bildungsbüro".into(), false));
        assert_eq!(words("Übung Kleidung2 (Dung)", "dung"), ("Kleidung2 Dung".into(), false));
        assert_eq!(words("Kita–Meldung", "dung"), (String::new(), true));
    }

    /// Pieces of texts, some of which fold to others.
    fn piece() -> impl Strategy<Value = String> {
        let usual =
            ["a", "ae", "ä", "Ä", "o", "ö", "ü", "ue", "ß", "s", "ss", "e", "k", "K", "n", "–", "-", "„", "1", " "];
        let odd = ["ﬁ", "é", "K", "u\u{308}", "\u{ad}", "…", "²", "ø", "ſ", "ẞ", "ｋ"];
        prop_oneof![
            4 => prop::sample::select(usual.to_vec()).prop_map(str::to_owned),
            1 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_a_search_finds_may_stand_in_the_raw_text(pieces in prop::collection::vec(piece(), 1..8), from in 0_usize..8, len in 1_usize..4) {
            let text = pieces.concat();
            let typed: String = pieces.iter().skip(from).take(len).map(String::as_str).collect();
            let (folded, found) = (fold(&text), fold(&typed));
            for (plain, expanded) in found.words() {
                let is_in = |word| folded.plain().contains(word) || folded.expanded().contains(word);
                prop_assert!(!is_in(plain) || may_contain(&text, plain), "{plain} in {text}");
                prop_assert!(!is_in(expanded) || may_contain(&text, expanded), "{expanded} in {text}");
            }
        }
    }
}
