//! What is said when a text is not valid RON.

use super::Phrase;

/// Declares what may belong somewhere; the wording is the documentation.
macro_rules! things {
    ($($name:ident $de:literal / $en:literal;)+) => { $(#[doc = $en] pub const $name: Phrase = Phrase::new($de, $en);)+ };
}

things! {
    A_LIST "eine Liste […]" / "a list […]";
    AN_ATTRIBUTE "#![enable(…)]" / "#![enable(…)]";
    TRUE_OR_FALSE "true oder false" / "true or false";
    A_CHARACTER "ein Zeichen in einfachen Anführungszeichen" / "a character in single quotes";
    A_BYTE "ein Byte b'…'" / "a byte b'…'";
    A_NUMBER "eine Zahl" / "a number";
    A_WHOLE_NUMBER "eine ganze Zahl" / "a whole number";
    AN_OPTION "Some(…) oder None" / "Some(…) or None";
    A_MAP "eine Zuordnung {…}" / "a map {…}";
    A_UNIT "()" / "()";
    A_TEXT "ein Text in Anführungszeichen" / "a text in quotes";
    BYTES "eine Bytefolge b\"…\"" / "bytes b\"…\"";
    A_NAME "ein Name" / "a name";
    A_BARE_BRACKET "( ohne Namen davor" / "( without a name before it";
    A_VALUE "ein Wert" / "a value";
    A_RANGE ".. oder ..=" / ".. or ..=";
}

/// What serde calls things, and their German names; of two that begin alike the longer comes first.
pub static THINGS: &[Phrase] = &[
    Phrase::new("der Wahrheitswert ", "the boolean "),
    Phrase::new("die Zahl ", "the unsigned integer "),
    Phrase::new("die Zahl ", "the signed integer "),
    Phrase::new("die Zahl ", "the integer "),
    Phrase::new("die Zahl ", "the floating point number "),
    Phrase::new("das Zeichen ", "the UTF-8 character "),
    Phrase::new("der Text ", "the string "),
    Phrase::new("die Bytefolge ", "the byte string "),
    Phrase::new("()", "a unit value"),
    Phrase::new("ein Wert, der fehlen darf", "an optional value"),
    Phrase::new("eine Liste", "a sequence"),
    Phrase::new("eine Zuordnung", "a map"),
    Phrase::new("ein Eintrag", "a newtype struct"),
    Phrase::new("ein Wort", "a unit variant"),
    Phrase::new("ein Wort mit Wert", "a newtype variant"),
    Phrase::new("ein Wort mit Werten", "a tuple variant"),
    Phrase::new("ein Wort mit Feldern", "a struct variant"),
    Phrase::new("ein Wort", "an enum"),
    Phrase::new("true oder false", "a boolean"),
    Phrase::new("ein Text", "a string"),
    Phrase::new("ein Zeichen", "a character"),
    Phrase::new("so viele Werte: ", "a tuple of size "),
    Phrase::new("eine freiwillige Angabe", "option"),
    Phrase::new("ein Eintrag ", "struct "),
    Phrase::new("eines der Wörter von ", "enum "),
];

texts! {
    empty => "Die Datei ist leer oder enthält nur Kommentare." / "The file is empty or has comments only.";
    too_large => "Die Datei ist größer als 4 GiB." / "The file is larger than 4 GiB.";
    too_deep => "Klammern sind tiefer als 128-fach verschachtelt." / "Brackets are nested more than 128 deep.";
    unclosed_comment => "Ein Kommentar /* … hat kein Ende */." / "A comment /* … has no end */.";
    unclosed_string => "Ein Text in Anführungszeichen hat kein Ende." / "A text in quotes has no end.";
    unclosed(bracket: char) => "Die Klammer {bracket} wird nicht geschlossen." / "The bracket {bracket} is never closed.";
    bad_char => "Zwischen einfachen Anführungszeichen steht nicht genau ein Zeichen." / "There is not exactly one character between single quotes.";
    missing(c: char) => "Hier fehlt {c}" / "Expected {c} here";
    unexpected(c: std::char::EscapeDebug) => "Hier steht unerwartet {c}" / "Unexpected {c} here";
    unexpected_end => "Der Text endet zu früh." / "The text ends too early.";
    bad_attribute => "Diese Zeile #![…] wird nicht verstanden." / "This line #![…] is not understood.";
    unknown_extension(name: &str) => "Die Erweiterung {name} gibt es nicht." / "There is no extension {name}.";
    expected(what: &str) => "Hier wird {what} erwartet." / "Expected {what} here.";
    not_written => "Der Text ließ sich nicht schreiben." / "The text could not be written.";
    underscore => "An dieser Stelle einer Zahl darf kein _ stehen." / "There must be no _ at this place in a number.";
    bad_escape => "Was hinter dem \\ steht, wird nicht verstanden." / "What follows the \\ is not understood.";
    number_out_of_bounds => "Die Zahl ist zu groß oder zu klein." / "The number is too large or too small.";
    bad_digit(digit: char, base: u8) => "Die Ziffer {digit} passt nicht in eine Zahl zur Basis {base}." / "The digit {digit} does not fit a number to base {base}.";
    unclosed_line_comment => "Hinter einem Kommentar // … muss eine neue Zeile beginnen." / "A new line must follow a comment // ….";
    not_utf8 => "Das ist kein UTF-8-Text." / "This is not UTF-8 text.";
    trailing => "Hinter dem Wert steht noch etwas." / "Something else follows the value.";
    other_struct(expected: &str, found: &str) => "Hier wird {expected} erwartet, nicht {found}." / "Expected {expected} here, not {found}.";
    struct_name(name: &str) => "Vor der Klammer fehlt der Name {name}." / "The name {name} is missing before the bracket.";
    other_value(expected: &str, found: &str) => "Hier wird etwas anderes erwartet ({expected}); da steht {found}." / "Expected {expected} here, but there is {found}.";
    other_length(expected: &str, found: usize) => "Die Zahl der Werte stimmt nicht ({found}); erwartet: {expected}." / "The number of values is wrong ({found}); expected: {expected}.";
    no_choice(found: &str, known: &str) => "{found} ist hier nicht vorgesehen; möglich: {known}." / "{found} is not one of the choices: {known}.";
    no_field(found: &str, known: &str) => "Ein Feld {found} gibt es nicht; möglich: {known}." / "There is no field {found}; possible: {known}.";
    field_missing(field: &str) => "Das Feld {field} fehlt." / "The field {field} is missing.";
    field_twice(field: &str) => "Das Feld {field} kommt zweimal vor." / "The field {field} occurs twice.";
    no_name(name: &str) => "{name} ist kein Name." / "{name} is not a name.";
    raw_name(name: &str) => "{name} ist kein Name; r#{name} wäre einer." / "{name} is no name; r#{name} would be one.";
}
