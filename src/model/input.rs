//! Converts between what a person types into a field and what the file says.
//!
//! [`parse`] turns plain text into RON text or says why it is refused; [`to_editable_text`] returns
//! the text to edit. Text is stored as typed (a phone number is never reformatted), except that
//! surrounding blanks are removed, dates and numbers get a uniform form, and characters that cannot
//! be told from others by eye are replaced. A replacement is reported, never refused. The caller
//! gives today. Must not look at other records: whether an id exists is for the caller to check.

mod items;
mod note;
mod reason;

use crate::document::Address;
use crate::model::SCHEMA;
use crate::model::choice_name::{option_called, option_meant};
use crate::model::date::Date;
use crate::model::identifier::{LONGEST_ID, is_id, propose_id};
use crate::model::official_key::{is_ags, is_nuts3, is_postcode, with_leading_zero};
use crate::schema::{ChoiceOption, FieldKind};
use crate::syntax::{NodeKind, SyntaxValue, Tree};
use crate::text::{normalize, unsafe_chars};
pub use items::{listed_items, split_items};
pub use note::{InputNote, code_points, remarks};
pub use reason::InputError;

/// A value that was typed, as it will be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// RON text.
    pub ron: String,
    /// What a person should know about it before it is stored.
    pub notes: Vec<InputNote>,
}

/// Parses what was typed for a field of this kind. A list of plain values is typed as its items,
/// between semicolons or lines, or as RON; records and lists of these are RON already.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn parse(kind: FieldKind, typed: &str, today: Date) -> Result<Accepted, InputError> {
    let is_structured = matches!(kind, FieldKind::Record(_) | FieldKind::List(_));
    let lines = typed.replace("\r\n", "\n").replace(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let normal = normalize(&lines);
    let text = if kind.has_lines() { &normal.text } else { normal.text.trim() };
    if text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    let mut notes = Vec::new();
    if !normal.replaced.is_empty() {
        notes.push(InputNote::Replaced(normal.replaced));
    }
    if let FieldKind::List(item) = kind
        && !matches!(item, FieldKind::Record(_) | FieldKind::List(_))
        && !text.trim_start().starts_with('[')
    {
        return list(*item, text, today, notes);
    }
    if is_structured {
        return Ok(Accepted { ron: text.to_owned(), notes });
    }
    shown(text)?;
    if !kind.has_lines() && text.contains('\n') {
        return Err(InputError::OneLine);
    }
    let (ron, value) = value(kind, text, today)?;
    if value != text {
        notes.push(InputNote::Understood(value));
    }
    notes.extend(doubt(kind, text));
    Ok(Accepted { ron, notes })
}

/// Parses the items of a list.
fn list(item: FieldKind, text: &str, today: Date, mut notes: Vec<InputNote>) -> Result<Accepted, InputError> {
    let mut items = Vec::new();
    for text in split_items(item, text).iter().filter(|text| !text.trim().is_empty()) {
        let accepted = parse(item, text, today)?;
        notes.extend(accepted.notes);
        items.push(accepted.ron);
    }
    if items.is_empty() {
        Err(InputError::Empty)
    } else {
        Ok(Accepted { ron: format!("[{}]", items.join(", ")), notes })
    }
}

/// Turns what was typed into RON text for the field at an address, and says also what there is to
/// say of a value because it stands there.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn parse_at(address: &Address, kind: FieldKind, typed: &str, today: Date) -> Result<Accepted, InputError> {
    let mut accepted = parse(kind, typed, today)?;
    if address.field(&SCHEMA).is_some_and(|field| field.past)
        && let Ok(date) = Date::parse(accepted.ron.trim_matches('"'))
        && date.is_after(today)
    {
        accepted.notes.push(InputNote::Future(date.to_string()));
    }
    Ok(accepted)
}

/// The value in its one form: as RON, and as a person reads it.
fn value(kind: FieldKind, text: &str, today: Date) -> Result<(String, String), InputError> {
    let quoted = |value: String| (quote(&value), value);
    let bare = |ron: String| (ron.clone(), ron);
    match kind {
        // The spelling of a choice in the file is not worth a note.
        FieldKind::Choice(choices) => choice(choices, text).map(|name| (name, text.to_owned())),
        FieldKind::YesNo => yes_no(text).map(|word| (word, text.to_owned())),
        FieldKind::Count => count(text).map(bare),
        FieldKind::Decimal => decimal(text).map(bare),
        FieldKind::Position => position(text).map(|position| (format!("({position})"), position)),
        FieldKind::Date => Date::read(text, today).map(|date| quoted(date.to_string())).map_err(InputError::Date),
        FieldKind::Url | FieldKind::Origin => web_address(kind, text).map(quoted),
        FieldKind::Email => {
            let (name, host) = text.split_once('@').ok_or(InputError::Email)?;
            let text = format!("{name}@{}", host.to_lowercase());
            valid(kind, &text).map(|()| quoted(text))
        }
        FieldKind::Nuts3 => {
            let text = text.to_ascii_uppercase();
            valid(kind, &text).map(|()| quoted(text))
        }
        _ => valid(kind, text).map(|()| quoted(text.to_owned())),
    }
}

/// Returns what may be wrong with a value that is accepted.
pub fn doubt(kind: FieldKind, text: &str) -> Option<InputNote> {
    match kind {
        FieldKind::Phone if !has_area_code(text) => Some(InputNote::NoAreaCode),
        FieldKind::Id if text.len() > LONGEST_ID => Some(InputNote::LongId),
        _ => None,
    }
}

/// Returns a web address with its scheme and host in lower case, which mean the same; a title
/// unchanged.
fn web_address(kind: FieldKind, text: &str) -> Result<String, InputError> {
    valid(kind, text)?;
    let Some((scheme, rest)) = text.split_once("://").filter(|_| is_url(text)) else { return Ok(text.to_owned()) };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Ok(format!("{}://{}{}", scheme.to_lowercase(), rest[..host].to_lowercase(), &rest[host..]))
}

/// Judges a text that is stored unchanged by the rule of its kind, without reading other records.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn valid(kind: FieldKind, text: &str) -> Result<(), InputError> {
    let rule = |ok: bool, reason| if ok { Ok(()) } else { Err(reason) };
    match kind {
        FieldKind::Id | FieldKind::Ref(_) if !is_id(text) => Err(InputError::Id(propose_id(text))),
        FieldKind::Date => Date::parse(text).map(drop).map_err(InputError::Date),
        FieldKind::Phone => rule(is_phone(&normalize(text).text), InputError::Phone),
        FieldKind::Email => rule(is_email(text), InputError::Email),
        FieldKind::Url => rule(is_url(text), host_missing(text).unwrap_or(InputError::Url)),
        FieldKind::Origin => {
            rule(!looks_like_url(text) || is_url(text), host_missing(text).unwrap_or(InputError::Origin))
        }
        FieldKind::Postcode => {
            rule(is_postcode(text), InputError::Postcode(with_leading_zero(text, 5).filter(|meant| is_postcode(meant))))
        }
        FieldKind::Ags(digits) => {
            let meant = with_leading_zero(text, digits).filter(|meant| is_ags(meant, digits));
            rule(is_ags(text, digits), InputError::Ags(digits, meant))
        }
        FieldKind::Nuts3 => rule(is_nuts3(text), InputError::Nuts3),
        _ => Ok(()),
    }
}

/// Returns true for a possible size: finite and not negative.
pub fn is_size(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

/// Returns true for the latitude and longitude of a place on earth.
pub fn is_position(latitude: f64, longitude: f64) -> bool {
    latitude.abs() <= 90.0 && longitude.abs() <= 180.0
}

/// Returns true for a telephone number that can be dialled from anywhere: with an area code or a
/// country code, or one of the short numbers of all areas (110, 112, 115, 116…).
pub fn has_area_code(phone: &str) -> bool {
    let mut digits = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    match digits.next() {
        Some('0' | '+') => true,
        first => first == Some('1') && digits.next() == Some('1'),
    }
}

/// Returns the text to edit: the value without quotes and escapes, a choice by its name in the
/// file.
pub fn to_editable_text(kind: FieldKind, value: SyntaxValue<'_>) -> String {
    let Some(value) = value.unwrap_option() else { return String::new() };
    let raw = || value.text().to_owned();
    match kind {
        FieldKind::Record(_) | FieldKind::List(_) => raw(),
        FieldKind::Count => value.as_u64().map_or_else(raw, |number| number.to_string()),
        FieldKind::Position => {
            let parts: Vec<_> = value.items().map(|part| part.text()).collect();
            parts.join(", ")
        }
        _ => value.as_str().map_or_else(raw, |text| text.into_owned()),
    }
}

/// Returns the value as `get` prints it.
pub fn text_of_value(kind: Option<FieldKind>, value: Option<SyntaxValue<'_>>) -> String {
    let Some(value) = value.and_then(SyntaxValue::unwrap_option) else { return String::new() };
    match kind {
        Some(kind) => to_editable_text(kind, value),
        None => value.text().to_owned(),
    }
}

/// Returns true when two values mean the same, however they are written.
pub fn is_same_value(kind: Option<FieldKind>, old: Option<SyntaxValue<'_>>, ron: &str) -> bool {
    let (Some(old), Ok(tree)) = (old.and_then(SyntaxValue::unwrap_option), Tree::parse(ron)) else { return false };
    let new = tree.root(ron);
    let plain_kind = old.kind() != NodeKind::List && old.kind() != NodeKind::Struct;
    if let (Some(FieldKind::Decimal), Some(old), Some(new)) = (kind, old.as_f64(), new.as_f64()) {
        old == new
    } else if plain_kind && old.kind() == new.kind() {
        text_of_value(kind, Some(old)) == text_of_value(kind, Some(new))
    } else {
        old.text() == new.text()
    }
}

/// Returns the text as a RON string on one line.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns true for a web address with a host.
fn is_url(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let rest = Some(rest).filter(|_| ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    let host = rest.map(|rest| rest.split(['/', '?', '#', ':']).next().unwrap_or(rest));
    host.is_some_and(is_host) && !text.contains(|c: char| c.is_whitespace() || "<>\"".contains(c))
}

/// Says that the host is what a web address lacks that begins as it should and has no blanks.
fn host_missing(text: &str) -> Option<InputError> {
    let starts = |scheme: &&str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let scheme = ["https://", "http://"].into_iter().find(starts)?;
    let host = text[scheme.len()..].split(['/', '?', '#', ':']).next().unwrap_or_default();
    (!is_host(host) && !text.contains(char::is_whitespace)).then_some(InputError::Host(scheme))
}

fn looks_like_url(text: &str) -> bool {
    text.contains("://") || text.to_ascii_lowercase().starts_with("www.")
}

fn is_host(host: &str) -> bool {
    let label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.contains('.') && host.split('.').all(label)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let letter = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    name.split('.').all(|part| !part.is_empty() && part.chars().all(letter)) && is_host(host)
}

fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
        && text.chars().all(|c| c.is_ascii_digit() || " +()/-–.".contains(c))
}

fn shown(text: &str) -> Result<(), InputError> {
    unsafe_chars(text).find(|c| !matches!(c, '\n' | '\t')).map_or(Ok(()), |c| Err(InputError::Control(c)))
}

fn choice(choices: &'static [ChoiceOption], text: &str) -> Result<String, InputError> {
    let found = option_called(choices, text).map(|choice| choice.name.to_owned());
    found.ok_or_else(|| InputError::Choice(choices, option_meant(choices, text)))
}

fn yes_no(text: &str) -> Result<String, InputError> {
    match text.to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "wahr" => Ok("true".to_owned()),
        "nein" | "n" | "no" | "false" | "falsch" => Ok("false".to_owned()),
        _ => Err(InputError::YesNo),
    }
}

/// Parses a whole number. A dot, a comma, a blank or an apostrophe separates thousands.
fn count(text: &str) -> Result<String, InputError> {
    let digits = grouped(text, &['.', ',', ' ', '\'', '’']).ok_or(InputError::Count)?;
    digits.parse::<u64>().map(|number| number.to_string()).map_err(|_| InputError::TooLarge)
}

/// Returns the digits of a number whose thousands may be separated by one of these characters.
fn grouped(text: &str, marks: &[char]) -> Option<String> {
    let mut groups = text.split(marks);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    (!first.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Parses a decimal number. The last comma or dot is the decimal mark; another character before it
/// may separate thousands.
fn decimal(text: &str) -> Result<String, InputError> {
    let number = match text.rfind([',', '.']) {
        None => grouped(text, &[' ', '\'', '’']).ok_or(InputError::Decimal)?,
        Some(at) => {
            let mark = if text[at..].starts_with(',') { '.' } else { ',' };
            let whole = grouped(&text[..at], &[mark, ' ', '\'', '’']).ok_or(InputError::Decimal)?;
            let part = &text[at + 1..];
            if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(InputError::Decimal);
            }
            format!("{whole}.{part}")
        }
    };
    if number.parse().is_ok_and(is_size) { Ok(number) } else { Err(InputError::TooLarge) }
}

/// Parses two numbers separated by a semicolon, a comma and a blank, or a blank; by a comma alone
/// only beside a decimal point.
fn position(text: &str) -> Result<String, InputError> {
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let cut = |parts: Vec<&str>| -> Option<String> {
        let [latitude, longitude] = parts[..] else { return None };
        let ((latitude, north), (longitude, east)) = (degrees(latitude)?, degrees(longitude)?);
        is_position(north, east).then(|| format!("{latitude}, {longitude}"))
    };
    let parted = cut(text.split(';').collect())
        .or_else(|| cut(text.split(", ").collect()))
        .or_else(|| cut(text.split_whitespace().collect()));
    let by_comma = || cut(text.split(',').collect());
    match parted {
        Some(position) => Ok(position),
        None if text.contains('.') => by_comma().ok_or(InputError::Position),
        None => Err(by_comma().map_or(InputError::Position, |_| InputError::Comma)),
    }
}

fn degrees(text: &str) -> Option<(String, f64)> {
    let text = text.trim().trim_end_matches('°').replace('\u{2212}', "-").replace(',', ".");
    let plain = text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = text.parse().ok().filter(|_| plain)?;
    Some((text, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Record;
    use crate::model::date::DateError;
    use crate::model::records::{GROUP, LEVEL};
    use crate::model::{REGIONS, SCHEMA};
    use crate::texts::Lang;

    const TODAY: &str = "2026-11-29";

    fn accepted(kind: FieldKind, typed: &str) -> Result<Accepted, InputError> {
        parse(kind, typed, Date::parse(TODAY).unwrap())
    }

    fn stored(kind: FieldKind, typed: &str) -> Result<String, InputError> {
        accepted(kind, typed).map(|accepted| accepted.ron)
    }

    fn noted(kind: FieldKind, typed: &str) -> Vec<InputNote> {
        accepted(kind, typed).unwrap().notes
    }

    fn accepts(kind: FieldKind, cases: &[(&str, &str)]) {
        for (typed, ron) in cases {
            assert_eq!(stored(kind, typed).as_deref(), Ok(*ron), "{typed}");
        }
    }

    fn refuses(kind: FieldKind, cases: &[(&str, InputError)]) {
        for (typed, reason) in cases {
            assert_eq!(stored(kind, typed).as_ref(), Err(reason), "{typed}");
        }
    }

    #[test]
    fn text_is_stored_as_typed() {
        accepts(
            FieldKind::Line,
            &[
                ("  Kreis Düren ", r#""Kreis Düren""#),
                (r#"das "Haus" \ Hof"#, r#""das \"Haus\" \\ Hof""#),
                ("1", r#""1""#),
            ],
        );
        accepts(FieldKind::Text, &[("eins\n\tzwei ", r#""eins\n\tzwei ""#), ("eins\r\nzwei", r#""eins\nzwei""#)]);
        refuses(
            FieldKind::Line,
            &[
                ("", InputError::Empty),
                ("   ", InputError::Empty),
                ("eins\nzwei", InputError::OneLine),
                ("a\u{1b}[31m", InputError::Control('\u{1b}')),
                ("a\u{202e}b", InputError::Control('\u{202e}')),
                ("a\u{9b}b", InputError::Control('\u{9b}')),
            ],
        );
        refuses(FieldKind::Text, &[("a\rb", InputError::Control('\r')), ("\n", InputError::Empty)]);
    }

    #[test]
    fn identifiers_are_kebab_case() {
        accepts(FieldKind::Id, &[("rhein-sieg-14", r#""rhein-sieg-14""#)]);
        accepts(FieldKind::Ref(REGIONS), &[("dueren", r#""dueren""#)]);
        for (typed, proposal) in [
            ("Köln Süd", "koeln-sued"),
            ("Kreis_Düren", "kreis-dueren"),
            ("-a--b-", "a-b"),
            ("Straße (alt)", "strasse-alt"),
            ("…", "kreis-dueren"),
        ] {
            assert_eq!(stored(FieldKind::Id, typed), Err(InputError::Id(proposal.to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_choice_is_named_as_in_the_file_or_on_the_screen() {
        accepts(
            FieldKind::Choice(LEVEL),
            &[
                ("Bildungsbuero", "Bildungsbuero"),
                ("bildungsbüro", "Bildungsbuero"),
                ("education office", "Bildungsbuero"),
                ("weiteres Gremium", "Weitere"),
            ],
        );
        accepts(FieldKind::Choice(GROUP), &[("Städte und Gemeinden", "Gemeinden"), ("land nrw", "Land")]);
        refuses(FieldKind::Choice(LEVEL), &[("Büro", InputError::Choice(LEVEL, None))]);
        assert!(InputError::Choice(LEVEL, None).text(Lang::De).contains("Bildungsbüro"));
        accepts(FieldKind::YesNo, &[("Ja", "true"), ("n", "false"), ("yes", "true"), ("FALSE", "false")]);
        refuses(FieldKind::YesNo, &[("vielleicht", InputError::YesNo)]);
    }

    #[test]
    fn numbers_are_read_as_germans_write_them() {
        accepts(
            FieldKind::Count,
            &[("1.085.664", "1085664"), ("1085664", "1085664"), ("1 085 664", "1085664"), ("007", "7")],
        );
        refuses(
            FieldKind::Count,
            &[
                ("12,5", InputError::Count),
                ("1.5", InputError::Count),
                ("1234.567", InputError::Count),
                ("-3", InputError::Count),
                ("viele", InputError::Count),
                ("99999999999999999999", InputError::TooLarge),
            ],
        );
        accepts(
            FieldKind::Decimal,
            &[
                ("160,85", "160.85"),
                ("160.85", "160.85"),
                ("1.234,56", "1234.56"),
                ("1,234.56", "1234.56"),
                ("85", "85"),
            ],
        );
        refuses(FieldKind::Decimal, &[(&"9".repeat(400), InputError::TooLarge)]);
        refuses(
            FieldKind::Decimal,
            &[("-1", InputError::Decimal), ("1e5", InputError::Decimal), ("1,", InputError::Decimal)],
        );
    }

    #[test]
    fn a_date_gets_its_one_form() {
        accepts(
            FieldKind::Date,
            &[("22.6.2009", r#""2009-06-22""#), ("6/2009", r#""2009-06""#), ("Juni 2009", r#""2009-06""#)],
        );
        refuses(
            FieldKind::Date,
            &[("31.6.2009", InputError::Date(DateError::Day(31))), ("bald", InputError::Date(DateError::Shape))],
        );
    }

    #[test]
    fn contacts_keep_their_form() {
        accepts(
            FieldKind::Phone,
            &[
                ("02421 22-0", r#""02421 22-0""#),
                ("+49 (0)2421/220", r#""+49 (0)2421/220""#),
                ("406-4021", r#""406-4021""#),
            ],
        );
        refuses(
            FieldKind::Phone,
            &[("22", InputError::Phone), ("Zentrale", InputError::Phone), ("0241 5198 Herr X", InputError::Phone)],
        );
        accepts(
            FieldKind::Email,
            &[("bildungsbuero@staedteregion-aachen.de", r#""bildungsbuero@staedteregion-aachen.de""#)],
        );
        for typed in ["bildungsbuero", "a@b", "a b@c.de", "a@@c.de", ".a@c.de", "a@c..de", "mailto:a@c.de", "a@-c.de"] {
            refuses(FieldKind::Email, &[(typed, InputError::Email)]);
        }
        accepts(FieldKind::Postcode, &[("52062", r#""52062""#), ("01067", r#""01067""#)]);
        refuses(
            FieldKind::Postcode,
            &[("5206", InputError::Postcode(Some("05206".into()))), ("D-52062", InputError::Postcode(None))],
        );
    }

    #[test]
    fn official_keys_keep_their_leading_zero() {
        accepts(FieldKind::Ags(5), &[("05315", r#""05315""#)]);
        accepts(FieldKind::Ags(8), &[("05334002", r#""05334002""#)]);
        accepts(FieldKind::Nuts3, &[("DEA23", r#""DEA23""#), ("dea2a", r#""DEA2A""#)]);
        refuses(
            FieldKind::Ags(5),
            &[
                ("5315", InputError::Ags(5, Some("05315".into()))),
                ("Bonn", InputError::Ags(5, None)),
                ("05315000", InputError::Ags(5, None)),
            ],
        );
        refuses(FieldKind::Ags(8), &[("5334002", InputError::Ags(8, Some("05334002".into())))]);
        refuses(FieldKind::Nuts3, &[("xx", InputError::Nuts3)]);
        assert!(InputError::Ags(5, Some("05315".into())).text(Lang::De).ends_with("Ist „05315“ gemeint?"));
    }

    #[test]
    fn what_cannot_be_told_apart_is_accepted_and_told() {
        for (kind, typed, ron, replaced) in [
            (FieldKind::Phone, "02421 22\u{2011}1234", r#""02421 22-1234""#, "\u{2011}"),
            (FieldKind::Phone, "02421\u{2009}22\u{2012}1234", r#""02421 22-1234""#, "\u{2009}\u{2012}"),
            (FieldKind::Phone, "\u{202a}02421 22\u{202c}", r#""02421 22""#, "\u{202a}\u{202c}"),
            (
                FieldKind::Email,
                "bildungs\u{ad}buero@kreis\u{2011}dueren.de",
                r#""bildungsbuero@kreis-dueren.de""#,
                "\u{ad}\u{2011}",
            ),
            (
                FieldKind::Url,
                "https://www.kreis\u{2011}dueren.de\u{200b}",
                r#""https://www.kreis-dueren.de""#,
                "\u{2011}\u{200b}",
            ),
            (FieldKind::Line, "Stadt\u{a0}Bonn", r#""Stadt Bonn""#, "\u{a0}"),
            (FieldKind::Text, "Ko\u{308}ln", r#""Köln""#, "\u{308}"),
            (FieldKind::Postcode, "52\u{200b}062", r#""52062""#, "\u{200b}"),
            (FieldKind::Count, "1\u{202f}085\u{a0}664", "1085664", "\u{202f}\u{a0}"),
            (FieldKind::List(&FieldKind::Line), "[\"a\u{ad}b\"]", "[\"ab\"]", "\u{ad}"),
        ] {
            assert_eq!(stored(kind, typed).as_deref(), Ok(ron), "{typed:?}");
            assert_eq!(noted(kind, typed)[0], InputNote::Replaced(replaced.chars().collect()), "{typed:?}");
        }
        assert_eq!(stored(FieldKind::Line, "\u{feff}\u{ad}"), Err(InputError::Empty));
    }

    #[test]
    fn joined_emoji_are_stored_and_stray_joiners_are_not() {
        let teacher = "\u{1f469}\u{200d}\u{1f3eb} Lehrkraft";
        assert_eq!(accepted(FieldKind::Line, teacher), Ok(Accepted { ron: quote(teacher), notes: Vec::new() }));
        assert_eq!(stored(FieldKind::Line, "a\u{200d}b\u{fe0f}").as_deref(), Ok(r#""ab""#));
    }

    #[test]
    fn what_was_understood_is_told() {
        let understood = |kind, typed| match &noted(kind, typed)[..] {
            [InputNote::Understood(value)] => value.clone(),
            notes => panic!("{typed}: {notes:?}"),
        };
        assert_eq!(understood(FieldKind::Date, "heute"), TODAY);
        assert_eq!(understood(FieldKind::Date, "29.11."), "2026-11-29");
        assert_eq!(understood(FieldKind::Count, "1.085.664"), "1085664");
        assert_eq!(understood(FieldKind::Position, "50,734 7,099"), "50.734, 7.099");
        assert_eq!(understood(FieldKind::Url, "HTTPS://WWW.Kreis.DE/Amt?A"), "https://www.kreis.de/Amt?A");
        assert_eq!(understood(FieldKind::Origin, "Https://kreis.de"), "https://kreis.de");
        assert_eq!(understood(FieldKind::Email, "Amt@Kreis.DE"), "Amt@kreis.de");
        for (kind, typed) in
            [(FieldKind::Date, "2011-12"), (FieldKind::Choice(LEVEL), "bildungsbüro"), (FieldKind::Origin, "A://B")]
        {
            assert_eq!(accepted(kind, typed).map_or(Vec::new(), |accepted| accepted.notes), [], "{typed}");
        }
        assert_eq!(noted(FieldKind::Phone, "22-0123"), [InputNote::NoAreaCode]);
        for phone in ["02421 22-0", "+49 2421 22", "(02421) 22", "115", "116 117"] {
            assert_eq!(noted(FieldKind::Phone, phone), [], "{phone}");
        }
        assert_eq!(noted(FieldKind::Id, &"a".repeat(LONGEST_ID + 1)), [InputNote::LongId]);
    }

    #[test]
    fn a_website_is_a_web_address_and_a_source_may_be_a_title() {
        let title = "Bezirksregierung Köln, Regionale Bildungsnetzwerke";
        for kind in [FieldKind::Url, FieldKind::Origin] {
            accepts(
                kind,
                &[
                    ("https://www.kreis-dueren.de/a?b#c", r#""https://www.kreis-dueren.de/a?b#c""#),
                    ("http://bildung-im-kreis-düren.de", r#""http://bildung-im-kreis-düren.de""#),
                ],
            );
        }
        for typed in ["www.kreis-dueren.de", "htps://x.de", "https://x.de/a b", "ftp://x.de"] {
            refuses(FieldKind::Url, &[(typed, InputError::Url)]);
            refuses(FieldKind::Origin, &[(typed, InputError::Origin)]);
        }
        for kind in [FieldKind::Url, FieldKind::Origin] {
            for (typed, scheme) in [("https://", "https://"), ("https://x", "https://"), ("HTTP://x/a", "http://")] {
                refuses(kind, &[(typed, InputError::Host(scheme))]);
            }
        }
        refuses(FieldKind::Url, &[(title, InputError::Url), ("Startseite", InputError::Url)]);
        assert_eq!(stored(FieldKind::Origin, title), Ok(quote(title)));
    }

    #[test]
    fn a_position_is_two_numbers() {
        for typed in [
            "50.734, 7.099",
            "50,734 7,099",
            "50,734; 7,099",
            "(50.734, 7.099)",
            "50.734,7.099",
            "50.734° 7.099°",
            "50,734, 7,099",
        ] {
            accepts(FieldKind::Position, &[(typed, "(50.734, 7.099)")]);
        }
        accepts(FieldKind::Position, &[("50, 7", "(50, 7)"), ("50 7.1", "(50, 7.1)"), ("50,7.1", "(50, 7.1)")]);
        for typed in ["50.734", "50,734", "50,734,7,099", "7, 190", "91, 7", "50.734, sieben", "inf, 7", "1, 2, 3", ","]
        {
            refuses(FieldKind::Position, &[(typed, InputError::Position)]);
        }
        refuses(FieldKind::Position, &[("50,1", InputError::Comma), ("(50,7)", InputError::Comma)]);
    }

    #[test]
    fn what_stands_in_the_file_comes_back_as_plain_text() {
        for (kind, ron, plain_text) in [
            (FieldKind::Line, r#""das \"Haus\" am \u{c4}ck""#, "das \"Haus\" am Äck"),
            (FieldKind::Text, r##"r#"roh "und" \n"#"##, "roh \"und\" \\n"),
            (FieldKind::Phone, r#"Some("02421 22-0")"#, "02421 22-0"),
            (FieldKind::Choice(LEVEL), "Bildungsbuero", "Bildungsbuero"),
            (FieldKind::YesNo, "true", "true"),
            (FieldKind::Count, "1_085_664", "1085664"),
            (FieldKind::Decimal, "85.0", "85.0"),
            (FieldKind::Position, "(50.734,7.099 )", "50.734, 7.099"),
            (FieldKind::List(&FieldKind::Line), "[\"a\", \"b\"]", "[\"a\", \"b\"]"),
            (FieldKind::Line, "None", ""),
        ] {
            let record = Record::parse(ron).unwrap();
            assert_eq!(to_editable_text(kind, record.root()), plain_text, "{ron}");
        }
    }

    #[test]
    fn plain_text_and_file_agree() {
        for (kind, typed) in [
            (FieldKind::Line, "das \"Haus\" \\ Hof"),
            (FieldKind::Text, "eins\n\tzwei\n"),
            (FieldKind::Choice(LEVEL), "Lenkungskreis"),
            (FieldKind::YesNo, "false"),
            (FieldKind::Count, "12"),
            (FieldKind::Decimal, "160.85"),
            (FieldKind::Date, "2009-06"),
            (FieldKind::Position, "50.734, 7.099"),
        ] {
            let ron = stored(kind, typed).unwrap();
            assert_eq!(to_editable_text(kind, Record::parse(&ron).unwrap().root()), typed);
        }
    }

    #[test]
    fn structured_values_are_typed_as_ron() {
        let body = SCHEMA.table(crate::model::BODIES).record;
        accepts(body.field("members").unwrap().kind, &[(" [(group: Land)] ", "[(group: Land)]")]);
        accepts(body.field("contact").unwrap().kind, &[("(phone: \"1\")", "(phone: \"1\")")]);
    }

    #[test]
    fn every_reason_has_a_sentence_in_both_languages() {
        for reason in [
            InputError::Empty,
            InputError::Control('\u{7f}'),
            InputError::OneLine,
            InputError::Id("a-b".into()),
            InputError::Choice(LEVEL, LEVEL.first()),
            InputError::YesNo,
            InputError::Count,
            InputError::Decimal,
            InputError::TooLarge,
            InputError::Date(DateError::Day(31)),
            InputError::Phone,
            InputError::Email,
            InputError::Url,
            InputError::Origin,
            InputError::Postcode(None),
            InputError::Ags(5, Some("05315".into())),
            InputError::Nuts3,
            InputError::Date(DateError::SchoolYear(2011)),
            InputError::Date(DateError::Span),
            InputError::Position,
            InputError::Comma,
        ] {
            assert_ne!(reason.text(Lang::De), reason.text(Lang::En), "{reason:?}");
        }
        assert!(InputError::Control('\u{7f}').text(Lang::De).contains("U+007F"));
    }
}
