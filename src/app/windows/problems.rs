//! What the check finds: wrong, missing, old; Enter goes there.

use super::{App, Purpose, Row, Window, said};
use crate::app::window::Action;
use crate::index::check::{self, Severity};
use crate::texts::app as t;
use crate::theme::Role;

/// The findings, gravest first.
pub fn open(app: &App) -> Window {
    let lang = app.lang();
    let options =
        check::Options { silenced: app.settings.silenced.clone(), review_after_months: app.settings.old_after };
    let mut findings = check::check(&app.doc, &app.index, app.settings.today, &options);
    findings.sort_by_key(|f| f.rule.severity);
    let title = t::problems(lang, findings.len());
    if findings.is_empty() {
        return Window::new(Purpose::Problems, title, vec![said(Role::Dim, t::no_problems(lang))]);
    }
    let rows = findings.into_iter().map(|finding| {
        let role = match finding.rule.severity {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Note => Role::Dim,
        };
        let action = finding.slot.zip(finding.address.clone()).map(|(slot, address)| Action::OpenAt(slot, address));
        let place = finding.address.as_ref().map(|a| app.name_of(a)).unwrap_or_default();
        let spans = vec![
            (role, format!("{} ", finding.severity().text(lang))),
            (Role::Text, place),
            (Role::Dim, format!(": {}", finding.message(lang))),
        ];
        Row { spans, action: Some(action.unwrap_or(Action::Close)), ..Row::default() }
    });
    Window::new(Purpose::Problems, title, rows.collect())
}
