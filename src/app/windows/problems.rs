//! The findings of the check: wrong, missing, outdated; Enter goes to one.

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::window::Action;
use crate::check::{CheckResult, Finding, Severity};
use crate::texts::app as t;
use crate::theme::Role;

/// Returns the window while there is no result yet.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Problems, t::checked(app.lang(), 0), vec![said(Role::Dim, t::checking(app.lang()))])
}

/// Returns the findings, most severe first, then the number of those only counted; Enter lists them
/// too.
pub fn rows(app: &App, CheckResult { mut findings, unlisted, counted }: CheckResult) -> Vec<WindowRow> {
    let lang = app.lang();
    let counted = counted.text(lang, app.workspace.settings.old_after).map(|text| WindowRow {
        spans: vec![(Role::Dim, format!("{text} · {}", t::show_counted(lang)))],
        action: Some(Action::CheckAll),
        ..WindowRow::default()
    });
    findings.sort_by_key(|f| f.rule.severity);
    if findings.is_empty() && counted.is_none() {
        return vec![said(Role::Dim, t::no_problems(lang))];
    }
    let row = |finding: Finding| {
        let role = match finding.rule.severity {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Note => Role::Dim,
        };
        let action = finding.slot.zip(finding.address.clone()).map(|(slot, address)| Action::OpenAt(slot, address));
        let place = place(app, &finding);
        let spans = vec![
            (role, format!("{} ", finding.severity().text(lang))),
            (Role::Text, place),
            (Role::Dim, format!(": {}", finding.message(lang))),
        ];
        WindowRow { spans, action: Some(action.unwrap_or(Action::Close)), ..WindowRow::default() }
    };
    let unlisted = unlisted
        .iter()
        .map(|(rule, count)| said(Role::Dim, t::unlisted(lang, count, rule.severity.text(lang), rule.name)));
    findings.into_iter().map(row).chain(unlisted).chain(counted).collect()
}

/// Where a finding is, in words; of a record without a name and of what is no record, table and
/// line.
fn place(app: &App, finding: &Finding) -> String {
    let named = finding.address.as_ref().map(|address| app.workspace.name_of(address)).unwrap_or_default();
    if !named.is_empty() && !named.starts_with(" › ") {
        return named;
    }
    let line = t::file_line(app.lang(), finding.position.line);
    match &finding.address {
        Some(address) => {
            format!("{}, {line}{named}", app.workspace.doc.schema().table(address.table).singular.get(app.lang()))
        }
        None => line,
    }
}
