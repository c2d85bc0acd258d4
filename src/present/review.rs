//! What is to be reviewed, in words: one row at a time, and rows as a table.
//!
//! A row that is a source speaks of what the source vouches for. Entry points: [`columns`] and
//! [`ReviewWords::row`].

use std::borrow::Cow;

use super::completeness::what_helps;
use super::listing::{ListingColumn, ListingRow};
use super::path_words::path_words;
use super::record_label::RecordLabel;
use super::value_text::ValueFormatter;
use super::{Audience, Sheet, Span};
use crate::check::Severity;
use crate::document::{Address, AddressStep, Path, Record};
use crate::index::field;
use crate::model::SCHEMA;
use crate::model::records::BodyRole;
use crate::model::source_age::{DateState, SourceState};
use crate::model::vocabulary::Vocabulary;
use crate::present::program_value::{program_list, program_value};
use crate::query::completeness::NetworksKnowledge;
use crate::query::review::{Review, ReviewClass, ReviewReason, ReviewRow, tells_how_to_reach};
use crate::schema::{FieldKind, Naming, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Returns the columns.
pub fn columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::between(texts::review::statement(lang), 24, 80),
        ListingColumn::between(texts::review::reason(lang), 28, 38).growing_first(),
        ListingColumn::fixed(texts::review::date(lang), 10),
        ListingColumn::between(texts::review::region(lang), 8, 15),
        ListingColumn::rest(texts::review::value(lang), 10),
    ]
}

/// Puts rows of a review into words.
#[derive(Debug, Clone, Copy)]
pub struct ReviewWords<'a> {
    /// The review.
    pub review: &'a Review,
    /// Puts values into words.
    pub values: ValueFormatter<'a>,
}

/// What a row says before it is a line.
struct ReviewedStatement<'r> {
    address: Address,
    /// The type and value of the record around a source, or kind and value of the statement.
    value: Option<(FieldKind, SyntaxValue<'r>)>,
    /// True where the row is about a source, known or not.
    is_source: bool,
    /// That source.
    source: Option<SyntaxValue<'r>>,
}

impl ReviewWords<'_> {
    /// Returns a row in words: statement, reason, date, region, value.
    pub fn row(&self, row: ReviewRow) -> ListingRow {
        let record = self.values.data.document.record(row.slot).ok();
        let said = self.statement(row, record.as_ref());
        let region = row.region.filter(|region| *region != row.slot);
        let region = region.or(row.region).map(|region| self.values.data.short_name(region)).unwrap_or_default();
        let mut value = match said.value {
            Some((kind, value)) => vec![(Role::Text, self.values.value(kind, value).replace('\n', " "))],
            None => Vec::new(),
        };
        for finding in self.review.findings(self.values.data.document, row) {
            let gap = if value.is_empty() { "" } else { " – " };
            value.push((Role::Warning, format!("{gap}{}", finding.message(self.values.lang))));
        }
        let date = said.source.map(|source| self.date(source)).unwrap_or_default();
        let reasons = self.reasons(row, said.source);
        ListingRow::new(vec![self.place(row, &said), reasons, date, vec![(Role::Dim, region)], value])
    }

    /// Returns the place in the record, which is what rows differ in, then the record.
    fn place(&self, row: ReviewRow, said: &ReviewedStatement<'_>) -> Vec<Span> {
        let ValueFormatter { data, lang, .. } = self.values;
        let label = RecordLabel::within(data, row.slot, row.region, lang);
        let mut words = path_words(&said.address, lang);
        if said.is_source {
            // What the source vouches for is named, not the source.
            words.pop();
        }
        let is_reached = said.address.path.iter().any(|step| match step {
            AddressStep::Field(name) => {
                let field = SCHEMA.table(row.slot.table).record.field(name);
                field.is_some_and(|field| tells_how_to_reach(field.kind))
            }
            AddressStep::Item(_) => false,
        });
        if is_reached && words.len() > 1 {
            // "Telephone" says that it is a contact.
            words.remove(0);
        }
        if words.is_empty() {
            words.push(SCHEMA.table(row.slot.table).singular.get(lang).to_owned());
        }
        let mut spans = vec![(Role::Text, words.join(" › ")), (Role::Dim, " · ".to_owned()), (Role::Text, label.name)];
        spans.push((Role::Dim, label.behind));
        spans.retain(|(_, text)| !text.is_empty());
        spans
    }

    fn statement<'r>(&self, row: ReviewRow, record: Option<&'r Record<'_>>) -> ReviewedStatement<'r> {
        let address = self.review.address(self.values.data.document, row);
        let Some(record) = record else {
            return ReviewedStatement { address, value: None, is_source: false, source: None };
        };
        let kind = address.kind(self.values.data.document.schema());
        let value = record.value(&address.path).and_then(SyntaxValue::unwrap_option);
        match kind {
            Some(FieldKind::Record(kind)) if kind.is_source => {
                let around = &address.path[..address.path.len() - 1];
                let vouched = vouched(&address, around, record);
                ReviewedStatement { address, value: vouched, is_source: value.is_some(), source: value }
            }
            // Of a whole record its name says enough.
            Some(FieldKind::Record(_)) | None if address.path.is_empty() => {
                ReviewedStatement { address, value: None, is_source: false, source: None }
            }
            kind => ReviewedStatement { address, value: kind.zip(value), is_source: false, source: None },
        }
    }

    /// Returns the reasons: the one that the review is narrowed to, then the most pressing first.
    pub fn reasons(&self, row: ReviewRow, source: Option<SyntaxValue<'_>>) -> Vec<Span> {
        let ValueFormatter { lang, period, .. } = self.values;
        let mut spans: Vec<Span> = Vec::new();
        let asked = self.review.question().reason;
        let others = row.reasons.iter().filter(|reason| Some(*reason) != asked);
        for reason in asked.into_iter().filter(|reason| row.reasons.has(*reason)).chain(others) {
            let role = match reason {
                ReviewReason::Rule => self.severity_role(row),
                ReviewReason::Unknown => Role::Unknown,
                _ if row.is_due() => Role::Warning,
                _ => Role::Dim,
            };
            let is_undated = reason == ReviewReason::Old
                && source.is_some_and(|source| SourceState::of(source, period).as_of == DateState::Unknown);
            let words = if is_undated { texts::review::undated(lang) } else { reason_words(reason, lang) };
            if !spans.is_empty() {
                spans.push((Role::Dim, ", ".to_owned()));
            }
            spans.push((role, words.to_owned()));
        }
        if !row.is_due() {
            let checked = source.and_then(|source| field(source, "checked")).and_then(SyntaxValue::as_str);
            let is_today = checked.as_deref().is_some_and(|checked| checked.trim() == period.today.to_string());
            let words = match checked {
                Some(checked) if !is_today => texts::review::confirmed(lang, checked.trim()),
                _ => texts::review::checked_today(lang).to_owned(),
            };
            spans.push((Role::Dim, format!(", {words}")));
        }
        spans
    }

    fn severity_role(&self, row: ReviewRow) -> Role {
        let severities = self.review.findings(self.values.data.document, row);
        match severities.iter().map(|finding| finding.severity()).min() {
            Some(Severity::Error) => Role::Error,
            _ => Role::Warning,
        }
    }

    fn date(&self, source: SyntaxValue<'_>) -> Vec<Span> {
        let date = field(source, "as_of").and_then(SyntaxValue::as_str).unwrap_or_default().into_owned();
        vec![(Role::Text, date)]
    }

    /// Returns where a row comes from, how old it is and how certain.
    pub fn details(&self, row: ReviewRow) -> Vec<Span> {
        let ValueFormatter { data, lang, period, .. } = self.values;
        let record = data.document.record(row.slot).ok();
        let said = self.statement(row, record.as_ref());
        let mut parts: Vec<Span> = Vec::new();
        if let Some(source) = said.source {
            parts.extend(super::source_age::on_page(source, period, lang));
        }
        parts
    }

    /// Returns rows as a sheet.
    pub fn sheet(&self, rows: impl IntoIterator<Item = ReviewRow>, audience: Audience) -> Sheet {
        if audience == Audience::People {
            let columns = columns(self.values.lang);
            let rows = rows.into_iter().map(|row| self.row(row));
            return super::listing::sheet(&columns, rows);
        }
        let titles = [
            "address",
            "class",
            "region",
            "reasons",
            "as_of",
            "months",
            "checked",
            "due",
            "certainty",
            "value",
            "message_de",
            "message_en",
        ];
        Sheet::new(titles, rows.into_iter().map(|row| self.program_row(row)).collect()).with_whole([0])
    }

    fn program_row(&self, row: ReviewRow) -> Vec<String> {
        let entry = self.entry(row);
        let messages = |pick: fn(&ReviewMessage) -> &String| program_list(entry.findings.iter().map(pick).cloned());
        vec![
            entry.address,
            entry.class.to_owned(),
            entry.region.unwrap_or_default(),
            program_list(entry.reasons.iter().map(|reason| (*reason).to_owned())),
            entry.as_of.unwrap_or_default(),
            entry.months.map(|months| months.to_string()).unwrap_or_default(),
            entry.checked.unwrap_or_default(),
            entry.due.to_string(),
            entry.certainty.unwrap_or_default(),
            entry.value.unwrap_or_default(),
            messages(|message| &message.de),
            messages(|message| &message.en),
        ]
    }

    /// Returns a row for programs.
    pub fn entry(&self, row: ReviewRow) -> ReviewEntry {
        let document = self.values.data.document;
        let record = document.record(row.slot).ok();
        let said = self.statement(row, record.as_ref());
        let source = |name| field(said.source?, name);
        let text = |name| source(name).and_then(SyntaxValue::as_str).map(|text| text.into_owned());
        let findings = self.review.findings(document, row).into_iter().map(|finding| ReviewMessage {
            rule: finding.rule.name,
            de: finding.message(Lang::De).to_owned(),
            en: finding.message(Lang::En).to_owned(),
        });
        ReviewEntry {
            address: said.address.display(&SCHEMA).to_string(),
            region: row.region.map(|region| document.id(region).to_owned()),
            class: row.class.name(),
            reasons: row.reasons.iter().map(ReviewReason::name).collect(),
            due: row.is_due(),
            value: said.value.map(|(kind, value)| program_value(kind, value)),
            as_of: text("as_of"),
            checked: text("checked"),
            certainty: source("certainty").and_then(|word| Some(word.as_word()?.to_owned())),
            months: row.months(),
            findings: findings.collect(),
        }
    }
}

/// A row for programs.
#[derive(Debug, serde::Serialize)]
pub struct ReviewEntry {
    /// The address of the statement.
    pub address: String,
    /// The id of its region.
    pub region: Option<String>,
    /// What it is about.
    pub class: &'static str,
    /// Why it is to be reviewed.
    pub reasons: Vec<&'static str>,
    /// False for an old statement that was confirmed in time.
    pub due: bool,
    /// The value, as `get` prints it; of a source, what it vouches for.
    pub value: Option<String>,
    /// How old the statement is.
    pub as_of: Option<String>,
    /// When it was last checked.
    pub checked: Option<String>,
    /// How certain it is.
    pub certainty: Option<String>,
    /// Its age in months.
    pub months: Option<u32>,
    /// What rules of the check say.
    pub findings: Vec<ReviewMessage>,
}

/// What a rule of the check says of a statement.
#[derive(Debug, serde::Serialize)]
pub struct ReviewMessage {
    /// The rule.
    pub rule: &'static str,
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
}

/// Returns in a sentence what would make the pages of some networks most complete, and why that
/// does not stand first where it does not.
pub fn most_helpful(
    review: &Review,
    networks: &NetworksKnowledge,
    vocabulary: &'static Vocabulary,
    lang: Lang,
) -> String {
    let sentence = what_helps(networks, vocabulary, lang);
    let is_whole = review.question().reason.is_none() && review.question().older_than.is_none();
    let begins_with_findings = review.row(0).is_some_and(|row| row.reasons.has(ReviewReason::Rule));
    match networks.gap {
        Some(gap) if gap.fact.is_record() => format!("{sentence} {}", texts::review::new_record(lang)),
        Some(_) if is_whole && begins_with_findings => format!("{sentence} {}", texts::review::findings_first(lang)),
        _ => sentence,
    }
}

/// Returns what a class of statements is called.
pub fn class_words(class: ReviewClass, vocabulary: &'static Vocabulary, lang: Lang) -> Cow<'static, str> {
    Cow::Borrowed(match class {
        ReviewClass::OfficeContact => {
            let office = vocabulary.noun(BodyRole::Office).of_a(lang);
            return texts::review::class_office_contact(lang, &office).into();
        }
        ReviewClass::Network => texts::review::class_network(lang),
        ReviewClass::Work => texts::review::class_work(lang),
        ReviewClass::Steering => {
            let [committee, conference] =
                [BodyRole::Committee, BodyRole::Conference].map(|role| vocabulary.noun(role).word(lang));
            return texts::detail::steering_bodies(lang, committee, conference).into();
        }
        ReviewClass::Process => texts::review::class_process(lang),
        ReviewClass::Bodies => texts::review::class_bodies(lang),
        ReviewClass::Surroundings => texts::review::class_surroundings(lang),
        ReviewClass::Details => texts::review::class_details(lang),
        ReviewClass::Remarks => texts::review::class_remarks(lang),
        ReviewClass::Confirmed => texts::review::class_confirmed(lang),
    })
}

/// Returns what a reason is called.
pub fn reason_words(reason: ReviewReason, lang: Lang) -> &'static str {
    match reason {
        ReviewReason::Rule => texts::review::rule(lang),
        ReviewReason::Unknown => texts::review::unknown(lang),
        ReviewReason::Uncertain => texts::review::uncertain(lang),
        ReviewReason::Unchecked => texts::review::unchecked(lang),
        ReviewReason::Old => texts::review::old(lang),
    }
}

/// Returns what a source vouches for: of a record of a table the text that serves as its name, of a
/// record within it all of it.
fn vouched<'r>(
    source: &Address,
    around: &[AddressStep],
    record: &'r Record<'_>,
) -> Option<(FieldKind, SyntaxValue<'r>)> {
    let whole = Address { path: Path::from(around), ..source.clone() };
    if around.is_empty() {
        let declared: &RecordType = SCHEMA.table(source.table).record;
        // An engagement says something, a body is reached; of others the name stands in the row.
        let wording = declared.naming(Naming::Full).filter(|_| !declared.name_parts().is_empty());
        let contact = || declared.fields.iter().find(|field| tells_how_to_reach(field.kind));
        let said = wording.or_else(contact)?;
        return Some((said.kind, field(record.root(), said.name)?));
    }
    let value = record.value(around).and_then(SyntaxValue::unwrap_option)?;
    Some((whole.kind(&SCHEMA)?, value))
}
