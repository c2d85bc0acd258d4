//! Content lines, of which a vCard (RFC 6350) and an iCalendar object (RFC 5545) consist: escaped,
//! folded at 75 octets, ended by CRLF.
//!
//! Written here and not by `calcard`, which escapes commas in web addresses too. Knows no property.
//! Entry point: [`ContentLines`].

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

/// The value of a property.
#[derive(Debug, Clone, Copy)]
pub enum ContentValue<'v> {
    /// A text.
    Text(&'v str),
    /// Several texts of one rank.
    List(&'v [&'v str]),
    /// The components of a structured value; an absent one is empty.
    Components(&'v [&'v str]),
    /// An address, a date or a code, which is written as it is.
    Exact(&'v str),
}

/// A parameter of a property.
#[derive(Debug, Clone, Copy)]
pub struct ContentParameter<'v> {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: &'v str,
}

/// Lines of a vCard or an iCalendar object.
#[derive(Debug, Default)]
pub struct ContentLines {
    text: String,
}

impl ContentLines {
    /// Adds a property.
    pub fn push(&mut self, name: &str, value: ContentValue<'_>) {
        self.push_with(name, &[], value);
    }

    /// Adds a property with parameters.
    pub fn push_with(&mut self, name: &str, parameters: &[ContentParameter<'_>], value: ContentValue<'_>) {
        let mut line = name.to_owned();
        for ContentParameter { name, value } in parameters {
            line.push_str(&format!(";{name}={}", parameter(value)));
        }
        line.push(':');
        match value {
            ContentValue::Text(text) => push_escaped(&mut line, text),
            ContentValue::List(items) => push_joined(&mut line, items, ','),
            ContentValue::Components(parts) => push_joined(&mut line, parts, ';'),
            ContentValue::Exact(text) => line.extend(text.chars().filter(|c| !c.is_control())),
        }
        self.fold(&line);
    }

    /// Adds a text where it is known.
    pub fn push_known(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.push(name, ContentValue::Text(text));
        }
    }

    /// Adds an address, a date or a code where it is known.
    pub fn push_known_exact(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.push(name, ContentValue::Exact(text));
        }
    }

    /// Returns the lines written so far and begins anew.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LONGEST {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn push_joined(line: &mut String, parts: &[&str], separator: char) {
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            line.push(separator);
        }
        push_escaped(line, part);
    }
}

/// Writes a text. Neither format can hold control characters; they are replaced.
fn push_escaped(line: &mut String, text: &str) {
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' | '\r' => line.push_str("\\n"),
            '\t' => line.push(c),
            c if c.is_control() => line.push('\u{fffd}'),
            c => line.push(c),
        }
    }
}

/// Returns the value of a parameter: quoted where needed, with quotes and line breaks encoded
/// (RFC 6868).
fn parameter(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' | '\r' => out.push_str("^n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if out.contains([',', ';', ':', ' ']) { format!("\"{out}\"") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped() {
        let mut lines = ContentLines::default();
        lines.push("NOTE", ContentValue::Text("a, b; c\\d\r\ne\u{7}"));
        lines.push("ORG", ContentValue::Components(&["Kreis; Düren", "", "Amt, 40"]));
        lines.push("CATEGORIES", ContentValue::List(&["MINT", "a,b"]));
        lines.push_with(
            "ADR",
            &[ContentParameter { name: "LABEL", value: "Haus \"A\"\nMarkt 1" }],
            ContentValue::Exact("https://a.de/b,c;d\u{a}"),
        );
        lines.push_known("TITLE", Some(" "));
        let wanted = "NOTE:a\\, b\\; c\\\\d\\ne\u{fffd}\r\nORG:Kreis\\; Düren;;Amt\\, 40\r\nCATEGORIES:MINT,a\\,b\r\n\
                      ADR;LABEL=\"Haus ^'A^'^nMarkt 1\":https://a.de/b,c;d\r\n";
        assert_eq!(lines.take(), wanted);
        assert_eq!(lines.take(), "");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_torn() {
        let mut lines = ContentLines::default();
        let text = "Übergänge 🎓 ".repeat(20);
        lines.push("NOTE", ContentValue::Text(&text));
        let folded = lines.take();
        assert!(folded.lines().all(|line| line.len() <= LONGEST), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), format!("NOTE:{text}\r\n"));
    }
}
