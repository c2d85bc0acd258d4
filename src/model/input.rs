//! Between what a person types into a field and what stands in the file.
//!
//! [`read`] turns plain text into RON text or says why it is refused; [`plain`] gives the text to edit. Text is stored as
//! typed (a phone number is never reformatted); only blanks around it go, dates and numbers get their one form, and
//! characters that cannot be told from others by eye become those: that is told, never refused. Today is given by the
//! caller. Must not look at other records: whether an id exists is for the caller to check.

mod note;
mod reason;

use crate::document::Value;
use crate::model::date::Date;
use crate::model::official_key::{is_ags, is_nuts3, is_postcode, with_leading_zero};
use crate::schema::{Choice, Kind};
use crate::text::{normalize, unsafe_chars};
pub use note::{InputNote, code_points, remarks};
pub use reason::Reason;

/// Characters of the longest identifier that is proposed; a longer one is accepted and noted.
pub const LONGEST_ID: usize = 40;

/// What was typed, as it will be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// RON text.
    pub ron: String,
    /// What a person should know of it before it is taken.
    pub notes: Vec<InputNote>,
}

/// Turns what was typed into RON text for a field of this kind; records and lists are typed as RON already.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn read(kind: Kind, typed: &str, today: Date) -> Result<Accepted, Reason> {
    let is_structured = matches!(kind, Kind::Record(_) | Kind::List(_));
    let lines = typed.replace("\r\n", "\n").replace(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let normal = normalize(&lines);
    let text = if matches!(kind, Kind::Text) { &normal.text } else { normal.text.trim() };
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    let mut notes = Vec::new();
    if !normal.replaced.is_empty() {
        notes.push(InputNote::Replaced(normal.replaced));
    }
    if is_structured {
        return Ok(Accepted { ron: text.to_owned(), notes });
    }
    shown(text)?;
    if !matches!(kind, Kind::Text) && text.contains('\n') {
        return Err(Reason::OneLine);
    }
    let (ron, value) = value(kind, text, today)?;
    if value != text {
        notes.push(InputNote::Understood(value));
    }
    notes.extend(doubt(kind, text));
    Ok(Accepted { ron, notes })
}

/// The value in its one form: as RON, and as a person reads it.
fn value(kind: Kind, text: &str, today: Date) -> Result<(String, String), Reason> {
    let quoted = |value: String| (quote(&value), value);
    let bare = |ron: String| (ron.clone(), ron);
    match kind {
        // How a word is written in the file is nothing a person must know.
        Kind::Choice(choices) => choice(choices, text).map(|name| (name, text.to_owned())),
        Kind::YesNo => yes_no(text).map(|word| (word, text.to_owned())),
        Kind::Count => count(text).map(bare),
        Kind::Decimal => decimal(text).map(bare),
        Kind::Position => position(text).map(|position| (format!("({position})"), position)),
        Kind::Date => Date::read(text, today).map(|date| quoted(date.to_string())).map_err(Reason::Date),
        Kind::Url | Kind::Origin => web_address(kind, text).map(quoted),
        Kind::Email => {
            let (name, host) = text.split_once('@').ok_or(Reason::Email)?;
            let text = format!("{name}@{}", host.to_lowercase());
            valid(kind, &text).map(|()| quoted(text))
        }
        Kind::Nuts3 => {
            let text = text.to_ascii_uppercase();
            valid(kind, &text).map(|()| quoted(text))
        }
        _ => valid(kind, text).map(|()| quoted(text.to_owned())),
    }
}

/// Returns what may be wrong with a value all the same.
pub fn doubt(kind: Kind, text: &str) -> Option<InputNote> {
    match kind {
        Kind::Phone if !has_area_code(text) => Some(InputNote::NoAreaCode),
        Kind::Id if text.len() > LONGEST_ID => Some(InputNote::LongId),
        _ => None,
    }
}

/// A web address with scheme and host in small letters, which mean the same; a title as it is.
fn web_address(kind: Kind, text: &str) -> Result<String, Reason> {
    valid(kind, text)?;
    let Some((scheme, rest)) = text.split_once("://").filter(|_| is_url(text)) else { return Ok(text.to_owned()) };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Ok(format!("{}://{}{}", scheme.to_lowercase(), rest[..host].to_lowercase(), &rest[host..]))
}

/// Judges a text that is stored as it is: the rule of its kind, without reading other records.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn valid(kind: Kind, text: &str) -> Result<(), Reason> {
    let rule = |ok: bool, reason| if ok { Ok(()) } else { Err(reason) };
    match kind {
        Kind::Id | Kind::Ref(_) if !is_id(text) => Err(Reason::Id(propose_id(text))),
        Kind::Date => Date::parse(text).map(drop).map_err(Reason::Date),
        Kind::Phone => rule(is_phone(&normalize(text).text), Reason::Phone),
        Kind::Email => rule(is_email(text), Reason::Email),
        Kind::Url => rule(is_url(text), Reason::Url),
        Kind::Origin => rule(!looks_like_url(text) || is_url(text), Reason::Origin),
        Kind::Postcode => {
            rule(is_postcode(text), Reason::Postcode(with_leading_zero(text, 5).filter(|meant| is_postcode(meant))))
        }
        Kind::Ags(digits) => {
            let meant = with_leading_zero(text, digits).filter(|meant| is_ags(meant, digits));
            rule(is_ags(text, digits), Reason::Ags(digits, meant))
        }
        Kind::Nuts3 => rule(is_nuts3(text), Reason::Nuts3),
        _ => Ok(()),
    }
}

/// Returns true for a number that a size can be: finite and not negative.
pub fn is_size(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

/// Returns true for latitude and longitude of a place on earth.
pub fn is_position((latitude, longitude): (f64, f64)) -> bool {
    latitude.abs() <= 90.0 && longitude.abs() <= 180.0
}

/// Returns true for a telephone number that can be dialled from anywhere: with an area code or a country code, or one of
/// the short numbers of all areas (110, 112, 115, 116…).
pub fn has_area_code(phone: &str) -> bool {
    let mut digits = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    match digits.next() {
        Some('0' | '+') => true,
        first => first == Some('1') && digits.next() == Some('1'),
    }
}

/// What a person edits: the value without quotes and escapes, a choice by its name in the file.
pub fn plain(kind: Kind, value: Value<'_>) -> String {
    let Some(value) = value.peel() else { return String::new() };
    let raw = || value.text().to_owned();
    match kind {
        Kind::Record(_) | Kind::List(_) => raw(),
        Kind::Count => value.as_u64().map_or_else(raw, |number| number.to_string()),
        Kind::Position => {
            let parts: Vec<_> = value.items().map(|part| part.text()).collect();
            parts.join(", ")
        }
        _ => value.as_str().map_or_else(raw, |text| text.into_owned()),
    }
}

/// The text as a RON string, on one line.
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

/// True for lower-case ASCII letters and digits in groups joined by single hyphens.
pub fn is_id(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// An identifier made from a name: "Köln Süd" becomes `koeln-sued`.
pub fn propose_id(name: &str) -> String {
    let letters = without_umlauts(name);
    let parts = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    if id.is_empty() { "kreis-dueren".to_owned() } else { short_id(&id).to_owned() }
}

/// The beginning of an identifier that is not too long, of whole words where there are several.
pub fn short_id(id: &str) -> &str {
    match id.get(..=LONGEST_ID) {
        None => id,
        Some(more) => more.rsplit_once('-').map_or(&more[..LONGEST_ID], |(words, _)| words),
    }
}

/// True for a web address with a host.
fn is_url(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let rest = Some(rest).filter(|_| ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    let host = rest.map(|rest| rest.split(['/', '?', '#', ':']).next().unwrap_or(rest));
    host.is_some_and(is_host) && !text.contains(|c: char| c.is_whitespace() || "<>\"".contains(c))
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

fn shown(text: &str) -> Result<(), Reason> {
    unsafe_chars(text).find(|c| !matches!(c, '\n' | '\t')).map_or(Ok(()), |c| Err(Reason::Control(c)))
}

fn choice(choices: &'static [Choice], text: &str) -> Result<String, Reason> {
    let typed = without_umlauts(text);
    let meant = |choice: &&Choice| {
        [choice.name, choice.label.de, choice.label.en].iter().any(|name| without_umlauts(name) == typed)
    };
    choices.iter().find(meant).map(|choice| choice.name.to_owned()).ok_or(Reason::Choice(choices))
}

fn yes_no(text: &str) -> Result<String, Reason> {
    match text.to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "wahr" => Ok("true".to_owned()),
        "nein" | "n" | "no" | "false" | "falsch" => Ok("false".to_owned()),
        _ => Err(Reason::YesNo),
    }
}

/// A dot, a blank or an apostrophe parts thousands; a comma would be ambiguous.
fn count(text: &str) -> Result<String, Reason> {
    let digits = grouped(text, &['.', ' ', '\'', '’']).ok_or(Reason::Count)?;
    digits.parse::<u64>().map(|number| number.to_string()).map_err(|_| Reason::TooLarge)
}

/// The digits of a number whose thousands may be parted by one of these characters.
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

/// The last comma or dot is the decimal mark; what stands before it may part thousands when it is another character.
fn decimal(text: &str) -> Result<String, Reason> {
    let number = match text.rfind([',', '.']) {
        None => grouped(text, &[' ', '\'', '’']).ok_or(Reason::Decimal)?,
        Some(at) => {
            let mark = if text[at..].starts_with(',') { '.' } else { ',' };
            let whole = grouped(&text[..at], &[mark, ' ', '\'', '’']).ok_or(Reason::Decimal)?;
            let part = &text[at + 1..];
            if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(Reason::Decimal);
            }
            format!("{whole}.{part}")
        }
    };
    if number.parse().is_ok_and(is_size) { Ok(number) } else { Err(Reason::TooLarge) }
}

/// A semicolon, a comma with a blank or a blank parts the two numbers; a comma alone only beside a decimal point.
fn position(text: &str) -> Result<String, Reason> {
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let cut = |parts: Vec<&str>| -> Option<String> {
        let [latitude, longitude] = parts[..] else { return None };
        let ((latitude, north), (longitude, east)) = (degrees(latitude)?, degrees(longitude)?);
        is_position((north, east)).then(|| format!("{latitude}, {longitude}"))
    };
    let parted = cut(text.split(';').collect())
        .or_else(|| cut(text.split(", ").collect()))
        .or_else(|| cut(text.split_whitespace().collect()));
    let by_comma = || cut(text.split(',').collect());
    match parted {
        Some(position) => Ok(position),
        None if text.contains('.') => by_comma().ok_or(Reason::Position),
        None => Err(by_comma().map_or(Reason::Position, |_| Reason::Comma)),
    }
}

fn degrees(text: &str) -> Option<(String, f64)> {
    let text = text.trim().trim_end_matches('°').replace('\u{2212}', "-").replace(',', ".");
    let plain = text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = text.parse().ok().filter(|_| plain)?;
    Some((text, number))
}

/// Lower-case ASCII spelling, good enough to compare names of choices and to make identifiers.
fn without_umlauts(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'á' | 'à' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' => out.push('e'),
            c => out.push(c),
        }
    }
    out
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

    fn accepted(kind: Kind, typed: &str) -> Result<Accepted, Reason> {
        read(kind, typed, Date::parse(TODAY).unwrap())
    }

    fn stored(kind: Kind, typed: &str) -> Result<String, Reason> {
        accepted(kind, typed).map(|accepted| accepted.ron)
    }

    fn noted(kind: Kind, typed: &str) -> Vec<InputNote> {
        accepted(kind, typed).unwrap().notes
    }

    fn accepts(kind: Kind, cases: &[(&str, &str)]) {
        for (typed, ron) in cases {
            assert_eq!(stored(kind, typed).as_deref(), Ok(*ron), "{typed}");
        }
    }

    fn refuses(kind: Kind, cases: &[(&str, Reason)]) {
        for (typed, reason) in cases {
            assert_eq!(stored(kind, typed).as_ref(), Err(reason), "{typed}");
        }
    }

    #[test]
    fn text_is_stored_as_typed() {
        accepts(
            Kind::Line,
            &[
                ("  Kreis Düren ", r#""Kreis Düren""#),
                (r#"das "Haus" \ Hof"#, r#""das \"Haus\" \\ Hof""#),
                ("1", r#""1""#),
            ],
        );
        accepts(Kind::Text, &[("eins\n\tzwei ", r#""eins\n\tzwei ""#), ("eins\r\nzwei", r#""eins\nzwei""#)]);
        refuses(
            Kind::Line,
            &[
                ("", Reason::Empty),
                ("   ", Reason::Empty),
                ("eins\nzwei", Reason::OneLine),
                ("a\u{1b}[31m", Reason::Control('\u{1b}')),
                ("a\u{202e}b", Reason::Control('\u{202e}')),
                ("a\u{9b}b", Reason::Control('\u{9b}')),
            ],
        );
        refuses(Kind::Text, &[("a\rb", Reason::Control('\r')), ("\n", Reason::Empty)]);
    }

    #[test]
    fn identifiers_are_kebab_case() {
        accepts(Kind::Id, &[("rhein-sieg-14", r#""rhein-sieg-14""#)]);
        accepts(Kind::Ref(REGIONS), &[("dueren", r#""dueren""#)]);
        for (typed, proposal) in [
            ("Köln Süd", "koeln-sued"),
            ("Kreis_Düren", "kreis-dueren"),
            ("-a--b-", "a-b"),
            ("Straße (alt)", "strasse-alt"),
            ("…", "kreis-dueren"),
        ] {
            assert_eq!(stored(Kind::Id, typed), Err(Reason::Id(proposal.to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_choice_is_named_as_in_the_file_or_on_the_screen() {
        accepts(
            Kind::Choice(LEVEL),
            &[
                ("Bildungsbuero", "Bildungsbuero"),
                ("bildungsbüro", "Bildungsbuero"),
                ("education office", "Bildungsbuero"),
                ("weiteres Gremium", "Weitere"),
            ],
        );
        accepts(Kind::Choice(GROUP), &[("Städte und Gemeinden", "Gemeinden"), ("land nrw", "Land")]);
        refuses(Kind::Choice(LEVEL), &[("Büro", Reason::Choice(LEVEL))]);
        assert!(Reason::Choice(LEVEL).text(Lang::De).contains("Bildungsbüro"));
        accepts(Kind::YesNo, &[("Ja", "true"), ("n", "false"), ("yes", "true"), ("FALSE", "false")]);
        refuses(Kind::YesNo, &[("vielleicht", Reason::YesNo)]);
    }

    #[test]
    fn numbers_are_read_as_germans_write_them() {
        accepts(
            Kind::Count,
            &[("1.085.664", "1085664"), ("1085664", "1085664"), ("1 085 664", "1085664"), ("007", "7")],
        );
        refuses(
            Kind::Count,
            &[
                ("12,5", Reason::Count),
                ("1.5", Reason::Count),
                ("1234.567", Reason::Count),
                ("-3", Reason::Count),
                ("viele", Reason::Count),
                ("99999999999999999999", Reason::TooLarge),
            ],
        );
        accepts(
            Kind::Decimal,
            &[
                ("160,85", "160.85"),
                ("160.85", "160.85"),
                ("1.234,56", "1234.56"),
                ("1,234.56", "1234.56"),
                ("85", "85"),
            ],
        );
        refuses(Kind::Decimal, &[(&"9".repeat(400), Reason::TooLarge)]);
        refuses(Kind::Decimal, &[("-1", Reason::Decimal), ("1e5", Reason::Decimal), ("1,", Reason::Decimal)]);
    }

    #[test]
    fn a_date_gets_its_one_form() {
        accepts(
            Kind::Date,
            &[("22.6.2009", r#""2009-06-22""#), ("6/2009", r#""2009-06""#), ("Juni 2009", r#""2009-06""#)],
        );
        refuses(
            Kind::Date,
            &[("31.6.2009", Reason::Date(DateError::Day(31))), ("bald", Reason::Date(DateError::Shape))],
        );
    }

    #[test]
    fn contacts_keep_their_form() {
        accepts(
            Kind::Phone,
            &[
                ("02421 22-0", r#""02421 22-0""#),
                ("+49 (0)2421/220", r#""+49 (0)2421/220""#),
                ("406-4021", r#""406-4021""#),
            ],
        );
        refuses(
            Kind::Phone,
            &[("22", Reason::Phone), ("Zentrale", Reason::Phone), ("0241 5198 Herr X", Reason::Phone)],
        );
        accepts(
            Kind::Email,
            &[("bildungsbuero@staedteregion-aachen.de", r#""bildungsbuero@staedteregion-aachen.de""#)],
        );
        for typed in ["bildungsbuero", "a@b", "a b@c.de", "a@@c.de", ".a@c.de", "a@c..de", "mailto:a@c.de", "a@-c.de"] {
            refuses(Kind::Email, &[(typed, Reason::Email)]);
        }
        accepts(Kind::Postcode, &[("52062", r#""52062""#), ("01067", r#""01067""#)]);
        refuses(
            Kind::Postcode,
            &[("5206", Reason::Postcode(Some("05206".into()))), ("D-52062", Reason::Postcode(None))],
        );
    }

    #[test]
    fn official_keys_keep_their_leading_zero() {
        accepts(Kind::Ags(5), &[("05315", r#""05315""#)]);
        accepts(Kind::Ags(8), &[("05334002", r#""05334002""#)]);
        accepts(Kind::Nuts3, &[("DEA23", r#""DEA23""#), ("dea2a", r#""DEA2A""#)]);
        refuses(
            Kind::Ags(5),
            &[
                ("5315", Reason::Ags(5, Some("05315".into()))),
                ("Bonn", Reason::Ags(5, None)),
                ("05315000", Reason::Ags(5, None)),
            ],
        );
        refuses(Kind::Ags(8), &[("5334002", Reason::Ags(8, Some("05334002".into())))]);
        refuses(Kind::Nuts3, &[("xx", Reason::Nuts3)]);
        assert!(Reason::Ags(5, Some("05315".into())).text(Lang::De).ends_with("Ist „05315“ gemeint?"));
    }

    #[test]
    fn what_cannot_be_told_apart_is_accepted_and_told() {
        for (kind, typed, ron, replaced) in [
            (Kind::Phone, "02421 22\u{2011}1234", r#""02421 22-1234""#, "\u{2011}"),
            (Kind::Phone, "02421\u{2009}22\u{2012}1234", r#""02421 22-1234""#, "\u{2009}\u{2012}"),
            (Kind::Phone, "\u{202a}02421 22\u{202c}", r#""02421 22""#, "\u{202a}\u{202c}"),
            (
                Kind::Email,
                "bildungs\u{ad}buero@kreis\u{2011}dueren.de",
                r#""bildungsbuero@kreis-dueren.de""#,
                "\u{ad}\u{2011}",
            ),
            (
                Kind::Url,
                "https://www.kreis\u{2011}dueren.de\u{200b}",
                r#""https://www.kreis-dueren.de""#,
                "\u{2011}\u{200b}",
            ),
            (Kind::Line, "Stadt\u{a0}Bonn", r#""Stadt Bonn""#, "\u{a0}"),
            (Kind::Text, "Ko\u{308}ln", r#""Köln""#, "\u{308}"),
            (Kind::Postcode, "52\u{200b}062", r#""52062""#, "\u{200b}"),
            (Kind::Count, "1\u{202f}085\u{a0}664", "1085664", "\u{202f}\u{a0}"),
            (Kind::List(&Kind::Line), "[\"a\u{ad}b\"]", "[\"ab\"]", "\u{ad}"),
        ] {
            assert_eq!(stored(kind, typed).as_deref(), Ok(ron), "{typed:?}");
            assert_eq!(noted(kind, typed)[0], InputNote::Replaced(replaced.chars().collect()), "{typed:?}");
        }
        assert_eq!(stored(Kind::Line, "\u{feff}\u{ad}"), Err(Reason::Empty));
    }

    #[test]
    fn joined_emoji_are_stored_and_stray_joiners_are_not() {
        let teacher = "\u{1f469}\u{200d}\u{1f3eb} Lehrkraft";
        assert_eq!(accepted(Kind::Line, teacher), Ok(Accepted { ron: quote(teacher), notes: Vec::new() }));
        assert_eq!(stored(Kind::Line, "a\u{200d}b\u{fe0f}").as_deref(), Ok(r#""ab""#));
    }

    #[test]
    fn what_was_understood_is_told() {
        let understood = |kind, typed| match &noted(kind, typed)[..] {
            [InputNote::Understood(value)] => value.clone(),
            notes => panic!("{typed}: {notes:?}"),
        };
        assert_eq!(understood(Kind::Date, "heute"), TODAY);
        assert_eq!(understood(Kind::Date, "29.11."), "2026-11-29");
        assert_eq!(understood(Kind::Count, "1.085.664"), "1085664");
        assert_eq!(understood(Kind::Position, "50,734 7,099"), "50.734, 7.099");
        assert_eq!(understood(Kind::Url, "HTTPS://WWW.Kreis.DE/Amt?A"), "https://www.kreis.de/Amt?A");
        assert_eq!(understood(Kind::Origin, "Https://kreis.de"), "https://kreis.de");
        assert_eq!(understood(Kind::Email, "Amt@Kreis.DE"), "Amt@kreis.de");
        for (kind, typed) in [(Kind::Date, "2011-12"), (Kind::Choice(LEVEL), "bildungsbüro"), (Kind::Origin, "A://B")]
        {
            assert_eq!(accepted(kind, typed).map_or(Vec::new(), |accepted| accepted.notes), [], "{typed}");
        }
        assert_eq!(noted(Kind::Phone, "22-0123"), [InputNote::NoAreaCode]);
        for phone in ["02421 22-0", "+49 2421 22", "(02421) 22", "115", "116 117"] {
            assert_eq!(noted(Kind::Phone, phone), [], "{phone}");
        }
        assert_eq!(noted(Kind::Id, &"a".repeat(LONGEST_ID + 1)), [InputNote::LongId]);
    }

    #[test]
    fn a_proposed_identifier_is_short() {
        let id = propose_id("Arbeitskreis Übergang von der Kindertageseinrichtung in die Grundschule");
        assert_eq!(id, "arbeitskreis-uebergang-von-der");
        assert_eq!(propose_id(&"x".repeat(60)), "x".repeat(LONGEST_ID));
        let fits = "a-".repeat(19) + "bc";
        assert_eq!(propose_id(&fits), fits);
    }

    #[test]
    fn a_website_is_a_web_address_and_a_source_may_be_a_title() {
        let title = "Bezirksregierung Köln, Regionale Bildungsnetzwerke";
        for kind in [Kind::Url, Kind::Origin] {
            accepts(
                kind,
                &[
                    ("https://www.kreis-dueren.de/a?b#c", r#""https://www.kreis-dueren.de/a?b#c""#),
                    ("http://bildung-im-kreis-düren.de", r#""http://bildung-im-kreis-düren.de""#),
                ],
            );
        }
        for typed in ["www.kreis-dueren.de", "htps://x.de", "https://", "https://x", "https://x.de/a b", "ftp://x.de"] {
            refuses(Kind::Url, &[(typed, Reason::Url)]);
            refuses(Kind::Origin, &[(typed, Reason::Origin)]);
        }
        refuses(Kind::Url, &[(title, Reason::Url), ("Startseite", Reason::Url)]);
        assert_eq!(stored(Kind::Origin, title), Ok(quote(title)));
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
            accepts(Kind::Position, &[(typed, "(50.734, 7.099)")]);
        }
        accepts(Kind::Position, &[("50, 7", "(50, 7)"), ("50 7.1", "(50, 7.1)"), ("50,7.1", "(50, 7.1)")]);
        for typed in ["50.734", "50,734", "50,734,7,099", "7, 190", "91, 7", "50.734, sieben", "inf, 7", "1, 2, 3", ","]
        {
            refuses(Kind::Position, &[(typed, Reason::Position)]);
        }
        refuses(Kind::Position, &[("50,1", Reason::Comma), ("(50,7)", Reason::Comma)]);
    }

    #[test]
    fn what_stands_in_the_file_comes_back_as_plain_text() {
        for (kind, ron, plain_text) in [
            (Kind::Line, r#""das \"Haus\" am \u{c4}ck""#, "das \"Haus\" am Äck"),
            (Kind::Text, r##"r#"roh "und" \n"#"##, "roh \"und\" \\n"),
            (Kind::Phone, r#"Some("02421 22-0")"#, "02421 22-0"),
            (Kind::Choice(LEVEL), "Bildungsbuero", "Bildungsbuero"),
            (Kind::YesNo, "true", "true"),
            (Kind::Count, "1_085_664", "1085664"),
            (Kind::Decimal, "85.0", "85.0"),
            (Kind::Position, "(50.734,7.099 )", "50.734, 7.099"),
            (Kind::List(&Kind::Line), "[\"a\", \"b\"]", "[\"a\", \"b\"]"),
            (Kind::Line, "None", ""),
        ] {
            let record = Record::parse(ron).unwrap();
            assert_eq!(plain(kind, record.root()), plain_text, "{ron}");
        }
    }

    #[test]
    fn plain_text_and_file_agree() {
        for (kind, typed) in [
            (Kind::Line, "das \"Haus\" \\ Hof"),
            (Kind::Text, "eins\n\tzwei\n"),
            (Kind::Choice(LEVEL), "Lenkungskreis"),
            (Kind::YesNo, "false"),
            (Kind::Count, "12"),
            (Kind::Decimal, "160.85"),
            (Kind::Date, "2009-06"),
            (Kind::Position, "50.734, 7.099"),
        ] {
            let ron = stored(kind, typed).unwrap();
            assert_eq!(plain(kind, Record::parse(&ron).unwrap().root()), typed);
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
            Reason::Empty,
            Reason::Control('\u{7f}'),
            Reason::OneLine,
            Reason::Id("a-b".into()),
            Reason::Choice(LEVEL),
            Reason::YesNo,
            Reason::Count,
            Reason::Decimal,
            Reason::TooLarge,
            Reason::Date(DateError::Day(31)),
            Reason::Phone,
            Reason::Email,
            Reason::Url,
            Reason::Origin,
            Reason::Postcode(None),
            Reason::Ags(5, Some("05315".into())),
            Reason::Nuts3,
            Reason::Date(DateError::SchoolYear(2011)),
            Reason::Date(DateError::Span),
            Reason::Position,
            Reason::Comma,
        ] {
            assert_ne!(reason.text(Lang::De), reason.text(Lang::En), "{reason:?}");
        }
        assert!(Reason::Control('\u{7f}').text(Lang::De).contains("U+007F"));
    }
}
