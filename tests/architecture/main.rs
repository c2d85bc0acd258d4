//! What holds the program's structure together, read from its source: who may import whom, and what
//! stands where.
//!
//! Exceptions stand beside their rule with a reason. All breaches of a rule are shown at once, as
//! `file:line: what`.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]

mod circles;
mod dependencies;
mod dialogs;
mod events;
mod fields;
mod imports;
mod names;
mod places;
mod screens;
mod sentences;
mod source;

use source::{Kind, Source, Token};

/// Fails with all breaches of a rule.
#[track_caller]
fn none(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}\n{}", breaches.join("\n"));
}

/// A breach, as compilers show places.
fn at(source: &Source, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", source.path)
}

/// True of a token that is this name.
fn is_name(token: Option<&Token>, name: &str) -> bool {
    matches!(token, Some(Token { kind: Kind::Name(n), .. }) if n == name)
}

/// True of a token that is this sign.
fn is_sign(token: Option<&Token>, sign: char) -> bool {
    matches!(token, Some(Token { kind: Kind::Sign(s), .. }) if *s == sign)
}
