//! Text for a terminal that shows ASCII only: German is spelled out, and other signs are replaced
//! by the nearest ASCII.
//!
//! What people copy to use elsewhere (e-mail, URL, file, `TABLE/ID`) is never respelled: a letter
//! in it is written as `\u{…}`, so that a wrong address cannot look like a right one. A grapheme
//! has the same width wherever it occurs, so that a text can be measured in parts. Entry points:
//! [`spelled`], [`escaped`].

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;

/// Returns the text in ASCII.
pub fn spelled(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for word in text.split_inclusive(char::is_whitespace) {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '~'));
        let start = word.find(core).unwrap_or_default();
        let (before, after) = (&word[..start], &word[start + core.len()..]);
        spell(before, &mut out);
        if is_address(core) {
            escape(core, &mut out)
        } else {
            spell(core, &mut out)
        }
        spell(after, &mut out);
    }
    Cow::Owned(out)
}

/// Returns an identifier or another text that is an address as a whole, in ASCII.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    escape(text, &mut out);
    Cow::Owned(out)
}

/// Returns true for a word that is an address: an e-mail, a URL, a domain, a file, or an address in
/// the dataset.
fn is_address(word: &str) -> bool {
    let begins = ["/", "~/", "www.", "mailto:"].iter().any(|start| word.starts_with(start));
    let table = word.split_once('/').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    });
    // `köln.ron:3:7` is a position in a file.
    let word = word.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit());
    // `koeln.ron` and `köln.de` end in letters after a dot, as no German word does.
    let ending = word.rsplit_once('.').is_some_and(|(name, end)| {
        name.ends_with(char::is_alphanumeric) && end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    begins || table || ending || word.contains('@') || word.contains("://")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
}

fn spell(text: &str, out: &mut String) {
    let mut before = None;
    let mut graphemes = text.graphemes(true).peekable();
    while let Some(grapheme) = graphemes.next() {
        let after = graphemes.peek().and_then(|next| next.chars().next());
        let is_upper = |c: Option<char>| c.filter(|c| c.is_alphabetic()).map(char::is_uppercase);
        let capitals = is_upper(after).or(is_upper(before)).unwrap_or(false);
        spell_one(grapheme, capitals, out);
        before = grapheme.chars().next();
    }
}

/// Writes one grapheme. A letter that becomes two is written in capitals where its neighbours are.
fn spell_one(grapheme: &str, capitals: bool, out: &mut String) {
    let composed: String = grapheme.nfc().collect();
    if composed.is_ascii() {
        out.push_str(&composed);
    } else if let Some(letters) = letters(&composed) {
        if capitals && composed.chars().all(|c| c.is_uppercase() || c == 'ß') {
            out.push_str(&letters.to_uppercase());
        } else {
            out.push_str(letters);
        }
    } else if let Some(sign) = sign(&composed) {
        out.push_str(sign);
    } else {
        // A letter with an accent is readable without it. A letter that ASCII does not have is
        // written as a number.
        match composed.nfd().next().filter(char::is_ascii) {
            Some(base) => out.push(base),
            None => escape(&composed, out),
        }
    }
}

fn letters(grapheme: &str) -> Option<&'static str> {
    Some(match grapheme {
        "ä" | "æ" => "ae",
        "ö" | "œ" | "ø" => "oe",
        "ü" => "ue",
        "ß" => "ss",
        "Ä" | "Æ" => "Ae",
        "Ö" | "Œ" | "Ø" => "Oe",
        "Ü" => "Ue",
        "ẞ" => "SS",
        "ł" => "l",
        "Ł" => "L",
        "đ" => "d",
        "Đ" => "D",
        "ı" => "i",
        _ => return None,
    })
}

/// Returns the ASCII for a sign of this program or of German prose. Signs that mark something in
/// one cell stay one cell wide and distinct.
fn sign(grapheme: &str) -> Option<&'static str> {
    Some(match grapheme {
        "■" => "#",
        "●" => "*",
        "◐" => "+",
        "○" => "o",
        "█" => "#",
        "░" => "_",
        "·" | "•" => ".",
        "▌" => "=",
        "▸" | "›" => ">",
        "◂" | "‹" => "<",
        "▾" | "↓" => "v",
        "▴" | "↑" => "^",
        "→" => "->",
        "←" => "<-",
        "↔" => "<->",
        "…" => "...",
        "×" => "x",
        "–" | "—" | "‐" | "‑" | "‒" | "−" | "─" => "-",
        "│" => "|",
        "„" | "“" | "”" | "«" | "»" => "\"",
        "‚" | "‘" | "’" => "'",
        "§" => "Par.",
        "€" => "EUR",
        "°" => " Grad",
        "²" => "2",
        "³" => "3",
        "½" => "1/2",
        "\u{a0}" | "\u{2002}" | "\u{2003}" | "\u{2007}" | "\u{2009}" | "\u{202f}" => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_spelled_as_one_does_without_umlauts() {
        for (text, ascii) in [
            ("Straße, Maßnahme", "Strasse, Massnahme"),
            ("Düren – Übergänge", "Dueren - Uebergaenge"),
            ("BÜRO FÜR ÖFFENTLICHE STRAßEN, Ö", "BUERO FUER OEFFENTLICHE STRASSEN, Oe"),
            ("KÖ", "KOE"),
            ("„Ich möchte …“", "\"Ich moechte ...\""),
            ("Café Réunion, Łódź", "Cafe Reunion, Lodz"),
            ("o\u{308}de", "oede"),
            ("● aktiv ◐ geplant ○ beendet · unbekannt", "* aktiv + geplant o beendet . unbekannt"),
            ("alt → neu", "alt -> neu"),
            ("90\u{a0}km² 漢", "90 km2 \\u{6f22}"),
            ("Städte/Gemeinden, z.B. Jülich, u.ä.", "Staedte/Gemeinden, z.B. Juelich, u.ae."),
        ] {
            assert_eq!(spelled(text), ascii);
        }
        assert!(matches!(spelled("Koeln"), Cow::Borrowed("Koeln")));
    }

    #[test]
    fn an_address_never_becomes_another_one() {
        for (text, ascii) in [
            ("<müller@köln.de>", "<m\\u{fc}ller@k\\u{f6}ln.de>"),
            ("Siehe https://köln.de/büro.", "Siehe https://k\\u{f6}ln.de/b\\u{fc}ro."),
            ("www.düren.de", "www.d\\u{fc}ren.de"),
            ("bodies/köln-büro/name: Büro", "bodies/k\\u{f6}ln-b\\u{fc}ro/name: Buero"),
            ("/srv/köln.ron gespeichert für „köln.ron“", "/srv/k\\u{f6}ln.ron gespeichert fuer \"k\\u{f6}ln.ron\""),
            ("~/düren/x", "~/d\\u{fc}ren/x"),
        ] {
            assert_eq!(spelled(text), ascii);
        }
        assert_eq!(escaped("köln"), "k\\u{f6}ln");
    }

    #[test]
    fn every_text_becomes_ascii_and_no_letter_of_a_word_depends_on_its_neighbours_for_its_width() {
        let text = "ÄöüßŒ–…→●漢é€\u{301}";
        assert!(spelled(text).is_ascii());
        let parts: usize = text.graphemes(true).map(|grapheme| spelled(grapheme).len()).sum();
        assert_eq!(spelled(text).len(), parts);
    }
}
