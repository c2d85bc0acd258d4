//! Rules that look at one record only.

use super::finding::excerpt;
use super::profile;
use super::*;
use crate::document::AddressStep;
use crate::index::field;
use crate::index::walk::walk;
use crate::model::date::Date;
use crate::model::input::{InputNote, code_points, doubt, is_position, is_size, valid};
use crate::model::source_age::{ReviewPeriod, SourceAge, SourceDate};
use crate::model::territory::position;
use crate::model::{ENGAGEMENTS, PROFILE};
use crate::schema::{FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::text::{foreign_letters, normalize};
use crate::texts::Lang;

pub(super) fn check(findings: &mut Findings<'_, '_>) {
    let (document, slot) = (findings.check.document, findings.slot);
    markers(findings);
    let refused = document.validate(slot).err();
    let record = match document.record(slot) {
        Ok(record) => record,
        Err(error) => {
            let message = || FindingMessage::new(|lang| texts::check::broken(lang, &excerpt(&error.message.say(lang))));
            return findings.record(&BROKEN_RECORD, error.offset, message);
        }
    };
    let before = refused.map(|refused| (refused, findings.mark()));
    let mut wrong = false;
    walk(document.schema().table(slot.table).record, record.root(), &mut |node| wrong |= value(findings, &node));
    if slot.table == PROFILE {
        profile::check(findings, record.root());
    }
    if slot.table == ENGAGEMENTS {
        source(findings, record.root());
    }
    durations(findings, document.schema().table(slot.table).record, record.root());
    // A value refused by a rule is not reported a second time as refused by `ron`.
    if let Some((error, before)) = before.filter(|_| !wrong) {
        findings.go_back(before);
        let message = || FindingMessage::new(|lang| texts::check::broken(lang, &excerpt(&error.flaw.say(lang))));
        findings.record(&BROKEN_RECORD, error.offset, message);
    }
}

/// Checks a value. Returns true when its kind refuses it.
fn value(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>) -> bool {
    match node.kind {
        FieldKind::Record(record) => {
            fields(findings, node, record);
            if record.is_source {
                ages(findings, node);
            }
        }
        FieldKind::Choice(choices) => {
            let word = node.value.as_word().unwrap_or_else(|| node.value.text().trim_matches('"'));
            if node.value.as_word().is_none() || !choices.iter().any(|choice| choice.name == word) {
                return refuse(findings, node, || nearest(word, choices.iter().map(|choice| choice.name)));
            }
        }
        FieldKind::Count if node.value.as_u64().is_none() => return refuse(findings, node, || None),
        FieldKind::Decimal if !node.value.as_f64().is_some_and(is_size) => return refuse(findings, node, || None),
        FieldKind::YesNo if node.value.as_bool().is_none() => return refuse(findings, node, || None),
        FieldKind::Position => return place(findings, node),
        FieldKind::List(_) | FieldKind::Count | FieldKind::Decimal | FieldKind::YesNo => {}
        _ => match node.value.as_str() {
            Some(text) if !text.is_empty() => string(findings, node, &text),
            Some(_) => {}
            None => return refuse(findings, node, || None),
        },
    }
    false
}

fn refuse(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>, meant: impl Fn() -> Option<String>) -> bool {
    let label = node.field().map(|field| field.label);
    let say = |lang, text: &str| texts::check::bad_value(lang, label.map_or("", |label| label.get(lang)), text);
    findings.at(&BAD_VALUE, node, || FindingMessage::about(node.value.text(), say).or_rather(meant().as_deref()));
    true
}

fn fields(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>, record: &'static RecordType) {
    for required in record.fields.iter().filter(|field| field.required) {
        let empty = |value: SyntaxValue<'_>| match required.kind {
            FieldKind::List(_) => value.items().next().is_none(),
            _ => value.as_str().is_some_and(|text| text.trim().is_empty()),
        };
        if field(node.value, required.name).is_none_or(empty) {
            let message = || FindingMessage::new(|lang| texts::check::missing_required(lang, required.label.get(lang)));
            findings.at(&MISSING_REQUIRED, node, message);
        }
    }
    for (name, value) in node.value.fields().filter(|(name, _)| record.field(name).is_none()) {
        let message = || {
            let meant = nearest(name, record.fields.iter().map(|field| field.name));
            FindingMessage::about(name, texts::check::unknown_field).or_rather(meant.as_deref())
        };
        let address = |findings: &Findings<'_, '_>| findings.address(node).join(AddressStep::Field(name.to_owned()));
        findings.push(&UNKNOWN_FIELD, |findings| (address(findings), value.span().start), message);
    }
}

fn string(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>, text: &str) {
    let replaced = normalize(text).replaced;
    if !replaced.is_empty() {
        findings.at(&LOOKALIKE, node, || FindingMessage::about(&code_points(&replaced), texts::check::lookalike));
    }
    let foreign = foreign_letters(text);
    if !foreign.is_empty() {
        findings.at(&LOOKALIKE, node, || FindingMessage::about(&code_points(&foreign), texts::check::foreign_letters));
    }
    let rule = match node.kind {
        FieldKind::Id => &BAD_ID,
        FieldKind::Date => &BAD_DATE,
        FieldKind::Email => &BAD_EMAIL,
        FieldKind::Url | FieldKind::Origin => &BAD_URL,
        FieldKind::Phone => &BAD_PHONE,
        FieldKind::Postcode => &BAD_POSTCODE,
        FieldKind::Ags(_) => &BAD_AGS,
        FieldKind::Nuts3 => &BAD_NUTS3,
        FieldKind::PostalAddress => {
            if let Some(gap) = address_gap(text) {
                findings.at(&BAD_ADDRESS, node, || FindingMessage::new(gap));
            }
            return;
        }
        _ => return,
    };
    if let Err(reason) = valid(node.kind, text) {
        return findings.at(rule, node, || FindingMessage::new(|lang| reason.text(lang)));
    }
    if let Some(note) = doubt(node.kind, text) {
        let rule = if matches!(note, InputNote::NoAreaCode) { &NO_AREA_CODE } else { &LONG_ID };
        findings.at(rule, node, || FindingMessage::new(|lang| note.text(lang)));
    }
    if node.field().is_some_and(|field| field.past)
        && let Ok(date) = Date::parse(text)
        && date.is_after(findings.check.today)
    {
        findings.at(&FUTURE_DATE, node, || FindingMessage::about(text, texts::check::future));
    }
}

/// Says what an address lacks; `None` when a postcode stands in it with a town behind it.
fn address_gap(address: &str) -> Option<fn(Lang) -> &'static str> {
    let words = address.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let is_named = |word: &&str| word.starts_with(char::is_alphabetic);
    let is_postcode = |at: usize| {
        // The number of a Postfach may have five digits, too.
        let is_box = at > 0 && words[at - 1].eq_ignore_ascii_case("Postfach");
        !is_box && valid(FieldKind::Postcode, words[at].trim_start_matches("D-")).is_ok()
    };
    let postcodes: Vec<usize> = (0..words.len()).filter(|at| is_postcode(*at)).collect();
    if postcodes.iter().any(|at| words.get(at + 1).is_some_and(is_named)) {
        return None;
    }
    // What stands last, behind a comma or a number, names the town where no postcode does.
    let last = address.rsplit([',', '\n']).next().unwrap_or_default().trim();
    let is_parted = last.len() < address.trim().len() || last.contains(|c: char| c.is_ascii_digit());
    let has_town = is_parted && words.last().is_some_and(is_named);
    Some(match (postcodes.is_empty(), has_town) {
        (true, true) => texts::check::no_postcode,
        (false, _) => texts::check::no_town,
        (true, false) => texts::check::bad_address,
    })
}

fn place(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>) -> bool {
    let position = position(node.value).filter(|at| is_position(at.latitude, at.longitude));
    let Some(position) = position else { return refuse(findings, node, || None) };
    if let Some(far) = findings.check.territory().and_then(|territory| territory.outside(position)) {
        findings.at(&POSITION_OUTSIDE, node, || FindingMessage::new(|lang| texts::check::outside(lang, far as u32)));
    }
    false
}

/// Checks how old the statement of a source is, and when somebody last looked.
fn ages(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>) {
    let options = findings.check.options;
    if options.review_after_months == 0 {
        return;
    }
    let period = ReviewPeriod { today: findings.check.today, months: options.review_after_months };
    let age = SourceAge::of(node.value, period);
    let is_counted = age.is_checked_in_time && !options.reports_counted;
    match age.as_of {
        SourceDate::Overdue(..) if is_counted => findings.ages.outdated += findings.countable(&OUTDATED),
        SourceDate::Overdue(..) => {
            let message = || FindingMessage::new(|lang| texts::check::outdated(lang, &age.as_of_text(lang)));
            findings.at(&OUTDATED, node, message);
        }
        SourceDate::Unknown if is_counted => findings.ages.undated += findings.countable(&UNDATED),
        SourceDate::Unknown => findings.at(&UNDATED, node, || FindingMessage::new(texts::check::undated)),
        SourceDate::Invalid(_) | SourceDate::Current(_) => {}
    }
    match age.checked {
        SourceDate::Unknown => findings.at(&UNVERIFIED, node, || FindingMessage::new(texts::check::never_verified)),
        SourceDate::Overdue(..) => {
            let message = || FindingMessage::new(|lang| texts::check::unverified(lang, &age.checked_text(lang)));
            findings.at(&UNVERIFIED, node, message);
        }
        SourceDate::Invalid(_) | SourceDate::Current(_) => {}
    }
}

fn source(findings: &mut Findings<'_, '_>, root: SyntaxValue<'_>) {
    if field(root, "source").and_then(|source| field(source, "url")).is_none() {
        findings.record(&NO_SOURCE, root.span().start, || FindingMessage::new(texts::check::no_source));
    }
}

/// Checks that nothing ends before it begins.
fn durations(findings: &mut Findings<'_, '_>, record: &'static RecordType, root: SyntaxValue<'_>) {
    let date = |name| field(root, name).and_then(|value| Date::parse(&value.as_str()?).ok());
    for (last, first) in record.fields.iter().filter_map(|last| Some((last.name, last.not_before?))) {
        if let (Some(start), Some(end)) = (date(first), date(last))
            && start.is_after(end)
        {
            let message = || {
                FindingMessage::new(|lang| texts::check::end_before_start(lang, &end.to_string(), &start.to_string()))
            };
            let offset = field(root, last).map_or(0, |end| end.span().start);
            findings.record(&BAD_DATE, offset, message);
        }
    }
}

fn markers(findings: &mut Findings<'_, '_>) {
    let source = findings.check.document.source(findings.slot);
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        if is_marker(line) {
            findings.record(&CONFLICT_MARKERS, offset, || FindingMessage::new(texts::check::conflict_marker));
        }
        offset += line.len();
    }
}
