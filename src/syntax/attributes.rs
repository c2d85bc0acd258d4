//! Parses the attributes at the beginning of a RON text (`#![enable(…)]`).
//!
//! Entry point: [`attributes`].

use ron::extensions::Extensions;

use super::lexer::{Scanner, SyntaxResult};
use super::parser::NoSink;
use super::syntax_error::SyntaxProblem;

/// Parses the attributes at the beginning. Returns the extensions that they enable.
pub(crate) fn attributes(scan: &mut Scanner) -> SyntaxResult<Extensions> {
    let mut extensions = Extensions::empty();
    loop {
        scan.skip_trivia()?;
        let start = scan.at;
        if scan.peek() != Some(b'#') {
            return Ok(extensions);
        }
        attribute(scan, &mut extensions).map_err(|error| match error.message {
            SyntaxProblem::UnknownExtension(_) => error,
            _ => scan.fail(start, SyntaxProblem::BadAttribute),
        })?;
    }
}

fn attribute(scan: &mut Scanner, extensions: &mut Extensions) -> SyntaxResult<()> {
    for byte in *b"#![" {
        scan.expect(byte)?;
        scan.skip_trivia()?;
    }
    let name = scan.ident().ok_or_else(|| scan.unexpected())?;
    scan.skip_trivia()?;
    if scan.slice(name) == "enable" {
        scan.expect(b'(')?;
        scan.skip_trivia()?;
        while let Some(name) = scan.ident() {
            let found = scan.slice(name.clone());
            let unknown = || scan.fail(name.start, SyntaxProblem::UnknownExtension(found.to_owned()));
            *extensions |= Extensions::from_ident(found).ok_or_else(unknown)?;
            scan.skip_trivia()?;
            if scan.eat(b',') {
                scan.skip_trivia()?;
            }
        }
        scan.expect(b')')?;
    } else {
        scan.expect(b'=')?;
        scan.skip_trivia()?;
        scan.value(&mut NoSink, 0)?;
    }
    scan.skip_trivia()?;
    scan.expect(b']')
}
