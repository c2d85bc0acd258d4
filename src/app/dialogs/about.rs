//! Says what the program is: version, file, origin of the data and its terms of use.

use std::convert::Infallible;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::texts;
use crate::theme::Role;

/// Version, sources, licences.
#[derive(Debug)]
struct AboutDialog;

impl App {
    /// Says what the program is.
    pub(in crate::app) fn show_about(&mut self) {
        self.open_dialog(AboutDialog);
    }
}

impl Dialog for AboutDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::about::title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        let lang = app.lang();
        let mut rows = vec![
            DialogRow::text(Role::Heading, concat!("bildungsnetz ", env!("CARGO_PKG_VERSION"))),
            DialogRow::text(Role::Text, texts::about::file_at(lang, &app.workspace.file.path)),
            DialogRow::blank(),
            DialogRow::text(Role::Heading, texts::about::credits(lang)),
        ];
        rows.extend(crate::texts::credits::LINES.iter().map(|line| DialogRow::text(Role::Text, line.get(lang))));
        rows
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }
}
