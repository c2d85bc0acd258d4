//! Asks what to add, nearest first; digits choose.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::edit::AddOffer;
use crate::app::workspace::Workspace;
use crate::document::{Insertion, Relocation};
use crate::schema::FieldKind;
use crate::texts;
use crate::theme::Role;

/// What is to be added?
#[derive(Debug)]
struct AddDialog {
    offers: Vec<AddOffer>,
}

impl App {
    /// Asks which of these to add.
    pub(in crate::app) fn ask_what_to_add(&mut self, offers: Vec<AddOffer>) {
        self.open_dialog(AddDialog { offers });
    }
}

/// Returns what an offer is called, and of an item the list it goes into.
fn name(app: &App, offer: &AddOffer) -> (&'static str, Option<&'static str>) {
    let (schema, lang) = (app.workspace.doc.schema(), app.lang());
    let list = match offer {
        AddOffer::Record(new) => return (schema.table(new.table).singular.get(lang), None),
        AddOffer::Item(Insertion { list, .. }) => list,
    };
    let Some(field) = list.field(schema) else { return ("", None) };
    let label = field.label.get(lang);
    let item = match field.kind {
        FieldKind::List(&FieldKind::Ref(table)) => Some(schema.table(table).singular),
        _ => field.item,
    };
    (item.map_or(label, |item| item.get(lang)), Some(label))
}

impl Dialog for AddDialog {
    /// Number of the offer.
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::records::add_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<usize>> {
        let row = |(number, offer)| {
            let (name, list) = name(app, offer);
            let list = list.map(|list| (Role::Dim, texts::records::in_list(app.lang(), list)));
            DialogRow { right: list.into_iter().collect(), ..DialogRow::numbered(number, name, number) }
        };
        self.offers.iter().enumerate().map(row).collect()
    }

    fn choose(&mut self, app: &mut App, number: usize, _: &str) -> DialogOutcome {
        app.add_offered(self.offers.swap_remove(number));
        DialogOutcome::Closes
    }

    fn relocate(&mut self, workspace: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.offers.iter_mut().all(|offer| match offer {
            AddOffer::Record(new) => {
                workspace.relocate_new(new, relocation);
                true
            }
            AddOffer::Item(insertion) => match relocation.insertion(insertion) {
                Some(now) => {
                    *insertion = now;
                    true
                }
                None => false,
            },
        })
    }
}
