//! Three-way merge of the text between values: space and comments.
//!
//! A comment is kept whole; when each side adds a different comment at the same place, both stay.
//! Must not see values. Entry point: [`merge`].

use std::borrow::Cow;

use super::order::order;
use crate::document::matching::{MatchCandidate, ThreeWay, triples};
use crate::syntax::lexer::Scanner;

/// A comment and the space before it.
#[derive(Clone, Copy)]
struct TriviaToken<'a> {
    white: &'a str,
    comment: &'a str,
}

/// Splits a text of space and comments into the comments and the space after the last; `None` when
/// it contains anything else.
fn tokens(text: &str) -> Option<(Vec<TriviaToken<'_>>, &str)> {
    let mut scan = Scanner::new(text, 0);
    let mut found = Vec::new();
    loop {
        let start = scan.at;
        scan.white(true);
        let comment = scan.at;
        if !scan.comment().ok()? {
            return (scan.at == text.len()).then(|| (found, &text[start..]));
        }
        let written = text[comment..scan.at].trim_end_matches('\r');
        scan.at = comment + written.len();
        found.push(TriviaToken { white: &text[start..comment], comment: written });
    }
}

/// Merges space and comments; `eol` terminates lines that need it.
pub(super) fn merge(texts: ThreeWay<&str>, eol: &str) -> String {
    merged(texts, eol, eol)
}

/// Merges the text after a value. Comments of both sides stay on its line.
pub(super) fn merge_behind(texts: ThreeWay<&str>, eol: &str) -> String {
    merged(texts, "", eol)
}

/// Merges values with the same words: the text between the words. Returns `None` when the words
/// differ.
pub(super) fn between(texts: ThreeWay<Option<&str>>, eol: &str) -> Option<String> {
    let (ours, theirs) = (words_and_gaps(texts.ours?)?, words_and_gaps(texts.theirs?)?);
    // Without a base, there was no text between the words either.
    let base = texts.base.map_or_else(|| Some((ours.0.clone(), vec![""; ours.1.len()])), words_and_gaps)?;
    if base.0 != ours.0 || ours.0 != theirs.0 {
        return None;
    }
    let gap = |i: usize| merge(ThreeWay { base: base.1[i], ours: ours.1[i], theirs: theirs.1[i] }, eol);
    let word = ours.0.iter().copied().chain([""]);
    Some(word.enumerate().flat_map(|(i, word)| [gap(i), word.to_owned()]).collect())
}

/// Splits a text into its words, and the text before each and after the last.
pub(super) fn words_and_gaps(text: &str) -> Option<(Vec<&str>, Vec<&str>)> {
    let (mut words, mut gaps) = (Vec::new(), Vec::new());
    let mut scan = Scanner::new(text, 0);
    loop {
        let start = scan.at;
        scan.skip_trivia().ok()?;
        gaps.push(&text[start..scan.at]);
        if scan.at == text.len() {
            return Some((words, gaps));
        }
        let start = scan.at;
        scan.token().ok()?;
        words.push(&text[start..scan.at]);
        (scan.at > start).then_some(())?;
    }
}

/// Merges; `between` ends a line comment before another comment, `eol` before anything else.
fn merged(texts: ThreeWay<&str>, between: &str, eol: &str) -> String {
    if let Some(text) = texts.agreed() {
        return text.to_owned();
    }
    let ThreeWay { base: Some(base), ours: Some(ours), theirs: Some(theirs) } = texts.map(tokens) else {
        return texts.ours.to_owned();
    };
    let (found, tails) = (
        ThreeWay { base: base.0, ours: ours.0, theirs: theirs.0 },
        ThreeWay { base: base.1, ours: ours.1, theirs: theirs.1 },
    );
    let item =
        |t: &TriviaToken<'_>| MatchCandidate { key: Some(Cow::Owned(t.comment.trim_end().to_owned())), text: "" };
    let items = found.as_ref().map(|tokens| tokens.iter().map(item).collect::<Vec<_>>());
    let nodes = triples(items.as_ref().map(Vec::as_slice));
    let stay: Vec<bool> = nodes.iter().map(|n| n.base.is_none() || (n.ours.is_some() && n.theirs.is_some())).collect();
    let each = |i: usize| nodes[i].zip(found.as_ref()).map(|(index, tokens)| index.map(|index| tokens[index]));
    let name = |i: usize| each(i).ours.or(each(i).theirs).map(|t| t.comment);
    let (mut out, mut open) = (String::new(), false);
    for i in order(&nodes, &stay, name).row {
        let token = each(i);
        let Some(comment) = token.ours.or(token.theirs) else { continue };
        let white = token.map(|t| t.map(|t| t.white)).agreed().flatten().unwrap_or(comment.white);
        push(&mut out, open, white, between);
        out.push_str(comment.comment);
        open = comment.comment.starts_with("//") || (open && !white.contains('\n'));
    }
    push(&mut out, open, tails.or_ours(), eol);
    out
}

/// Appends space; ends a line comment (`open`) first.
fn push(out: &mut String, open: bool, white: &str, eol: &str) {
    if open && !white.contains('\n') {
        out.push_str(eol);
    }
    out.push_str(white);
}

/// Returns the heading of a removed entry joined with the text before the next one.
pub(super) fn carried(heading: &str, before: &str, eol: &str) -> String {
    let heading = heading.trim_end_matches([' ', '\t']);
    let end = if heading.ends_with('\n') { "" } else { eol };
    format!("{heading}{end}{before}")
}
