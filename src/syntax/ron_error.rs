//! Explains the errors of `ron` and serde to people.
//!
//! The messages of `ron` are English and use Rust terms; here each of its errors has a sentence in
//! both languages. Entry point: [`say`].

use ron::Error;

use crate::texts::{self, Lang, Phrase};

/// Explains an error of `ron`; an unknown one in the words of `ron`.
pub(crate) fn say(error: &Error, lang: Lang) -> String {
    let fixed = sign(error).map(|sign| texts::syntax::missing(lang, sign));
    let fixed = fixed.or_else(|| wanted(error).map(|what| texts::syntax::expected(lang, what.get(lang))));
    fixed
        .or_else(|| number_or_text(error, lang))
        .or_else(|| structure(error, lang))
        .unwrap_or_else(|| error.to_string())
}

/// Returns the missing character.
fn sign(error: &Error) -> Option<char> {
    Some(match error {
        Error::ExpectedArrayEnd => ']',
        Error::ExpectedComma => ',',
        Error::ExpectedMapColon => ':',
        Error::ExpectedMapEnd => '}',
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd | Error::ExpectedAttributeEnd => ')',
        Error::ExpectedStructLike => '(',
        _ => return None,
    })
}

/// Returns the expected kind of value.
fn wanted(error: &Error) -> Option<Phrase> {
    Some(match error {
        Error::ExpectedArray => texts::syntax::A_LIST,
        Error::ExpectedAttribute => texts::syntax::AN_ATTRIBUTE,
        Error::ExpectedBoolean => texts::syntax::TRUE_OR_FALSE,
        Error::ExpectedChar => texts::syntax::A_CHARACTER,
        Error::ExpectedByteLiteral => texts::syntax::A_BYTE,
        Error::ExpectedFloat => texts::syntax::A_NUMBER,
        Error::ExpectedInteger => texts::syntax::A_WHOLE_NUMBER,
        Error::ExpectedOption => texts::syntax::AN_OPTION,
        Error::ExpectedMap => texts::syntax::A_MAP,
        Error::ExpectedUnit => texts::syntax::A_UNIT,
        Error::ExpectedString => texts::syntax::A_TEXT,
        Error::ExpectedByteString => texts::syntax::BYTES,
        Error::ExpectedIdentifier => texts::syntax::A_NAME,
        Error::ExpectedNamedStructLike("") => texts::syntax::A_BARE_BRACKET,
        Error::ExpectedRawValue => texts::syntax::A_VALUE,
        Error::ExpectedRangeSyntax => texts::syntax::A_RANGE,
        _ => return None,
    })
}

/// Explains errors within one value, or in the text as such.
fn number_or_text(error: &Error, lang: Lang) -> Option<String> {
    Some(match error {
        Error::Fmt => texts::syntax::not_written(lang).to_owned(),
        Error::Io(message) | Error::Message(message) => message.clone(),
        Error::Eof => texts::syntax::unexpected_end(lang).to_owned(),
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => texts::syntax::underscore(lang).to_owned(),
        Error::ExpectedStringEnd => texts::syntax::unclosed_string(lang).to_owned(),
        Error::InvalidEscape(_) => texts::syntax::bad_escape(lang).to_owned(),
        Error::IntegerOutOfBounds => texts::syntax::number_out_of_bounds(lang).to_owned(),
        Error::InvalidIntegerDigit { digit, base } => texts::syntax::bad_digit(lang, *digit, *base),
        Error::UnclosedBlockComment => texts::syntax::unclosed_comment(lang).to_owned(),
        Error::UnclosedLineComment => texts::syntax::unclosed_line_comment(lang).to_owned(),
        Error::UnexpectedChar(c) => texts::syntax::unexpected(lang, c.escape_debug()),
        Error::Utf8Error(_) => texts::syntax::not_utf8(lang).to_owned(),
        Error::TrailingCharacters => texts::syntax::trailing(lang).to_owned(),
        Error::ExceededRecursionLimit => texts::syntax::too_deep(lang).to_owned(),
        Error::NoSuchExtension(name) => texts::syntax::unknown_extension(lang, name),
        _ => return None,
    })
}

/// Explains errors in names, fields and choices.
fn structure(error: &Error, lang: Lang) -> Option<String> {
    Some(match error {
        Error::ExpectedNamedStructLike(name) => texts::syntax::expected(lang, &format!("{name}(…)")),
        Error::ExpectedDifferentStructName { expected, found } => texts::syntax::other_struct(lang, expected, found),
        Error::ExpectedStructName(name) => texts::syntax::struct_name(lang, name),
        Error::InvalidValueForType { expected, found } => {
            texts::syntax::other_value(lang, &thing(expected, lang), &thing(found, lang))
        }
        Error::ExpectedDifferentLength { expected, found } => {
            texts::syntax::other_length(lang, &thing(expected, lang), *found)
        }
        Error::NoSuchEnumVariant { expected, found, .. } => texts::syntax::no_choice(lang, found, &expected.join(", ")),
        Error::NoSuchStructField { expected, found, .. } => texts::syntax::no_field(lang, found, &expected.join(", ")),
        Error::MissingStructField { field, .. } => texts::syntax::field_missing(lang, field),
        Error::DuplicateStructField { field, .. } => texts::syntax::field_twice(lang, field),
        Error::InvalidIdentifier(name) => texts::syntax::no_name(lang, name),
        Error::SuggestRawIdentifier(name) => texts::syntax::raw_name(lang, name),
        _ => return None,
    })
}

/// Translates serde's English name of a thing; text after these words is kept.
fn thing(words: &str, lang: Lang) -> String {
    let known = texts::syntax::THINGS.iter().find(|known| words.starts_with(known.en));
    known.map_or_else(|| words.to_owned(), |known| format!("{}{}", known.get(lang), &words[known.en.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::{Error as _, Unexpected};

    fn errors() -> Vec<Error> {
        use Error::*;
        let outer = || Some("Member".to_owned());
        let text = || "x".to_owned();
        let plain = [
            Fmt,
            Eof,
            ExpectedArray,
            ExpectedArrayEnd,
            ExpectedAttribute,
            ExpectedAttributeEnd,
            ExpectedBoolean,
            ExpectedComma,
            ExpectedChar,
            ExpectedByteLiteral,
            ExpectedFloat,
            FloatUnderscore,
            ExpectedInteger,
            ExpectedOption,
            ExpectedOptionEnd,
            ExpectedMap,
            ExpectedMapColon,
            ExpectedMapEnd,
            ExpectedStructLike,
            ExpectedStructLikeEnd,
            ExpectedUnit,
            ExpectedString,
            ExpectedByteString,
            ExpectedStringEnd,
            ExpectedIdentifier,
            IntegerOutOfBounds,
            UnclosedBlockComment,
            UnclosedLineComment,
            UnderscoreAtBeginning,
            TrailingCharacters,
            ExpectedRawValue,
            ExceededRecursionLimit,
            ExpectedRangeSyntax,
        ];
        let bad_utf8 = std::str::from_utf8(&[b'a', 0xff].map(std::hint::black_box)).unwrap_err();
        let more = vec![
            ExpectedDifferentStructName { expected: "Member", found: text() },
            ExpectedNamedStructLike("Member"),
            ExpectedNamedStructLike(""),
            InvalidEscape("Unknown escape character"),
            InvalidIntegerDigit { digit: '9', base: 8 },
            NoSuchExtension(text()),
            UnexpectedChar('§'),
            Utf8Error(bad_utf8),
            Error::invalid_type(Unexpected::Str("x"), &"a sequence"),
            Error::invalid_value(Unexpected::Unsigned(7), &"a boolean"),
            ExpectedDifferentLength { expected: "a tuple of size 2".to_owned(), found: 1 },
            NoSuchEnumVariant { expected: &["Kreis", "Land"], found: text(), outer: outer() },
            NoSuchStructField { expected: &["id", "name"], found: text(), outer: None },
            MissingStructField { field: "region", outer: outer() },
            DuplicateStructField { field: "id", outer: outer() },
            InvalidIdentifier(text()),
            SuggestRawIdentifier("a-b".to_owned()),
            ExpectedStructName("Member".to_owned()),
        ];
        plain.into_iter().chain(more).collect()
    }

    #[test]
    fn every_error_of_ron_is_said_in_both_languages() {
        for error in errors() {
            let [de, en] = [Lang::De, Lang::En].map(|lang| say(&error, lang));
            assert_ne!(de, en, "{error:?}");
            assert!(!de.contains("xpected") && !de.contains("nvalid"), "{de}");
        }
    }
}
