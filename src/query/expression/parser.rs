//! Takes what was typed apart: words, phrases, terms, and how they are combined.
//!
//! Knows neither fields nor records, so it refuses nothing but what is nested too deep. A sign that
//! combines nothing is part of a word, an open bracket or quote ends with the text. Entry point:
//! [`parse`].

use std::ops::Range;

/// How deep brackets and negations may be nested.
const DEEPEST: usize = 32;

/// What was typed, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedNode {
    /// Each of these holds.
    All(Vec<TypedNode>),
    /// One of these holds.
    Any(Vec<TypedNode>),
    /// This does not hold.
    Not(Box<TypedNode>),
    /// A word by its place in the text.
    Word(Range<usize>),
    /// Words in a row, without their quotes.
    Quoted(Range<usize>),
    /// A name with a value.
    Term(TypedTerm),
}

/// A name with a value: `level:forum`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTerm {
    /// All of it.
    pub whole: Range<usize>,
    /// What stands before the colon.
    pub name: Range<usize>,
    /// True where a sign that compares stands in the place of the colon: `end<2023`.
    pub is_compared: bool,
    /// What stands behind the colon: one of these is meant.
    pub values: Vec<TypedValue>,
}

/// A value of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedValue {
    /// How it compares, where a sign says so.
    pub comparison: Option<ComparisonSign>,
    /// Its place in the text, without sign and quotes.
    pub text: Range<usize>,
    /// True where it stood in quotes and no sign in it means anything.
    pub is_quoted: bool,
}

/// How a value is to compare with the one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonSign {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl ComparisonSign {
    /// The signs, the longer ones first.
    const SIGNS: [(&'static str, ComparisonSign); 5] = [
        ("<=", ComparisonSign::AtMost),
        (">=", ComparisonSign::AtLeast),
        ("<", ComparisonSign::Less),
        (">", ComparisonSign::Greater),
        ("=", ComparisonSign::Equal),
    ];
}

/// The words that combine, in both languages.
const OR: [&str; 2] = ["or", "oder"];
const AND: [&str; 2] = ["and", "und"];
const NOT: [&str; 2] = ["not", "nicht"];

/// The quotes that open and those that close them: of the keyboard, of German and English texts.
pub(super) const QUOTES: [(char, &[char]); 5] =
    [('"', &['"']), ('„', &['“', '”', '"']), ('“', &['”', '“']), ('»', &['«']), ('«', &['»'])];

/// Takes a text apart.
///
/// # Errors
/// The place of what is nested too deep.
pub fn parse(typed: &str) -> Result<TypedNode, Range<usize>> {
    let tokens = QueryLexer::new(typed).tokens();
    let mut parser = NodeParser { typed, tokens: &tokens, at: 0, depth: 0 };
    parser.any()
}

/// Returns the word or term that ends where a text ends; `None` where one would begin.
pub fn last_piece(typed: &str) -> Option<TypedNode> {
    let mut lexer = QueryLexer::new(typed);
    match lexer.tokens().pop() {
        Some(Piece::Atom(node)) if !typed.ends_with(char::is_whitespace) || is_in_quotes(typed) => Some(node),
        // Where values stand in brackets, the next one begins.
        _ => lexer.group().map(|name| lexer.term_without_value(name)),
    }
}

/// Returns true behind a quote that is not closed.
fn is_in_quotes(typed: &str) -> bool {
    typed.matches('"').count() % 2 == 1
}

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Open(Range<usize>),
    /// A comma between values in brackets.
    Or,
    Close,
    Minus(Range<usize>),
    Atom(TypedNode),
}

struct QueryLexer<'t> {
    typed: &'t str,
    at: usize,
    /// The brackets that are open; with the name of the term whose values stand in them.
    open: Vec<Option<Range<usize>>>,
}

impl QueryLexer<'_> {
    fn new(typed: &str) -> QueryLexer<'_> {
        QueryLexer { typed, at: 0, open: Vec::new() }
    }

    fn tokens(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(c) = self.rest().chars().next() {
            let start = self.at;
            match c {
                c if c.is_whitespace() => self.at += c.len_utf8(),
                '(' => {
                    self.at = start + 1;
                    self.open.push(self.group());
                    pieces.push(Piece::Open(start..start + 1));
                }
                ')' if !self.open.is_empty() => {
                    self.at = start + 1;
                    self.say_missing_value(&mut pieces);
                    self.open.pop();
                    pieces.push(Piece::Close);
                }
                ',' if self.group().is_some() => {
                    self.at = start + 1;
                    pieces.push(Piece::Or);
                }
                c if is_quote(c) && self.group().is_none() => {
                    pieces.push(Piece::Atom(TypedNode::Quoted(self.quoted())));
                }
                '-' if self.is_negation() => {
                    self.at += 1;
                    pieces.push(Piece::Minus(start..start + 1));
                }
                _ => self.word(&mut pieces),
            }
        }
        self.say_missing_value(&mut pieces);
        pieces
    }

    /// Returns the name of the term whose values stand in the open brackets.
    fn group(&self) -> Option<Range<usize>> {
        self.open.last().cloned().flatten()
    }

    fn term_without_value(&self, name: Range<usize>) -> TypedNode {
        TypedNode::Term(TypedTerm { whole: name.start..name.end + 1, name, is_compared: false, values: Vec::new() })
    }

    /// Adds a term without a value where nothing stands in the brackets of its values: it is a
    /// mistake, not a question that everything answers.
    fn say_missing_value(&self, pieces: &mut Vec<Piece>) {
        if let (Some(name), Some(Piece::Open(_))) = (self.group(), pieces.last()) {
            pieces.push(Piece::Atom(self.term_without_value(name)));
        }
    }

    fn rest(&self) -> &str {
        &self.typed[self.at..]
    }

    /// Returns true where a dash stands before what it negates, and not before a number or alone. A
    /// blank may stand between it and what is no word of a text.
    fn is_negation(&self) -> bool {
        let behind = &self.rest()[1..];
        let next = behind.trim_start();
        if next.len() == behind.len() {
            return next.starts_with(|c: char| c.is_alphabetic() || is_quote(c) || c == '(');
        }
        let is_term = || next.split_once(':').is_some_and(|(name, _)| is_name(name));
        next.starts_with('(') || is_term()
    }

    /// Reads up to the closing quote, and returns the place of what stands between.
    fn quoted(&mut self) -> Range<usize> {
        let quote = self.rest().chars().next().unwrap_or('"');
        let ends = QUOTES.iter().find(|(open, _)| *open == quote).map_or(&['"'][..], |(_, ends)| ends);
        let start = self.at + quote.len_utf8();
        let end = self.typed[start..].find(ends).map_or(self.typed.len(), |length| start + length);
        self.at = end + self.typed[end..].chars().next().map_or(0, char::len_utf8);
        start..end
    }

    /// Reads a word or a term, or a value where these stand in brackets.
    fn word(&mut self, pieces: &mut Vec<Piece>) {
        let start = self.at;
        let name_end = self.rest().find(|c: char| !is_of_name(c)).map_or(self.typed.len(), |length| start + length);
        let behind = self.typed[name_end..].chars().next();
        let is_compared = self.group().is_none() && matches!(behind, Some('<' | '>' | '='));
        if is_name(&self.typed[start..name_end]) && (behind == Some(':') || is_compared) {
            self.at = name_end + usize::from(!is_compared);
            return self.values(start..name_end, is_compared, pieces);
        }
        let Some(name) = self.group() else {
            self.bare(&[]);
            return pieces.push(Piece::Atom(TypedNode::Word(start..self.at)));
        };
        let value = self.value();
        let is_between = |value: &TypedValue| {
            let is_bare = !value.is_quoted && value.comparison.is_none();
            let mut words = OR.iter().chain(&AND).chain(&NOT);
            is_bare && words.any(|word| self.typed[value.text.clone()].eq_ignore_ascii_case(word))
        };
        pieces.push(Piece::Atom(match value {
            Some(value) if is_between(&value) => TypedNode::Word(value.text),
            value => TypedNode::Term(TypedTerm {
                whole: start..self.at,
                name,
                is_compared: false,
                values: value.into_iter().collect(),
            }),
        }));
    }

    /// Reads what stands behind the name and colon of a term: values in brackets, a negated one, or
    /// some between commas.
    fn values(&mut self, name: Range<usize>, is_compared: bool, pieces: &mut Vec<Piece>) {
        let start = self.at;
        let is_operand = |c: char| c.is_alphabetic() || is_quote(c) || c == '(';
        if self.rest().strip_prefix('-').is_some_and(|behind| behind.starts_with(is_operand)) {
            self.at += 1;
            pieces.push(Piece::Minus(start..start + 1));
        }
        if self.rest().starts_with('(') {
            pieces.push(Piece::Open(self.at..self.at + 1));
            self.at += 1;
            return self.open.push(Some(name));
        }
        let mut values = Vec::new();
        loop {
            values.extend(self.value());
            if self.group().is_some() || !self.rest().starts_with(',') {
                break;
            }
            self.at += 1;
        }
        pieces.push(Piece::Atom(TypedNode::Term(TypedTerm { whole: name.start..self.at, name, is_compared, values })));
    }

    /// Reads a value up to the next comma; `None` where there is none.
    fn value(&mut self) -> Option<TypedValue> {
        let sign = ComparisonSign::SIGNS.into_iter().find(|(sign, _)| self.rest().starts_with(sign));
        self.at += sign.map_or(0, |(sign, _)| sign.len());
        let is_quoted = self.rest().starts_with(is_quote);
        let text = if is_quoted { self.quoted() } else { self.bare(&[',']) };
        let comparison = sign.map(|(_, comparison)| comparison);
        (comparison.is_some() || is_quoted || !text.is_empty()).then_some(TypedValue { comparison, text, is_quoted })
    }

    /// Reads up to a blank, to one of `ends`, or to the bracket that closes what is open.
    fn bare(&mut self, ends: &[char]) -> Range<usize> {
        let (start, mut inner) = (self.at, 0_usize);
        let is_end = |c: char| {
            match c {
                '(' => inner += 1,
                ')' if inner > 0 => inner -= 1,
                ')' => return !self.open.is_empty(),
                _ => {}
            }
            c.is_whitespace() || ends.contains(&c)
        };
        let end = self.typed[start..].find(is_end).map_or(self.typed.len(), |length| start + length);
        self.at = end;
        start..end
    }
}

fn is_quote(c: char) -> bool {
    QUOTES.iter().any(|(open, _)| *open == c)
}

/// Returns true for what can stand before the colon of a term.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(is_of_name)
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

struct NodeParser<'t> {
    typed: &'t str,
    tokens: &'t [Piece],
    at: usize,
    depth: usize,
}

impl NodeParser<'_> {
    /// Parses alternatives up to a closing bracket or the end.
    fn any(&mut self) -> Result<TypedNode, Range<usize>> {
        let mut alternatives = vec![self.all()?];
        while self.is_or() {
            self.at += 1;
            alternatives.push(self.all()?);
        }
        Ok(if alternatives.len() == 1 { alternatives.remove(0) } else { TypedNode::Any(alternatives) })
    }

    /// Parses what must hold together.
    fn all(&mut self) -> Result<TypedNode, Range<usize>> {
        let mut parts = Vec::new();
        while self.at < self.tokens.len() && self.tokens[self.at] != Piece::Close {
            if self.is_or() && !parts.is_empty() {
                break;
            }
            // A comma with nothing on one side separates nothing.
            if self.tokens[self.at] == Piece::Or || self.is_between(&AND) && !parts.is_empty() {
                self.at += 1;
                continue;
            }
            parts.push(self.one()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { TypedNode::All(parts) })
    }

    fn one(&mut self) -> Result<TypedNode, Range<usize>> {
        let piece = &self.tokens[self.at];
        self.at += 1;
        let place = match piece {
            Piece::Open(place) | Piece::Minus(place) => place,
            Piece::Atom(TypedNode::Word(place)) if self.is_word(place, &NOT) && self.has_operand() => place,
            Piece::Atom(node) => return Ok(node.clone()),
            Piece::Close | Piece::Or => return Ok(TypedNode::All(Vec::new())),
        };
        if self.depth == DEEPEST {
            return Err(place.clone());
        }
        self.depth += 1;
        let node = if matches!(piece, Piece::Open(_)) {
            let inner = self.any()?;
            self.at += usize::from(self.tokens.get(self.at) == Some(&Piece::Close));
            inner
        } else {
            TypedNode::Not(Box::new(self.one()?))
        };
        self.depth -= 1;
        Ok(node)
    }

    /// Returns true at a word that stands between two alternatives.
    fn is_or(&self) -> bool {
        let is_comma = self.tokens.get(self.at) == Some(&Piece::Or);
        is_comma && !matches!(self.tokens.get(self.at + 1), None | Some(Piece::Close | Piece::Or))
            || self.is_between(&OR)
    }

    /// Returns true at one of these words, where something follows.
    fn is_between(&self, words: &[&str]) -> bool {
        match self.tokens.get(self.at) {
            Some(Piece::Atom(TypedNode::Word(place))) if self.is_word(place, words) => {
                matches!(self.tokens.get(self.at + 1), Some(piece) if *piece != Piece::Close)
            }
            _ => false,
        }
    }

    /// Returns true where something follows that can be negated.
    fn has_operand(&self) -> bool {
        !matches!(self.tokens.get(self.at), None | Some(Piece::Close | Piece::Or)) && !self.is_or()
    }

    fn is_word(&self, place: &Range<usize>, words: &[&str]) -> bool {
        words.iter().any(|word| self.typed[place.clone()].eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::super::unbalanced::unbalanced;
    use super::*;

    /// Writes what was understood with all brackets.
    fn read(typed: &str) -> String {
        parse(typed).map_or_else(|place| format!("! {place:?}"), |node| written(typed, &node))
    }

    fn written(typed: &str, node: &TypedNode) -> String {
        let joined = |nodes: &[TypedNode], sign: &str| {
            format!("({})", nodes.iter().map(|node| written(typed, node)).collect::<Vec<_>>().join(sign))
        };
        match node {
            TypedNode::All(nodes) => joined(nodes, " "),
            TypedNode::Any(nodes) => joined(nodes, "|"),
            TypedNode::Not(node) => format!("!{}", written(typed, node)),
            TypedNode::Word(place) => typed[place.clone()].to_owned(),
            TypedNode::Quoted(place) => format!("“{}”", &typed[place.clone()]),
            TypedNode::Term(term) => {
                let value = |value: &TypedValue| format!("{:?}{}", value.comparison, &typed[value.text.clone()]);
                let values: Vec<String> = term.values.iter().map(value).collect();
                format!("[{}: {}]", &typed[term.name.clone()], values.join(", ").replace("None", ""))
            }
        }
    }

    #[test]
    fn words_terms_and_phrases_are_told_apart() {
        for (typed, expected) in [
            ("", "()"),
            ("mint köln", "(mint köln)"),
            ("level:forum mint", "([level: forum] mint)"),
            ("level:forum,arbeitskreis", "[level: forum, arbeitskreis]"),
            ("checked:<2026", "[checked: Some(Less)2026]"),
            ("date:>=\"1. Juni 2009\"", "[date: Some(AtLeast)1. Juni 2009]"),
            ("contact.phone:*", "[contact.phone: *]"),
            ("\"Kita und Schule\" mint", "(“Kita und Schule” mint)"),
            ("\"Kita und", "“Kita und”"),
            ("name:\"Rhein-Sieg", "[name: Rhein-Sieg]"),
            ("„Kita und Schule“ mint", "(“Kita und Schule” mint)"),
            ("name:»Rhein-Sieg« “x y”", "([name: Rhein-Sieg] “x y”)"),
            ("14:00 Uhr", "(14:00 Uhr)"),
            ("https://x.de/a:b", "[https: //x.de/a:b]"),
            ("kind:", "[kind: ]"),
            (":x", ":x"),
            ("a,b", "a,b"),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_combines_binds_as_people_expect() {
        for (typed, expected) in [
            ("a b or c d", "((a b)|(c d))"),
            ("a oder b ODER c", "(a|b|c)"),
            ("level:x and region:y", "([level: x] [region: y])"),
            ("NOT a UND (b or c)", "(!a (b|c))"),
            ("- phone:*", "![phone: *]"),
            ("a - (b or c)", "(a !(b|c))"),
            ("-a b", "(!a b)"),
            ("nicht a b", "(!a b)"),
            ("-not (a or b)", "!!(a|b)"),
            ("-(region:x or region:y) c", "(!([region: x]|[region: y]) c)"),
            ("(a (b or c))", "(a (b|c))"),
            ("region:(a or b) c", "(([region: a]|[region: b]) c)"),
            ("region:(a, b,\"c d\",)", "([region: a]|[region: b]|[region: c d])"),
            ("name:(kreis düren)", "([name: kreis] [name: düren])"),
            ("region:-a b", "(![region: a] b)"),
            ("region:-a,b", "![region: a, b]"),
            ("-region:-a", "!![region: a]"),
            ("region:-(a oder b)", "!([region: a]|[region: b])"),
            ("region:(a or (b not c))", "([region: a]|([region: b] ![region: c]))"),
            ("region:(a -b)", "([region: a] ![region: b])"),
            ("date:(>=2009 <\"1. Juni 2012\")", "([date: Some(AtLeast)2009] [date: Some(Less)1. Juni 2012])"),
            ("field:(mint or region:x)", "([field: mint]|[region: x])"),
            ("region:()", "[region: ]"),
            ("region:(a or ())", "([region: a]|[region: ])"),
            ("region:(", "[region: ]"),
            ("region:(a", "[region: a]"),
            ("x:-5 y:-", "([x: -5] [y: -])"),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_sign_that_combines_nothing_is_part_of_a_word() {
        for (typed, expected) in [
            ("or", "or"),
            ("a or", "(a or)"),
            ("a und", "(a und)"),
            ("und a", "(und a)"),
            ("oder a", "(oder a)"),
            ("not", "not"),
            ("a nicht", "(a nicht)"),
            ("(a not) b", "((a not) b)"),
            ("Köln - Bonn", "(Köln - Bonn)"),
            ("02421 -22", "(02421 -22)"),
            ("Kita-Schule", "Kita-Schule"),
            ("a) b", "(a) b)"),
            ("Stolberg (Rhld.) x", "(Stolberg Rhld. x)"),
            ("Stolberg(Rhld.) x", "(Stolberg(Rhld.) x)"),
            ("(a b", "(a b)"),
            ("()", "()"),
            ("a - ", "(a -)"),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_lacks_its_other_half_is_found() {
        for (typed, place) in [
            ("(a or b) \"c (d\" name:(x)", None),
            ("(region:x", Some(0..1)),
            ("region:x)", Some(8..9)),
            ("-(a (b)", Some(1..2)),
            ("a \"b c", Some(2..3)),
            ("„a (b“ »c", Some(11..13)),
        ] {
            assert_eq!(unbalanced(typed), place, "{typed}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_at_its_place() {
        assert_eq!(read(&"(".repeat(33)), "! 32..33");
        assert_eq!(read(&format!("{}a", "-(".repeat(17))), "! 32..33");
        assert!(read(&"nicht ".repeat(50)).starts_with('!'));
        assert_eq!(read(&"(".repeat(32)), "()");
    }
}
