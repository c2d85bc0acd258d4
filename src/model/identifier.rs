//! Identifiers: which are valid, and which words of a name make one.
//!
//! Must not look at a dataset: whether an identifier is free is for the caller to check
//! ([`crate::query::new_record`]). Entry points: [`is_id`], [`words`], [`joined`].

use unicode_normalization::UnicodeNormalization;

use crate::texts::{Lang, Phrase};

/// The longest identifier that is proposed, in characters. A longer one is accepted with a note.
pub const LONGEST_ID: usize = 40;

/// Words that say little about what a record is and are left out.
const FILLER_WORDS: &[&str] = &[
    "am", "an", "and", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einer", "eines",
    "for", "fuer", "im", "in", "mit", "of", "on", "the", "to", "und", "vom", "von", "with", "zu", "zum", "zur",
];

/// Returns true for lower-case ASCII letters and digits in groups joined by single hyphens.
pub fn is_id(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Returns the words of a name as they stand in an identifier, without those that say little.
pub fn words(name: &str) -> Vec<String> {
    let letters: String = without_umlauts(name).nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let parts = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let (fillers, words): (Vec<&str>, Vec<&str>) = parts.partition(|part| FILLER_WORDS.contains(part));
    (if words.is_empty() { fillers } else { words }).into_iter().map(str::to_owned).collect()
}

/// Joins words to an identifier of at most `room` characters, as many as fit. A first word that is
/// too long is cut.
pub fn joined(words: &[String], room: usize) -> String {
    let mut id = String::new();
    for word in words {
        if id.is_empty() {
            id.push_str(&word[..word.len().min(room)]);
        } else if id.len() + 1 + word.len() <= room {
            id.push('-');
            id.push_str(word);
        } else {
            break;
        }
    }
    id
}

/// Returns the letter that stands for a label in an identifier: that of the German word, because an
/// identifier is data and the same for readers of either language.
pub fn initial(label: Phrase) -> char {
    words(label.get(Lang::De)).concat().chars().next().unwrap_or('x')
}

/// Derives an identifier from a name: "Köln und Süd" becomes `koeln-sued`. A name without letters
/// or digits gives an example.
pub fn propose_id(name: &str) -> String {
    let id = joined(&words(name), LONGEST_ID);
    if id.is_empty() { "kreis-dueren".to_owned() } else { id }
}

/// Spells a text in lower-case letters without umlauts, good enough to compare names of choices and
/// to derive identifiers.
pub(super) fn without_umlauts(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'á' | 'à' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' => out.push('e'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_identifier_is_short_and_ends_with_a_word() {
        for (name, id) in [
            ("Arbeitskreis Übergang von der Kindertageseinrichtung in die Grundschule", "arbeitskreis-uebergang"),
            ("Köln Süd", "koeln-sued"),
            ("Netzwerk für Kinder und Jugendliche in der Stadt", "netzwerk-kinder-jugendliche-stadt"),
            ("Čapek & Ångström, 2. Runde", "capek-angstroem-2-runde"),
            ("Und", "und"),
            ("…", "kreis-dueren"),
        ] {
            assert_eq!(propose_id(name), id);
        }
        assert_eq!(propose_id(&"x".repeat(60)), "x".repeat(LONGEST_ID));
        let fits = "b-".repeat(19) + "bc";
        assert_eq!(propose_id(&fits), fits);
    }
}
