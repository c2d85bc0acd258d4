//! Reads content lines, of which a vCard consists: unfolded, with parameters, values unescaped
//! (RFC 6350; also 3.0, and 2.1 with its quoted-printable texts).
//!
//! Knows no property. The writer is [`crate::export::content_line`]. Entry points: [`lines`],
//! [`ContentLine::read`].

use super::encoding::{decoded, of_bytes};

/// What says in a line that its value is quoted-printable.
const QUOTED: &str = "QUOTED-PRINTABLE";

/// A property: its name, its parameters and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// Its name in capitals, without a group before it.
    pub(super) name: String,
    parameters: Vec<ContentLineParameter>,
    /// The value as it is written, escapes and all.
    value: String,
}

/// A parameter: its name in capitals, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ContentLineParameter {
    name: String,
    value: String,
}

/// A line after unfolding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnfoldedLine {
    /// Where it begins, from 1.
    pub(super) line: usize,
    pub(super) text: String,
}

/// Returns the lines of a file, unfolded. A line may be folded within a character.
pub(super) fn lines(bytes: &[u8]) -> Vec<UnfoldedLine> {
    let whole;
    let bytes = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            whole = decoded(bytes).0.into_owned();
            whole.as_bytes()
        }
        bytes => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
    };
    let mut found: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut goes_on = false;
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match found.last_mut() {
            Some((_, last)) if goes_on => {
                last.pop();
                last.extend_from_slice(line);
            }
            Some((_, last)) if matches!(line.first(), Some(b' ' | b'\t')) => last.extend_from_slice(&line[1..]),
            _ => found.push((number + 1, line.to_vec())),
        }
        goes_on = found.last().is_some_and(|(_, last)| last.ends_with(b"=") && is_quoted(last));
    }
    let line = |(line, bytes): (usize, Vec<u8>)| UnfoldedLine { line, text: of_bytes(&bytes).into_owned() };
    found.into_iter().map(line).filter(|line| !line.text.trim().is_empty()).collect()
}

/// Returns true when the value of a line is quoted-printable.
fn is_quoted(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.windows(QUOTED.len()).any(|part| part.eq_ignore_ascii_case(QUOTED.as_bytes()))
}

impl ContentLine {
    /// Reads an unfolded line; `None` for what is none.
    pub(super) fn read(line: &str) -> Option<ContentLine> {
        let end = unquoted(line, ':')?;
        let mut parts = split_unquoted(&line[..end], ';').into_iter();
        let name = parts.next()?.trim();
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        let parameter = |part: &str| {
            // In version 2.1 a type stands alone.
            let (name, value) = part.split_once('=').unwrap_or(("TYPE", part));
            ContentLineParameter { name: name.trim().to_ascii_uppercase(), value: parameter_value(value.trim()) }
        };
        let parameters: Vec<_> = parts.map(parameter).collect();
        let value = &line[end + 1..];
        let is_quoted = parameters.iter().any(|parameter| parameter.value.eq_ignore_ascii_case(QUOTED));
        let value =
            if is_quoted { of_bytes(&unprintable(value)).replace(['\r', '\n'], "\\n") } else { value.to_owned() };
        Some(ContentLine { name, parameters, value })
    }

    /// Returns the value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value.as_str())
    }

    /// Returns true when it is of this type (`work`, `fax`, `pref`).
    pub(super) fn is_of_type(&self, wanted: &str) -> bool {
        let types = self.parameters.iter().filter(|parameter| parameter.name == "TYPE");
        types.flat_map(|types| types.value.split(',')).any(|one| one.trim().eq_ignore_ascii_case(wanted))
    }

    /// Returns its text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value).trim().to_owned()
    }

    /// Returns its value as it is written, as an address is.
    pub(super) fn exact(&self) -> &str {
        self.value.trim()
    }

    /// Returns the components of a structured value.
    pub(super) fn components(&self) -> Vec<String> {
        split_unescaped(&self.value, ';')
    }

    /// Returns the items of a list.
    pub(super) fn items(&self) -> Vec<String> {
        split_unescaped(&self.value, ',')
    }
}

/// Returns where a character stands outside of quotation marks.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(at, c)| {
        is_quoted ^= c == '"';
        (c == wanted && !is_quoted).then_some(at)
    })
}

fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(at) = unquoted(rest, separator) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len_utf8()..];
    }
    parts.push(rest);
    parts
}

/// Returns the value of a parameter without its quotation marks and escapes (RFC 6868).
fn parameter_value(value: &str) -> String {
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(meant);
    }
    out
}

fn split_unescaped(text: &str, separator: char) -> Vec<String> {
    let (mut parts, mut begin, mut is_escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == separator && !is_escaped {
            parts.push(&text[begin..at]);
            begin = at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts.push(&text[begin..]);
    parts.into_iter().map(|part| unescaped(part).trim().to_owned()).collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => out.push('\\'),
            },
            (c, _) => out.push(c),
        }
    }
    out
}

/// Returns the bytes that a quoted-printable text stands for.
fn unprintable(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| bytes[at] == b'=') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::content_line::{ContentLines, ContentParameter, ContentValue};

    fn read(bytes: &[u8]) -> Vec<ContentLine> {
        lines(bytes).iter().map(|line| ContentLine::read(&line.text).unwrap()).collect()
    }

    #[test]
    fn lines_are_unfolded_even_within_a_character() {
        let text = "NOTE:D\r\n \u{fc}ren\r\nTEL;TYPE=work,voice:1\n\t2\nitem1.EMAIL;type=INTERNET;type=pref:a@b.de\n";
        let read = read(text.as_bytes());
        assert_eq!((read[0].text(), read[1].text()), ("Düren".to_owned(), "12".to_owned()));
        assert!(read[1].is_of_type("WORK") && read[1].is_of_type("voice") && !read[1].is_of_type("fax"));
        assert!(read[2].name == "EMAIL" && read[2].is_of_type("pref"));
        let mut torn = b"NOTE:D\xc3\r\n \xbcren\r\nEND:VCARD".to_vec();
        assert_eq!(lines(&torn)[0], UnfoldedLine { line: 1, text: "NOTE:Düren".to_owned() });
        assert_eq!(lines(&torn)[1].line, 3);
        torn[7] = b'\n';
        assert_eq!(self::read(b"NOTE:D\xfcren")[0].text(), "Düren");
    }

    #[test]
    fn version_2_1_is_read_too() {
        let text = "ADR;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;;Bismarckstra=C3=9Fe=\r\n 16;D=C3=BCren;;52351;\r\nTEL;WORK;FAX:1\r\n";
        let read = read(text.as_bytes());
        assert_eq!(read[0].components(), ["", "", "Bismarckstraße 16", "Düren", "", "52351", ""]);
        assert!(read[1].is_of_type("fax"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[ -~äöü🎓\n]{0,200}", other in "[ -~ä;,\\\\]{0,40}") {
            let mut written = ContentLines::default();
            written.push_with("NOTE", &[ContentParameter { name: "LABEL", value: &other }], ContentValue::Text(&text));
            written.push("ORG", ContentValue::Components(&[&other, &text]));
            written.push("CATEGORIES", ContentValue::List(&[&text, &other]));
            let read = read(written.take().as_bytes());
            prop_assert_eq!(read[0].text(), text.trim());
            prop_assert_eq!(read[0].parameter("LABEL"), Some(other.as_str()));
            prop_assert_eq!(read[1].components(), [other.trim(), text.trim()]);
            prop_assert_eq!(read[2].items(), [text.trim(), other.trim()]);
        }

        #[test]
        fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[A-Z:;=\"\\\\^\n\r 0-9=]{0,80}") {
            for line in lines(&bytes).into_iter().chain(lines(text.as_bytes())) {
                if let Some(line) = ContentLine::read(&line.text) {
                    let _ = (line.text(), line.components(), line.items());
                }
            }
        }
    }
}
