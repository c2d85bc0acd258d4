//! Texts that lead somewhere: web addresses, e-mail addresses and telephone numbers as the address
//! (URI) behind a hyperlink.
//!
//! Only `http`, `https`, `mailto` and `tel` are made, in printable ASCII, so that a link can
//! neither start anything else nor end the sequence that carries it (CWE-150). Must not know a
//! terminal. Entry point: [`target`].

use std::fmt::Write as _;
use std::ops::Range;

use super::unsafe_chars;

/// The longest address in bytes; terminals ignore longer ones.
const LONGEST: usize = 2_000;

/// The least and greatest number of digits of a telephone number.
const DIGITS: Range<usize> = 5..16;

/// Cells of a row that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// The row on the screen.
    pub row: u16,
    /// The columns.
    pub columns: Range<u16>,
    /// The address.
    pub target: String,
}

/// Returns the address that a text stands for; `None` when it is no such text.
pub fn target(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST || unsafe_chars(text).next().is_some() {
        return None;
    }
    let is_web = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let target = if is_web("http://") || is_web("https://") {
        encoded(text)
    } else if is_web("www.") {
        format!("https://{}", encoded(text))
    } else if is_email(text) {
        format!("mailto:{}", encoded(text))
    } else {
        format!("tel:{}", dialled(text)?)
    };
    Some(target).filter(|target| target.len() <= LONGEST)
}

/// Returns the text with everything but printable ASCII, and what delimits an address in a text,
/// percent-encoded (RFC 3986).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => drop(write!(out, "%{byte:02X}")),
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// Returns true for `name@domain`, without anything that would add to a message (RFC 6068).
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_plain = |c: char| c.is_alphanumeric() || ".-_+'".contains(c);
    !name.is_empty() && domain.contains('.') && name.chars().chain(domain.chars()).all(is_plain)
}

/// Returns the digits of one telephone number (RFC 3966), as they are dialled.
fn dialled(text: &str) -> Option<String> {
    let is_one = text.chars().all(|c| c.is_ascii_digit() || " +()/-–.\u{a0}".contains(c)) && !text.contains(" /");
    let (plus, national) =
        if text.starts_with('+') { ("+", text.replacen("(0)", "", 1)) } else { ("", text.to_owned()) };
    let digits: String = national.chars().filter(char::is_ascii_digit).collect();
    (is_one && DIGITS.contains(&digits.len())).then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_lead_somewhere() {
        for (text, wanted) in [
            ("https://www.kreis-dueren.de/a?b=c#d", "https://www.kreis-dueren.de/a?b=c#d"),
            ("HTTP://köln.de/ä b", "HTTP://k%C3%B6ln.de/%C3%A4%20b"),
            ("www.bonn.de", "https://www.bonn.de"),
            ("rbb@kreis-dueren.de", "mailto:rbb@kreis-dueren.de"),
            ("0241 5198-4300", "tel:024151984300"),
            ("+49 (0)2421 22-0", "tel:+492421220"),
        ] {
            assert_eq!(target(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn nothing_else_does() {
        for text in [
            "",
            "Düren",
            "12",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ssh://a.de",
            "a@b",
            "a@b.de?bcc=c@d.de",
            "a b@c.de",
            "02421 22-0 / 22-1",
            "02421 22-0 (Frau Meier)",
            "https://a.de/\x1b]8;;\x07",
            "https://a.de/\u{202e}b",
            "https://a.de/\u{9c}",
        ] {
            assert_eq!(target(text), None, "{text:?}");
        }
        assert_eq!(target(&format!("https://a.de/{}", "ä".repeat(400))), None);
    }
}
