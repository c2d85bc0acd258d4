//! `check`: what is wrong, missing or old, one line each, in the form of compiler messages.

use std::collections::{BTreeMap, HashSet};

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer::{self, BothLanguages};
use super::args::{Check, FailOn};
use super::context::{CliContext, Dataset};
use super::error::{CliError, name_of, quoted, shown};
use super::output::CommandOutput;
use super::resolve;
use crate::check::{CheckOptions, CheckResult, Finding, MOST_PER_RULE, RULES, Rule, Severity, check, check_each, rule};
use crate::document::{FilePosition, Slot};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::belonging::belongs;
use crate::query::caretaker::records_of_caretaker;
use crate::storage::Origin;
use crate::texts::{self, Lang};

/// The severities in the order in which they are summed up.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// Runs the command; a negative answer when a finding is at least as grave as `--fail-on` says.
///
/// # Errors
/// When the region is unknown or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &Check, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let format = context.format(&Format::TABULAR)?;
    tell_unknown_rules(context);
    let dataset = Dataset::parse(context.load()?, lang)?;
    let options = CheckOptions {
        silenced: context.settings.silence.iter().map(|given| given.value.clone()).collect(),
        review_after_months: context.settings.review_after_months,
        reports_counted: asked.all,
        // An explicit request for everything is not shortened.
        most_per_rule: if asked.all { usize::MAX } else { MOST_PER_RULE },
        only: asked_records(lang, &dataset, asked)?,
    };
    if asked.quiet {
        // What is not listed is only counted, which is all that is asked for.
        let options = CheckOptions { most_per_rule: 0, ..options };
        let totals = check_each(&dataset.document, dataset.index(), context.today()?, &options, &mut |_| {});
        return Ok(code(asked.fail_on, |severity| totals.of_severity(severity)));
    }
    if format == Format::Table {
        let counts = table(context, &dataset, &options, out)?;
        return Ok(code(asked.fail_on, |severity| counts[severity as usize]));
    }
    let path = dataset.loaded.path.as_deref().filter(|_| dataset.loaded.origin != Origin::Shipped);
    let file = path.map(shown);
    let result = check(&dataset.document, dataset.index(), context.today()?, &options);
    let answer = CheckAnswer { file: file.as_deref(), result: &result, lang, months: options.review_after_months };
    answer::print(&answer, format, out);
    Ok(code(asked.fail_on, |severity| result.of_severity(severity)))
}

/// Returns the records to check; `None` for all.
fn asked_records(lang: Lang, dataset: &Dataset, asked: &Check) -> Result<Option<HashSet<Slot>>, CliError> {
    let of_region = asked.region.as_deref().map(|typed| records_of(lang, dataset, typed)).transpose()?;
    let Some(mailbox) = asked.caretaker.as_deref() else { return Ok(of_region) };
    let theirs = records_of_caretaker(&dataset.document, dataset.index(), mailbox);
    if theirs.is_empty() {
        return Err(CliError::usage(texts::review::no_caretaker(lang, mailbox)));
    }
    Ok(Some(theirs.into_iter().filter(|slot| of_region.as_ref().is_none_or(|own| own.contains(slot))).collect()))
}

/// Returns the records that belong to a region.
fn records_of(lang: Lang, dataset: &Dataset, typed: &str) -> Result<HashSet<Slot>, CliError> {
    let regions = resolve::region_slots(lang, dataset, Some(typed))?.unwrap_or_default();
    let slots = SCHEMA.all().flat_map(|table| dataset.document.slots(table));
    Ok(slots.filter(|slot| belongs(dataset.data(), *slot, &regions)).collect())
}

/// Writes each finding as soon as it is known, and what there is to say of all; returns how many
/// there are of each severity.
fn table(
    context: &CliContext,
    dataset: &Dataset,
    options: &CheckOptions,
    out: &mut CommandOutput,
) -> Result<[usize; SEVERITIES.len()], CliError> {
    let file = name_of(context.lang, &dataset.loaded);
    let mut counts = [0; SEVERITIES.len()];
    let mut tell = |finding: Finding| {
        let is_its = |severity: Severity| usize::from(finding.severity() == severity);
        counts.iter_mut().zip(SEVERITIES).for_each(|(count, severity)| *count += is_its(severity));
        finding_lines(context.lang, &finding, &file, &dataset.loaded.text, out);
    };
    let totals = check_each(&dataset.document, dataset.index(), context.today()?, options, &mut tell);
    counts.iter_mut().zip(SEVERITIES).for_each(|(count, severity)| *count += totals.unlisted.of_severity(severity));
    summary(context, &totals, counts, out);
    Ok(counts)
}

/// Findings as grave as asked are a negative answer.
fn code(fail_on: FailOn, count: impl Fn(Severity) -> usize) -> ExitStatus {
    let grave = match fail_on {
        FailOn::Error => 1,
        FailOn::Warning => 2,
        FailOn::Note => 3,
        FailOn::Never => 0,
    };
    let is_found = SEVERITIES[..grave].iter().any(|severity| count(*severity) > 0);
    if is_found { ExitStatus::Negative } else { ExitStatus::Done }
}

/// Warns of unknown rule names in the configuration.
pub(super) fn tell_unknown_rules(context: &CliContext) {
    unknown_rules(context).iter().for_each(|(place, problem)| context.say(&format!("{place}: {problem}")));
}

/// The names of rules in the configuration that are none: where each stands, and what is said of
/// it.
pub(super) fn unknown_rules(context: &CliContext) -> Vec<(String, String)> {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let unknown = context.settings.silence.iter().filter(|given| rule(&given.value).is_none());
    let message = |name: &str| texts::cli::unknown_rule(context.lang, name, &names.join(", "));
    unknown.map(|given| (given.spot.to_string(), message(&given.value))).collect()
}

/// A finding with its address and the line of the file that it stands in.
fn finding_lines(lang: Lang, finding: &Finding, file: &str, text: &str, out: &mut CommandOutput) {
    let FilePosition { offset, line, column } = finding.position;
    let (severity, rule, message) = (finding.severity().text(lang), finding.rule.name, finding.message(lang));
    out.line(&format!("{file}:{line}:{column}: {severity} {rule}: {message}"));
    if let Some(address) = &finding.address {
        out.line(&format!("    {}", resolve::shown(address)));
    }
    out.line(&format!("    {}", quoted(text, offset)));
}

/// What was not told one by one, and how many findings there are of each severity.
fn summary(context: &CliContext, totals: &CheckResult, counts: [usize; 3], out: &mut CommandOutput) {
    let lang = context.lang;
    for (rule, count) in totals.unlisted.iter() {
        out.line(&texts::cli::check_unlisted(lang, count, rule.severity.text(lang), rule.name));
    }
    let [errors, warnings, notes] = counts.map(|count| texts::number(lang, count));
    out.line(&texts::cli::check_summary(lang, &errors, &warnings, &notes));
    let counted = totals.counted.text(lang, context.settings.review_after_months);
    counted.iter().for_each(|counted| out.line(counted));
}

/// The findings of a dataset.
struct CheckAnswer<'a> {
    /// `None` for the dataset that comes with the program.
    file: Option<&'a str>,
    result: &'a CheckResult,
    lang: Lang,
    /// The length of the review period.
    months: u32,
}

impl Serialize for CheckAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let CheckResult { findings, unlisted, counted } = self.result;
        let findings = findings.iter().map(FindingRecord::new).collect();
        let unlisted = unlisted.iter().map(|(rule, count)| (rule.name, count)).collect();
        let counted = ReviewedAges { outdated: counted.outdated, undated: counted.undated };
        JsonFindings { file: self.file, findings, unlisted, counted }.serialize(to)
    }
}

impl Tabular for CheckAnswer<'_> {
    /// Returns a row for each finding, then one for each rule with findings that are only counted.
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        // Programs get the message in both languages.
        let told = audience.pick(&[Lang::De, Lang::En][..], std::slice::from_ref(&self.lang));
        let people = [
            texts::cli::line(lang),
            texts::cli::column(lang),
            texts::cli::severity(lang),
            texts::cli::rule(lang),
            texts::cli::address(lang),
            texts::cli::message(lang),
        ];
        let programs = ["line", "column", "severity", "rule", "address", "message_de", "message_en"];
        let columns = audience.pick(&programs[..], &people[..]).iter().copied();
        let severity_of = |rule: &Rule| audience.pick(rule.severity.name(), rule.severity.text(lang)).to_owned();
        let row = |finding: &Finding| {
            let FindingRecord { line, column, rule, address, .. } = FindingRecord::new(finding);
            let place = [line.to_string(), column.to_string(), severity_of(finding.rule), rule.to_owned()];
            let messages = told.iter().map(|lang| finding.message(*lang).to_owned());
            place.into_iter().chain([address.unwrap_or_default()]).chain(messages).collect()
        };
        let CheckResult { findings, unlisted, counted } = self.result;
        let counted_row = |rule: &Rule, messages: Vec<String>| {
            let none = String::new();
            let place = [none.clone(), none.clone(), severity_of(rule), rule.name.to_owned(), none];
            place.into_iter().chain(messages).collect()
        };
        let more = |rule: &Rule, count: usize| {
            let say = |lang: &Lang| texts::cli::check_unlisted(*lang, count, rule.severity.text(*lang), rule.name);
            told.iter().map(say).collect()
        };
        let unlisted = unlisted.iter().map(|(rule, count)| counted_row(rule, more(rule, count)));
        let ages =
            |number: usize| told.iter().map(|lang| counted.by_rule(*lang, self.months)[number].1.clone()).collect();
        let rules = counted.by_rule(lang, self.months).into_iter().enumerate();
        let counted = unlisted.chain(rules.map(|(number, (rule, _))| counted_row(rule, ages(number))));
        Sheet::new(columns, findings.iter().map(row).chain(counted).collect()).with_whole([3, 4])
    }
}

#[derive(Serialize)]
struct JsonFindings<'a> {
    file: Option<&'a str>,
    findings: Vec<FindingRecord<'a>>,
    /// By rule, the number of further findings that are not listed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unlisted: BTreeMap<&'static str, usize>,
    counted: ReviewedAges,
}

/// Number of statements that are old or undated but were reviewed in time.
#[derive(Serialize)]
struct ReviewedAges {
    outdated: usize,
    undated: usize,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    severity: &'static str,
    rule: &'static str,
    address: Option<String>,
    line: usize,
    column: usize,
    message: BothLanguages<&'a str>,
}

impl<'a> FindingRecord<'a> {
    fn new(finding: &'a Finding) -> FindingRecord<'a> {
        FindingRecord {
            severity: finding.severity().name(),
            rule: finding.rule.name,
            address: finding.address.as_ref().map(resolve::shown),
            line: finding.position.line,
            column: finding.position.column,
            message: BothLanguages { de: finding.message(Lang::De), en: finding.message(Lang::En) },
        }
    }
}
