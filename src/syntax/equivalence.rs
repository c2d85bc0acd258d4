//! Whether two texts mean the same, and which comments a text contains.
//!
//! Layout, comments, quoting, `Some(…)`, the order of fields, and struct names that one side omits
//! make no difference. `None`, an empty list and an absent field are equal. Independent of
//! documents. Entry points: [`same_value`], [`comments`].

use std::borrow::Cow;

use super::lexer::Scanner;
use super::node_kind::NodeKind;
use super::syntax_tree::{SyntaxValue, Tree};
use super::trivia;

/// Returns whether two values (or their absence) mean the same.
pub(crate) fn same_value(a: Option<SyntaxValue<'_>>, b: Option<SyntaxValue<'_>>) -> bool {
    match (present(a), present(b)) {
        (None, None) => true,
        (Some(a), Some(b)) => alike(a, b),
        _ => false,
    }
}

/// Returns a value unless it means the same as an absent one.
pub(crate) fn present(value: Option<SyntaxValue<'_>>) -> Option<SyntaxValue<'_>> {
    value.and_then(SyntaxValue::unwrap_option).filter(|v| v.kind() != NodeKind::List || v.items().next().is_some())
}

fn alike(a: SyntaxValue<'_>, b: SyntaxValue<'_>) -> bool {
    use NodeKind::{List, Map, Str, Struct, Tuple, Unit};
    match (a.kind(), b.kind()) {
        (Struct | Unit, Struct | Unit) => {
            let others = || b.fields().filter(|(name, _)| a.field(name).is_none());
            names_agree(a, b)
                && a.fields().all(|(name, v)| same_value(Some(v), b.field(name)))
                && others().all(|(_, v)| same_value(None, Some(v)))
        }
        (Str, Str) => a.text() == b.text() || text_of(a) == text_of(b),
        (x, y) if x == y && matches!(x, List | Map | Tuple) => {
            let (mut left, mut right) = (a.items(), b.items());
            let pairs = left.by_ref().zip(right.by_ref()).all(|(a, b)| same_value(Some(a), Some(b)));
            pairs && names_agree(a, b) && a.items().count() == b.items().count()
        }
        _ => a.text() == b.text(),
    }
}

/// Returns the content of a string, with uniform line breaks.
fn text_of(value: SyntaxValue<'_>) -> Option<Cow<'_, str>> {
    let text = value.as_str()?;
    Some(if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text })
}

fn names_agree(a: SyntaxValue<'_>, b: SyntaxValue<'_>) -> bool {
    a.name().is_none_or(|a| b.name().is_none_or(|b| a == b || a == "Some" || b == "Some"))
}

/// Returns whether two RON texts (or their absence) mean the same. Texts that are not valid RON do
/// so only when they are equal.
pub(crate) fn same_text(a: Option<&str>, b: Option<&str>) -> bool {
    fn root<'a>(tree: &'a Option<Tree>, text: Option<&'a str>) -> Option<SyntaxValue<'a>> {
        tree.as_ref().zip(text).map(|(tree, text)| tree.root(text))
    }
    if a == b {
        return true;
    }
    match (a.map(Tree::parse).transpose(), b.map(Tree::parse).transpose()) {
        (Ok(x), Ok(y)) => same_value(root(&x, a), root(&y, b)),
        _ => false,
    }
}

/// Returns the comments in a text, in order.
pub(crate) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    // Fast path: most texts have no comments, and a comment needs a slash.
    if memchr::memchr(b'/', text.as_bytes()).is_none() {
        return found;
    }
    let mut scan = Scanner::new(text, 0);
    while scan.at < text.len() {
        scan.white(true);
        let start = scan.at;
        match scan.comment() {
            Ok(true) => found.push(text[start..scan.at].trim_end()),
            Ok(false) if scan.token().is_ok() && scan.at > start => {}
            _ => break,
        }
    }
    found
}

/// Returns the tokens of a text, without space, comments and commas.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut scan = Scanner::new(text, 0);
    while scan.at < text.len() {
        if scan.skip_trivia().is_err() {
            break;
        }
        let start = scan.at;
        if scan.token().is_err() || scan.at == start {
            break;
        }
        found.push(&text[start..scan.at]);
    }
    found.retain(|word| *word != ",");
    found
}

/// Returns the comments of `old` that `new` lacks, and those of `new` that `old` lacks.
pub(crate) fn comment_changes<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut gone, mut came) = (comments(old), Vec::new());
    for comment in comments(new) {
        match gone.iter().position(|c| *c == comment) {
            Some(i) => drop(gone.remove(i)),
            None => came.push(comment),
        }
    }
    (gone, came)
}

/// Splits the text before a value into the headings above it and its own part.
pub(crate) fn heading(before: &str) -> (&str, &str) {
    before.split_at(trivia::own(before, false))
}
