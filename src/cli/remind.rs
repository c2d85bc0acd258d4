//! `remind`: lists caretakers and prints the mail that reminds one of them. Nothing is sent.
//!
//! Each reminder is recorded beside the dataset. [`DueStatements`] decides what is due. Entry
//! point: [`run`].

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::RemindArguments;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::export::Format;
use crate::export::mail::{WIDTH, mail};
use crate::index::field;
use crate::model::DISTRICT;
use crate::model::date::Date;
use crate::present::review::{ReviewEntry, ReviewWords};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::present::{Audience, Sheet, Tabular, text_of};
use crate::query::caretaker::{caretakers, is_same_mailbox};
use crate::query::reminder::{DueStatements, PastReminder};
use crate::storage::reminders::{self, Reminder};
use crate::text::wrap;
use crate::texts::{self, Lang};

/// Runs the command; a negative answer when nothing is due.
///
/// # Errors
/// When the mailbox is no caretaker's, or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &RemindArguments, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let dataset = Dataset::parse(context.load()?, context.lang)?;
    let past = past(context)?;
    let every = if asked.again { 0 } else { asked.every };
    let due = |mailbox: &str| {
        let past: Vec<PastReminder<'_>> = past.iter().filter_map(read_reminder).collect();
        Ok::<_, CliError>(DueStatements::of(dataset.data(), mailbox, context.period()?, &past, every))
    };
    let known = caretakers(&dataset.document);
    let Some(typed) = asked.caretaker.as_deref() else {
        let all = known.into_iter().map(|mailbox| Ok(Caretaker { due: due(&mailbox)?, mailbox }));
        let answer = CaretakersAnswer { caretakers: all.collect::<Result<_, CliError>>()?, lang: context.lang };
        return answer.print(context, format, out);
    };
    let Some(mailbox) = known.into_iter().find(|mailbox| is_same_mailbox(mailbox, typed)) else {
        return Err(CliError::usage(texts::review::no_caretaker(context.lang, typed)));
    };
    let is_steering = |c: char| c.is_whitespace() || c.is_control();
    if mailbox.contains(is_steering) || !mailbox.contains('@') {
        return Err(CliError::usage(texts::remind::no_mailbox(context.lang, &mailbox)));
    }
    let statements = due(&mailbox)?;
    let mail = ReminderMail { context, dataset: &dataset, mailbox: &mailbox, due: &statements };
    mail.print(format, out)?;
    if statements.rows.is_empty() {
        return Ok(ExitStatus::Negative);
    }
    if !asked.dry_run {
        mail.note()?;
    }
    Ok(ExitStatus::Done)
}

/// Returns the past reminders about the dataset; there are none for the shipped one.
fn past(context: &CliContext) -> Result<Vec<Reminder>, CliError> {
    let Some(dataset) = context.place()?.path else { return Ok(Vec::new()) };
    reminders::read(context.disk(), &dataset).map_err(|error| CliError::unread(context.lang, &error))
}

fn read_reminder(reminder: &Reminder) -> Option<PastReminder<'_>> {
    let day = Date::parse(&reminder.day).ok()?;
    Some(PastReminder { day, caretaker: &reminder.caretaker, places: &reminder.places })
}

/// A mail to one caretaker.
struct ReminderMail<'a> {
    context: &'a CliContext,
    dataset: &'a Dataset,
    mailbox: &'a str,
    due: &'a DueStatements,
}

impl ReminderMail<'_> {
    fn print(&self, format: Format, out: &mut CommandOutput) -> Result<(), CliError> {
        let (lang, due) = (self.context.lang, self.due);
        let values = ValueFormatter { style: ValueStyle::Page, ..self.context.values(self.dataset.data())? };
        let words = ReviewWords { review: &due.review, values };
        match format {
            Format::Table if due.rows.is_empty() => {}
            Format::Table => self.lines(words)?.iter().for_each(|line| out.line(line)),
            _ => answer::print(&MailAnswer { mailbox: self.mailbox, due, words }, format, out),
        }
        if due.rows.is_empty() && due.reminded == 0 {
            self.context.say(&texts::remind::nothing_due(lang, self.mailbox));
        }
        if let Some(last) = due.last.filter(|_| due.reminded > 0) {
            self.context.say(&texts::remind::reminded(lang, due.reminded, self.mailbox, &last.to_string()));
        }
        Ok(())
    }

    /// Returns the lines of the mail, header included.
    fn lines(&self, words: ReviewWords<'_>) -> Result<Vec<String>, CliError> {
        let (lang, rows, data) = (self.context.lang, &self.due.rows, self.dataset.data());
        let mut lines = vec![texts::remind::greeting(lang).to_owned(), String::new()];
        let places: Vec<String> = self.due.places.iter().map(|place| data.name(*place)).collect();
        lines.extend(wrap(&texts::remind::looked_after(lang, &places.join(", ")), WIDTH));
        lines.extend([String::new(), texts::remind::please(lang, rows.len()), String::new()]);
        for row in rows {
            let cells = words.row(*row).cells;
            let [place, reasons, date, _, value] = [0, 1, 2, 3, 4].map(|at| text_of(&cells[at]));
            let date = if date.is_empty() { date } else { format!(", {}", texts::remind::as_of(lang, &date)) };
            lines.extend(indented("- ", &format!("{place}: {reasons}{date}")));
            lines.extend(indented("  ", &value).into_iter().filter(|line| !line.trim().is_empty()));
        }
        lines.push(String::new());
        lines.extend(wrap(texts::remind::how_to_answer(lang), WIDTH));
        let today = self.context.today()?.to_string();
        lines.extend([String::new(), "-- ".to_owned(), texts::remind::signature(lang, &self.district(), &today)]);
        Ok(mail(self.mailbox, &texts::remind::subject(lang, rows.len()), lines))
    }

    fn district(&self) -> String {
        let document = &self.dataset.document;
        let record = document.slots(DISTRICT).next().and_then(|slot| document.record(slot).ok());
        let name = record.as_ref().and_then(|record| field(record.root(), "name")?.as_str());
        name.map(|name| name.into_owned()).unwrap_or_default()
    }

    /// Records the reminder. The mail is printed even where this fails.
    fn note(&self) -> Result<(), CliError> {
        let (lang, context) = (self.context.lang, self.context);
        let Some(dataset) = context.place()?.path.filter(|_| !context.global.read_only) else {
            context.say(texts::remind::not_noted(lang));
            return Ok(());
        };
        let document = &self.dataset.document;
        let place = |row: &_| resolve::shown(&self.due.review.address(document, *row));
        let reminder = Reminder {
            day: context.today()?.to_string(),
            who: context.person().to_string(),
            caretaker: self.mailbox.to_owned(),
            places: self.due.rows.iter().map(place).collect(),
        };
        reminders::append(context.disk(), &dataset, &reminder)
            .map_err(|error| CliError::store(lang, &error).with(texts::remind::not_noted(lang)))?;
        context.say(&texts::remind::noted(lang, self.mailbox, &reminder.day));
        Ok(())
    }
}

/// Wraps a text to the width of a mail; the first line begins with `first`.
fn indented(first: &str, text: &str) -> Vec<String> {
    let lines = wrap(text, WIDTH - first.len()).into_iter().enumerate();
    lines.map(|(number, line)| format!("{}{line}", if number == 0 { first } else { "  " })).collect()
}

/// A reminder in the formats for programs.
struct MailAnswer<'a> {
    mailbox: &'a str,
    due: &'a DueStatements,
    words: ReviewWords<'a>,
}

impl Tabular for MailAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        self.words.sheet(self.due.rows.iter().copied(), audience)
    }
}

impl Serialize for MailAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let statements = self.due.rows.iter().map(|row| self.words.entry(*row)).collect();
        JsonReminder {
            caretaker: self.mailbox,
            reminded_before: self.due.reminded,
            last_reminded: self.due.last.map(|day| day.to_string()),
            statements,
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonReminder<'a> {
    caretaker: &'a str,
    /// Number of statements left out because of a recent reminder.
    reminded_before: usize,
    last_reminded: Option<String>,
    statements: Vec<ReviewEntry>,
}

/// A mailbox and what is due there.
struct Caretaker {
    mailbox: String,
    due: DueStatements,
}

/// Everybody who looks after something.
struct CaretakersAnswer {
    caretakers: Vec<Caretaker>,
    lang: Lang,
}

impl CaretakersAnswer {
    fn print(&self, context: &CliContext, format: Format, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
        if self.caretakers.is_empty() {
            return Err(CliError::negative(texts::remind::nobody(context.lang)));
        }
        answer::print(self, format, out);
        let is_due = self.caretakers.iter().any(|caretaker| !caretaker.due.rows.is_empty());
        Ok(if is_due { ExitStatus::Done } else { ExitStatus::Negative })
    }
}

impl Tabular for CaretakersAnswer {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        let columns = [
            audience.pick("caretaker", texts::remind::mailbox(lang)),
            audience.pick("due", texts::remind::due(lang)),
            audience.pick("last_reminded", texts::remind::last(lang)),
        ];
        let row = |caretaker: &Caretaker| {
            let last = caretaker.due.last.map(|day| day.to_string()).unwrap_or_default();
            vec![caretaker.mailbox.clone(), caretaker.due.rows.len().to_string(), last]
        };
        Sheet::new(columns, self.caretakers.iter().map(row).collect()).with_whole([0])
    }
}

impl Serialize for CaretakersAnswer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let entry = |caretaker: &Caretaker| JsonCaretaker {
            caretaker: caretaker.mailbox.clone(),
            due: caretaker.due.rows.len(),
            reminded_before: caretaker.due.reminded,
            last_reminded: caretaker.due.last.map(|day| day.to_string()),
        };
        JsonCaretakers { caretakers: self.caretakers.iter().map(entry).collect() }.serialize(to)
    }
}

#[derive(Serialize)]
struct JsonCaretakers {
    caretakers: Vec<JsonCaretaker>,
}

#[derive(Serialize)]
struct JsonCaretaker {
    caretaker: String,
    due: usize,
    reminded_before: usize,
    last_reminded: Option<String>,
}
