//! The program's source as tokens: without comments, attributes and tests.
//!
//! Must not know any rule. Enter at [`Source::all`].

use std::collections::BTreeSet;
use std::fs;
use std::iter::Peekable;
use std::path::Path;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// One file below `src`.
pub struct Source {
    /// From the top of the repository, e.g. `src/app/edit.rs`.
    pub path: String,
    length: usize,
    /// What it consists of.
    pub tokens: Vec<Token>,
    /// The modules declared for tests only whose text stands in a file of its own.
    test_modules: Vec<String>,
    /// Number of lines that belong to tests.
    test_lines: usize,
}

/// One token.
pub struct Token {
    /// Line, from 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, PartialEq)]
pub enum Kind {
    /// A name or a keyword.
    Name(String),
    /// A sign.
    Sign(char),
    /// A string literal: its text, and what it is handed to, from the outside in (`panic!`,
    /// `expect`, `Phrase::new`).
    Text(String, Vec<String>),
    /// Any other literal.
    Number,
    /// The beginning of a group in brackets.
    Open(Delimiter),
    /// Its end.
    Close,
}

impl Source {
    /// All files of the program, without those that hold tests only.
    pub fn all() -> Vec<Source> {
        let mut found = Vec::new();
        collect(Path::new("src"), &mut found);
        let tests: BTreeSet<String> = found.iter().flat_map(Source::files_of_test_modules).collect();
        // A module for tests may have modules of its own.
        let is_below = |path: &str, test: &str| path.starts_with(&format!("{}/", test.trim_end_matches(".rs")));
        found.retain(|source| !tests.iter().any(|test| source.path == *test || is_below(&source.path, test)));
        found.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(found.len() > 50, "{} files", found.len());
        found
    }

    fn read(path: &Path) -> Source {
        Source::parse(path.to_str().unwrap(), &fs::read_to_string(path).unwrap())
    }

    /// Takes the text of a file apart.
    pub fn parse(path: &str, text: &str) -> Source {
        let stream: TokenStream = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        let length = text.lines().count();
        let mut source =
            Source { path: path.to_owned(), length, tokens: Vec::new(), test_modules: Vec::new(), test_lines: 0 };
        source.take(stream, &mut Vec::new());
        source
    }

    /// The modules from the outermost to this file: `src/app/edit.rs` is `app`, `edit`.
    pub fn modules(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.split('/').collect()
    }

    /// Number of lines without those of tests.
    pub fn lines(&self) -> usize {
        self.length - self.test_lines
    }

    fn files_of_test_modules(&self) -> Vec<String> {
        let folder = self.path.trim_end_matches(".rs");
        self.test_modules.iter().map(|name| format!("{folder}/{name}.rs")).collect()
    }

    /// Takes tokens in; `within` names what they are handed to.
    fn take(&mut self, stream: TokenStream, within: &mut Vec<String>) {
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            let line = tree.span().start().line;
            let kind = match tree {
                TokenTree::Punct(sign) if sign.as_char() == '#' && is_attribute(&mut trees) => {
                    if next_attribute(&mut trees) == "cfg(test)" {
                        self.skip_item(line, &mut trees);
                    }
                    continue;
                }
                TokenTree::Group(group) => {
                    self.take_group(&group, within);
                    continue;
                }
                TokenTree::Ident(name) => Kind::Name(name.to_string()),
                TokenTree::Punct(sign) => Kind::Sign(sign.as_char()),
                TokenTree::Literal(literal) => match text_of(&literal) {
                    Some(text) => Kind::Text(text, within.clone()),
                    None => Kind::Number,
                },
            };
            self.tokens.push(Token { line, kind });
        }
    }

    fn take_group(&mut self, group: &Group, within: &mut Vec<String>) {
        within.push(self.receiver());
        self.tokens.push(Token { line: group.span_open().start().line, kind: Kind::Open(group.delimiter()) });
        self.take(group.stream(), within);
        self.tokens.push(Token { line: group.span_close().end().line, kind: Kind::Close });
        within.pop();
    }

    /// What the group that begins now is handed to: `expect`, `panic!`, `Phrase::new`; empty when
    /// to nothing.
    fn receiver(&self) -> String {
        let mut name = String::new();
        for token in self.tokens.iter().rev() {
            match &token.kind {
                Kind::Sign('!') if name.is_empty() => name.push('!'),
                Kind::Name(part) if !name.starts_with(|c: char| c.is_alphanumeric()) => name.insert_str(0, part),
                Kind::Sign(':') => name.insert(0, ':'),
                _ => break,
            }
        }
        name.trim_start_matches(':').to_owned()
    }

    /// Skips the item that is for tests only.
    fn skip_item(&mut self, first: usize, trees: &mut Peekable<impl Iterator<Item = TokenTree>>) {
        let mut last = String::new();
        for tree in trees.by_ref() {
            match &tree {
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                    self.test_lines += 1 + body.span_close().end().line - first;
                    return;
                }
                TokenTree::Punct(sign) if sign.as_char() == ';' => {
                    self.test_modules.push(last);
                    return;
                }
                _ => last = tree.to_string(),
            }
        }
    }
}

/// True when what follows a `#` makes it an attribute or a comment of documentation.
fn is_attribute(trees: &mut Peekable<impl Iterator<Item = TokenTree>>) -> bool {
    let inner = |t: &TokenTree| matches!(t, TokenTree::Punct(sign) if sign.as_char() == '!');
    trees.next_if(inner);
    matches!(trees.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
}

/// The text of the attribute that follows, without spaces.
fn next_attribute(trees: &mut Peekable<impl Iterator<Item = TokenTree>>) -> String {
    match trees.next() {
        Some(TokenTree::Group(group)) => group.stream().to_string().replace(' ', ""),
        _ => String::new(),
    }
}

/// The text of a string literal as it is written between its quotes.
fn text_of(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let quoted = written.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    quoted.strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
}

/// Visits the text of each file in these folders.
pub fn texts<const N: usize>(folders: [&str; N], visit: &mut impl FnMut(&str)) {
    for folder in folders {
        let (files, folders): (Vec<_>, Vec<_>) =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).partition(|path| path.is_file());
        let sources = files.iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
        sources.for_each(|path| visit(&fs::read_to_string(path).unwrap()));
        folders.iter().for_each(|path| texts([path.to_str().unwrap()], visit));
    }
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(Source::read(&path));
        }
    }
}
