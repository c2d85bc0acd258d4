//! What things are called: no two types share a name, and parameters have names.
//!
//! Must not judge whether a name is good. Entry points: the tests.

use std::collections::BTreeMap;

use proc_macro2::Delimiter;

use super::source::{Kind, Source, Token};
use super::{at, is_name, is_sign, none};

/// Names that several types may have, and why.
const SHARED: &[(&str, &str)] = &[];

/// The name of the type that is declared here.
fn declared(tokens: &[Token], depth: usize) -> Option<&str> {
    let is_type = ["struct", "enum", "trait", "union"].iter().any(|word| is_name(tokens.first(), word));
    // Within an impl or a trait it is an associated type.
    let is_alias = depth == 0 && is_name(tokens.first(), "type");
    match tokens.get(1).map(|token| &token.kind) {
        Some(Kind::Name(name)) if is_type || is_alias => Some(name),
        _ => None,
    }
}

#[test]
fn no_two_types_share_a_name() {
    let sources = Source::all();
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for source in &sources {
        let mut depth = 0_usize;
        for (i, token) in source.tokens.iter().enumerate() {
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if let Some(name) = declared(&source.tokens[i..], depth) {
                places.entry(name).or_default().push(at(source, token.line, name));
            }
        }
    }
    places.retain(|name, places| places.len() > 1 && SHARED.iter().all(|(shared, _)| shared != name));
    let breaches: Vec<String> = places.into_values().flatten().collect();
    none("A type has a name of its own in the whole program.", &breaches);
}

/// The line of a parameter of this function that takes a tuple apart.
fn tuple_parameter(tokens: &[Token]) -> Option<usize> {
    if !is_name(tokens.first(), "fn") || !matches!(tokens.get(1)?.kind, Kind::Name(_)) {
        return None;
    }
    let begin = 3 + tokens.get(2..)?.iter().position(|token| token.kind == Kind::Open(Delimiter::Parenthesis))?;
    let mut depth = 0_usize;
    let mut is_first = true;
    for (i, token) in tokens.iter().enumerate().skip(begin) {
        if is_first && depth == 0 && token.kind == Kind::Open(Delimiter::Parenthesis) {
            return Some(token.line);
        }
        is_first = depth == 0 && is_sign(tokens.get(i), ',');
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close if depth == 0 => return None,
            Kind::Close => depth -= 1,
            _ => {}
        }
    }
    None
}

#[test]
fn parameters_have_names() {
    let mut breaches = Vec::new();
    for source in Source::all() {
        for i in 0..source.tokens.len() {
            if let Some(line) = tuple_parameter(&source.tokens[i..]) {
                breaches.push(at(&source, line, "a tuple is taken apart"));
            }
        }
    }
    none("What belongs together is a type whose parts have names, not a tuple.", &breaches);
}
