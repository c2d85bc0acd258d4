//! Between what a person types into a field and what stands in the file.
//!
//! [`read`] turns plain text into RON text or says why it is refused; [`plain`] gives the text to edit. Text is stored as
//! typed (a phone number is never reformatted); only blanks around it go, and dates and numbers get their one form.
//! Must not look at other records: whether an id exists is for the caller to check.

use crate::document::Value;
use crate::model::date::{Date, DateError};
use crate::schema::{Choice, Kind};
use crate::text::is_unsafe;
use crate::texts::{Lang, input as texts};

/// Why what was typed is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was typed; an optional field is cleared instead.
    Empty,
    /// A control or invisible character.
    Control(char),
    /// A line break where only one line fits.
    OneLine,
    /// No identifier; one that comes close.
    Id(String),
    /// None of the choices; the known ones.
    Choice(&'static [Choice]),
    /// Neither yes nor no.
    YesNo,
    /// No whole number.
    Count,
    /// No number.
    Decimal,
    /// A number beyond what can be stored.
    TooLarge,
    /// No date.
    Date(DateError),
    /// No telephone number.
    Phone,
    /// No e-mail address.
    Email,
    /// No web address.
    Url,
    /// Meant as a web address, as it seems, and none.
    Origin,
    /// No postcode.
    Postcode,
    /// No latitude and longitude.
    Position,
    /// A comma that may part two numbers or be the decimal mark of one.
    Comma,
}

impl Reason {
    /// The reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Reason::Empty => texts::empty(lang).to_owned(),
            Reason::Control(c) => texts::control(lang, &format!("U+{:04X}", u32::from(*c))),
            Reason::OneLine => texts::one_line(lang).to_owned(),
            Reason::Id(proposal) => texts::id(lang, proposal),
            Reason::Choice(choices) => {
                let labels: Vec<_> = choices.iter().map(|choice| choice.label.get(lang)).collect();
                texts::choice(lang, &labels.join(", "))
            }
            Reason::YesNo => texts::yes_no(lang).to_owned(),
            Reason::Count => texts::count(lang).to_owned(),
            Reason::Decimal => texts::decimal(lang).to_owned(),
            Reason::TooLarge => texts::too_large(lang).to_owned(),
            Reason::Date(DateError::Shape) => texts::date_shape(lang).to_owned(),
            Reason::Date(DateError::Year) => texts::date_year(lang).to_owned(),
            Reason::Date(DateError::Month(month)) => texts::date_month(lang, *month),
            Reason::Date(DateError::Day(day)) => texts::date_day(lang, *day),
            Reason::Phone => texts::phone(lang).to_owned(),
            Reason::Email => texts::email(lang).to_owned(),
            Reason::Url => texts::url(lang).to_owned(),
            Reason::Origin => texts::origin(lang).to_owned(),
            Reason::Postcode => texts::postcode(lang).to_owned(),
            Reason::Position => texts::position(lang).to_owned(),
            Reason::Comma => texts::comma(lang).to_owned(),
        }
    }
}

/// Turns what was typed into RON text for a field of this kind; records and lists are typed as RON already.
///
/// # Errors
/// Why it cannot stand in such a field.
pub fn read(kind: Kind, typed: &str) -> Result<String, Reason> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if matches!(kind, Kind::Record(_) | Kind::List(_)) {
        return Ok(text.to_owned());
    }
    if let Kind::Text = kind {
        let text = typed.replace("\r\n", "\n");
        return shown(&text).map(|()| quote(&text));
    }
    if text.contains(['\n', '\r']) {
        return Err(Reason::OneLine);
    }
    shown(text)?;
    match kind {
        Kind::Choice(choices) => choice(choices, text),
        Kind::YesNo => yes_no(text),
        Kind::Count => count(text),
        Kind::Decimal => decimal(text).ok_or(Reason::Decimal),
        Kind::Position => position(text),
        Kind::Date => Date::read(text).map(|date| quote(&date.to_string())).map_err(Reason::Date),
        _ => valid(kind, text).map(|()| quote(text)),
    }
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
        Kind::Phone => rule(is_phone(text), Reason::Phone),
        Kind::Email => rule(is_email(text), Reason::Email),
        Kind::Url => rule(is_url(text), Reason::Url),
        Kind::Origin => rule(!looks_like_url(text) || is_url(text), Reason::Origin),
        Kind::Postcode => rule(text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()), Reason::Postcode),
        _ => Ok(()),
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
    if id.is_empty() { "kreis-dueren".to_owned() } else { id }
}

/// True for a web address with a host.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
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
        && text.chars().all(|c| c.is_ascii_digit() || " +()/-–.\u{a0}\u{202f}".contains(c))
}

fn shown(text: &str) -> Result<(), Reason> {
    let hidden = |c: &char| is_unsafe(*c) && !matches!(c, '\n' | '\t');
    text.chars().find(hidden).map_or(Ok(()), |c| Err(Reason::Control(c)))
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
    let digits = grouped(text, &['.', ' ', '\u{a0}', '\u{202f}', '\'', '’']).ok_or(Reason::Count)?;
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
fn decimal(text: &str) -> Option<String> {
    let Some(at) = text.rfind([',', '.']) else { return grouped(text, &[' ', '\u{a0}', '\u{202f}', '\'', '’']) };
    let mark = if text[at..].starts_with(',') { '.' } else { ',' };
    let whole = grouped(&text[..at], &[mark, ' ', '\u{a0}', '\u{202f}', '\'', '’'])?;
    let part = &text[at + 1..];
    let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| format!("{whole}.{part}"))
}

/// A semicolon, a comma with a blank or a blank parts the two numbers; a comma alone only beside a decimal point.
fn position(text: &str) -> Result<String, Reason> {
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let cut = |parts: Vec<&str>| -> Option<String> {
        let [latitude, longitude] = parts[..] else { return None };
        Some(format!("({}, {})", degrees(latitude, 90.0)?, degrees(longitude, 180.0)?))
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

fn degrees(text: &str, limit: f64) -> Option<String> {
    let text = text.trim().trim_end_matches('°').replace(',', ".");
    let plain = text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    (number.abs() <= limit).then_some(text)
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
    use crate::model::records::{GROUP, LEVEL};
    use crate::model::{REGIONS, SCHEMA};

    fn accepts(kind: Kind, cases: &[(&str, &str)]) {
        for (typed, ron) in cases {
            assert_eq!(read(kind, typed).as_deref(), Ok(*ron), "{typed}");
        }
    }

    fn refuses(kind: Kind, cases: &[(&str, Reason)]) {
        for (typed, reason) in cases {
            assert_eq!(read(kind, typed).as_ref(), Err(reason), "{typed}");
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
            assert_eq!(read(Kind::Id, typed), Err(Reason::Id(proposal.to_owned())), "{typed}");
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
        refuses(Kind::Postcode, &[("5206", Reason::Postcode), ("D-52062", Reason::Postcode)]);
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
        assert_eq!(read(Kind::Origin, title), Ok(quote(title)));
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
            let ron = read(kind, typed).unwrap();
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
            Reason::Postcode,
            Reason::Position,
            Reason::Comma,
        ] {
            assert_ne!(reason.text(Lang::De), reason.text(Lang::En), "{reason:?}");
        }
        assert!(Reason::Control('\u{7f}').text(Lang::De).contains("U+007F"));
    }
}
