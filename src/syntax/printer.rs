//! Prints RON: literals for plain values, and records laid out like their neighbours.
//!
//! Does not know where a text is inserted. Entry points: [`string`], [`string_like`],
//! [`RonPrinter::print`].

use std::fmt::Write as _;

use super::container_edit::Bracket;
use super::node_kind::NodeKind;
use super::syntax_tree::SyntaxValue;

/// Maximum width of a record on one line.
const WIDTH: usize = 100;

/// Returns a text as RON string literal, escaped where necessary.
pub fn string(text: &str) -> String {
    quoted(text, false)
}

/// Returns a text as RON literal in the style of the one it replaces: a raw string stays raw where
/// possible, and real line breaks stay line breaks.
pub fn string_like(old_literal: &str, text: &str) -> String {
    let unbroken = text.replace("\r\n", "\n");
    let plain = unbroken.chars().all(|c| matches!(c, '\n' | '\t') || !is_hidden(c));
    if old_literal.starts_with('r') && plain {
        let mut hashes = old_literal[1..].chars().take_while(|c| *c == '#').count();
        while text.contains(&format!("\"{}", "#".repeat(hashes))) {
            hashes += 1;
        }
        let fence = "#".repeat(hashes);
        return format!("r{fence}\"{text}\"{fence}");
    }
    let continued = old_literal.contains("\\\n") || old_literal.contains("\\\r\n");
    quoted(text, old_literal.contains('\n') && !continued)
}

fn quoted(text: &str, real_breaks: bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if real_breaks => out.push('\n'),
            '\r' if real_breaks && chars.peek() == Some(&'\n') => out.push('\r'),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns true for characters that a reader of the file would not see, or would see in the wrong
/// place. They are escaped.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A value to print.
#[derive(Debug, Clone)]
pub(crate) enum RonValue {
    /// RON text, printed unchanged.
    Plain(String),
    /// A struct.
    Record(&'static str, Vec<(String, RonValue)>),
    /// A list.
    List(Vec<RonValue>),
    /// A value that is optional to `serde`.
    Optional(Box<RonValue>),
}

impl RonValue {
    fn is_record(&self) -> bool {
        match self {
            RonValue::Optional(inner) => inner.is_record(),
            draft => matches!(draft, RonValue::Record(..)),
        }
    }

    /// Returns the value as an optional one.
    pub(crate) fn optional(self) -> RonValue {
        RonValue::Optional(Box::new(self))
    }
}

/// Returns a field name as written in the file.
fn ident(name: &str) -> String {
    if name.contains(['.', '+', '-']) { format!("r#{name}") } else { name.to_owned() }
}

/// Prints values in the style of a file.
#[derive(Debug, Clone)]
pub(crate) struct RonPrinter<'a> {
    /// One level of indentation.
    pub(crate) unit: &'a str,
    /// The line break.
    pub(crate) eol: &'a str,
    /// True when struct names are written unless a neighbour shows otherwise.
    pub(crate) named: bool,
    /// True when optional values are written without `Some(…)`.
    pub(crate) implicit_some: bool,
    /// True when the fields of a struct are written right inside `Some(…)`.
    pub(crate) unwrapped: bool,
}

impl RonPrinter<'_> {
    /// Prints a value after `used` columns of a line with this indentation, laid out like the value
    /// `like`.
    pub(crate) fn print(&self, draft: &RonValue, like: Option<SyntaxValue<'_>>, indent: &str, used: usize) -> String {
        let spread = bracket(like).is_some_and(|b| b.is_multi_line());
        let line = self.line(draft, like);
        let fits = used + line.chars().count() <= WIDTH;
        if fits && !spread { line } else { self.lines(draft, like, indent) }
    }

    /// Prints a new field of a struct. A nested record is printed on one line where it fits and
    /// either the struct (`flat`) or the neighbour's record is on one line.
    pub(crate) fn print_new(
        &self,
        draft: &RonValue,
        like: Option<SyntaxValue<'_>>,
        indent: &str,
        used: usize,
        flat: bool,
    ) -> String {
        if !draft.is_record() {
            return self.print(draft, like, indent, used);
        }
        let line = self.line(draft, like);
        let flat = flat || bracket(like).is_some_and(|b| !b.is_multi_line());
        if flat && used + line.chars().count() <= WIDTH { line } else { self.lines(draft, like, indent) }
    }

    /// Prints a value over several lines.
    pub(crate) fn lines(&self, draft: &RonValue, like: Option<SyntaxValue<'_>>, indent: &str) -> String {
        let inside = like.and_then(SyntaxValue::unwrap_option);
        let (open, entries, close) = match draft {
            RonValue::Plain(text) => return text.clone(),
            RonValue::Optional(inner) => return self.wrap(self.lines(inner, inside, indent), inner),
            RonValue::Record(name, fields) => {
                let entry = |(key, draft)| (format!("{}: ", ident(key)), draft, inside.and_then(|l| l.field(key)));
                (
                    self.name(name, inside).to_owned() + "(",
                    fields.iter().map(|(k, d)| entry((k, d))).collect::<Vec<_>>(),
                    ")",
                )
            }
            RonValue::List(items) => {
                let first = inside.and_then(|l| l.item(0));
                ("[".to_owned(), items.iter().map(|d| (String::new(), d, first)).collect(), "]")
            }
        };
        if entries.is_empty() {
            return open + close;
        }
        let style = bracket(like).filter(Bracket::is_multi_line);
        let trailing = style.as_ref().and_then(Bracket::trailing_comma).unwrap_or(true);
        let inner = format!("{indent}{}", style.and_then(|b| b.unit()).unwrap_or(self.unit));
        let mut out = open;
        for (i, (key, draft, like)) in entries.iter().enumerate() {
            let comma = if i + 1 < entries.len() || trailing { "," } else { "" };
            let value = self.print(draft, *like, &inner, inner.chars().count() + key.chars().count() + 1);
            let _ = write!(out, "{}{inner}{key}{value}{comma}", self.eol);
        }
        out + self.eol + indent + close
    }

    /// Prints a value on one line.
    pub(crate) fn line(&self, draft: &RonValue, like: Option<SyntaxValue<'_>>) -> String {
        let like = like.and_then(SyntaxValue::unwrap_option);
        match draft {
            RonValue::Plain(text) => text.clone(),
            RonValue::Optional(inner) => self.wrap(self.line(inner, like), inner),
            RonValue::Record(name, fields) => {
                let fields = fields
                    .iter()
                    .map(|(key, d)| format!("{}: {}", ident(key), self.line(d, like.and_then(|l| l.field(key)))));
                format!("{}({})", self.name(name, like), fields.collect::<Vec<_>>().join(", "))
            }
            RonValue::List(items) => {
                let first = like.and_then(|l| l.item(0));
                format!("[{}]", items.iter().map(|d| self.line(d, first)).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn name<'n>(&self, name: &'n str, like: Option<SyntaxValue<'_>>) -> &'n str {
        let named = like.filter(|l| l.kind() == NodeKind::Struct).map_or(self.named, |l| l.name().is_some());
        if named { name } else { "" }
    }

    fn wrap(&self, text: String, inner: &RonValue) -> String {
        if self.implicit_some { text } else { self.some(text, inner) }
    }

    /// Returns the text of a value with `Some(…)` around it.
    pub(crate) fn some(&self, text: String, inner: &RonValue) -> String {
        match inner {
            RonValue::Plain(plain) if plain == "None" || plain.starts_with("Some(") => text,
            RonValue::Record(..) | RonValue::Plain(_) if self.unwrapped && text.ends_with(')') => {
                format!("Some{}", text.trim_start_matches(|c| c != '('))
            }
            _ => format!("Some({text})"),
        }
    }
}

/// Returns the bracket of a value that has entries.
fn bracket(like: Option<SyntaxValue<'_>>) -> Option<Bracket<'_>> {
    like.and_then(SyntaxValue::unwrap_option).and_then(Bracket::of).filter(|b| !b.entries.is_empty())
}
