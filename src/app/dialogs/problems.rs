//! The findings of the check: wrong, missing, outdated; Enter goes to one.
//!
//! The check runs a slice at a time between keys. The title says how far it is; closing the dialog
//! cancels it. Independent of the rules. Entry point: [`App::show_problems`].

use super::{App, Destination, Dialog, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::AppSettings;
use crate::app::detail::Span;
use crate::app::workspace::Workspace;
use crate::check::{CheckOptions, CheckResult, Finding, Severity, SlicedCheck};
use crate::document::Relocation;
use crate::text::width;
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Records checked per slice; takes about ten milliseconds.
const SLICE: usize = 4_096;

/// The findings of the check.
#[derive(Debug)]
pub struct ProblemsDialog {
    /// The check, until it is done.
    running: Option<RunningCheck>,
    /// What it found, in the order of severity.
    result: Option<CheckResult>,
    /// Whether findings that are otherwise only counted are listed too.
    all: bool,
    /// Records checked before the next key is polled.
    slice: usize,
    /// The revision of the index that the result is about.
    revision: u64,
    /// What listing the result does to the rows; nothing once it is listed.
    change: RowChange,
}

/// A check in progress.
#[derive(Debug)]
struct RunningCheck {
    checking: SlicedCheck,
    /// The revision of the index that it checks.
    revision: u64,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum ProblemChoice {
    /// The place of a finding.
    Go(Destination),
    /// Check again and list the findings that were only counted.
    ListAll,
}

impl Workspace {
    fn begin_check(&self, all: bool) -> RunningCheck {
        let AppSettings { silenced, old_after, today, .. } = &self.settings;
        let (silenced, review_after_months) = (silenced.clone(), *old_after);
        let options = CheckOptions { silenced, review_after_months, reports_counted: all, ..CheckOptions::default() };
        RunningCheck { checking: SlicedCheck::new(&self.doc, *today, options), revision: self.index.revision() }
    }
}

impl App {
    /// Starts the check and lists what it finds.
    pub(in crate::app) fn show_problems(&mut self) {
        self.check_in_slices(false, SLICE);
    }

    fn check_in_slices(&mut self, all: bool, slice: usize) {
        let running = Some(self.workspace.begin_check(all));
        let mut dialog = ProblemsDialog { running, result: None, all, slice, revision: 0, change: RowChange::None };
        dialog.work(self);
        dialog.change = RowChange::None;
        self.open_dialog(dialog);
    }
}

impl Dialog for ProblemsDialog {
    type Choice = ProblemChoice;

    fn title(&self, app: &App) -> String {
        match (&self.running, &self.result) {
            (None, Some(result)) => texts::problems::title(app.lang(), result.total()),
            (running, _) => {
                texts::problems::checked(app.lang(), running.as_ref().map_or(0, |running| running.checking.percent()))
            }
        }
    }

    fn action(&self) -> Phrase {
        texts::keys::OPEN
    }

    fn size(&self) -> DialogSize {
        DialogSize::Full
    }

    /// Checks again what was mended since; until that is done, the rows stay.
    fn refresh(&mut self, app: &mut App, _: &str) -> RowChange {
        if !self.is_working() && self.revision != app.workspace.index.revision() {
            self.running = Some(app.workspace.begin_check(self.all));
            self.work(app);
        }
        match std::mem::replace(&mut self.change, RowChange::None) {
            RowChange::None if self.is_working() => RowChange::Update,
            change => change,
        }
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ProblemChoice>> {
        match &self.result {
            Some(result) => rows(app, result),
            None => vec![DialogRow::text(Role::Dim, texts::problems::checking(app.lang()))],
        }
    }

    fn choose(&mut self, app: &mut App, choice: ProblemChoice, _: &str) -> DialogOutcome {
        match choice {
            ProblemChoice::Go(destination) => destination.open(app),
            ProblemChoice::ListAll => {
                app.check_in_slices(true, self.slice);
                DialogOutcome::Closes
            }
        }
    }

    fn relocated(choice: ProblemChoice, relocation: &Relocation<'_>) -> ProblemChoice {
        match choice {
            ProblemChoice::Go(destination) => ProblemChoice::Go(destination.relocated(relocation)),
            ProblemChoice::ListAll => ProblemChoice::ListAll,
        }
    }

    fn is_working(&self) -> bool {
        self.running.is_some()
    }

    fn shows_progress(&self) -> bool {
        self.is_working()
    }

    fn work(&mut self, app: &mut App) {
        let workspace = &app.workspace;
        let Some(mut running) = self.running.take() else { return };
        // Changes made by others can affect any record.
        if running.revision != workspace.index.revision() {
            running = workspace.begin_check(self.all);
        }
        if running.checking.go_on(&workspace.doc, &workspace.index, self.slice) {
            let mut result = running.checking.finish(&workspace.doc);
            result.findings.sort_by_key(|finding| finding.rule.severity);
            self.change = if self.result.is_some() { RowChange::Update } else { RowChange::Restart };
            (self.result, self.revision) = (Some(result), running.revision);
        } else {
            self.running = Some(running);
        }
    }
}

/// Returns the findings, then the number of those only counted; Enter lists them too.
fn rows(app: &App, result: &CheckResult) -> Vec<DialogRow<ProblemChoice>> {
    let lang = app.lang();
    let counted = result.counted.text(lang, app.workspace.settings.old_after).map(|text| DialogRow {
        choice: Some(ProblemChoice::ListAll),
        ..with_severity(
            app,
            Severity::Note,
            vec![(Role::Dim, format!("{text} · {}", texts::problems::show_counted(lang)))],
        )
    });
    if result.findings.is_empty() && counted.is_none() {
        return vec![DialogRow::text(Role::Dim, texts::problems::none(lang))];
    }
    let unlisted = result.unlisted.iter().map(|(rule, count)| {
        let text = texts::problems::unlisted(lang, count, rule.name);
        with_severity(app, rule.severity, vec![(Role::Dim, text)])
    });
    result.findings.iter().map(|finding| row(app, finding)).chain(unlisted).chain(counted).collect()
}

fn row(app: &App, finding: &Finding) -> DialogRow<ProblemChoice> {
    let lang = app.lang();
    let destination = match (finding.slot, &finding.address) {
        (Some(slot), Some(address)) => Destination::Value(slot, address.clone()),
        _ => Destination::Nowhere,
    };
    let spans = vec![(Role::Text, place(app, finding)), (Role::Dim, format!(": {}", finding.message(lang)))];
    DialogRow { choice: Some(ProblemChoice::Go(destination)), ..with_severity(app, finding.severity(), spans) }
}

/// Returns a row with its severity in a column of its own.
fn with_severity(app: &App, severity: Severity, mut spans: Vec<Span>) -> DialogRow<ProblemChoice> {
    let words = Severity::ALL.map(|severity| severity.text(app.lang()));
    let column = words.iter().map(|word| width(word)).max().unwrap_or(0) + 2;
    let role = match severity {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Note => Role::Dim,
    };
    let word = severity.text(app.lang());
    spans.insert(0, (role, format!("{word}{}", " ".repeat(column - width(word)))));
    DialogRow { spans, hang: column, ..DialogRow::blank() }
}

/// Where a finding is, in words; of a record without a name and of what is no record, table and
/// line.
fn place(app: &App, finding: &Finding) -> String {
    let named = finding.address.as_ref().map(|address| app.workspace.name_of(address)).unwrap_or_default();
    if !named.is_empty() && !named.starts_with(" › ") {
        return named;
    }
    let line = texts::problems::file_line(app.lang(), finding.position.line);
    match &finding.address {
        Some(address) => {
            format!("{}, {line}{named}", app.workspace.doc.schema().table(address.table).singular.get(app.lang()))
        }
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::command::Command;

    fn shown(app: &App) -> (String, usize) {
        app.dialogs.panels().last().map(|panel| (panel.title.clone(), panel.rows.len())).unwrap_or_default()
    }

    #[test]
    fn a_check_goes_on_between_keys_and_finds_the_same() {
        let mut whole = shipped();
        whole.execute(Command::Problems);
        assert!(!whole.is_busy(), "a small dataset is checked at once");
        let mut app = shipped();
        app.check_in_slices(false, 100);
        assert!(app.is_busy() && shown(&app).1 == 1);
        let before = shown(&app).0;
        drop(app.update(Event::ContinueWork));
        assert_ne!(shown(&app).0, before, "it tells how far it is");
        // Others change something, so the check restarts.
        let slots: Vec<_> = app.workspace.doc.slots(crate::model::REGIONS).take(1).collect();
        app.workspace.index.update(&app.workspace.doc, &slots);
        while app.is_busy() {
            drop(app.update(Event::ContinueWork));
        }
        assert_eq!(shown(&app), shown(&whole));
    }

    #[test]
    fn a_check_whose_dialog_is_closed_is_not_waited_for() {
        let mut app = shipped();
        app.check_in_slices(false, 100);
        assert!(app.shows_progress());
        app.execute(Command::Cancel);
        assert!(!app.shows_progress() && app.dialogs.is_empty());
    }
}
