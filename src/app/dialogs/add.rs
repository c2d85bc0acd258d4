//! Asks what to add, nearest first; digits choose.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::edit::AddOffer;
use crate::app::workspace::Workspace;
use crate::document::{Insertion, Relocation};
use crate::model::BODIES;
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

/// Returns what an offer is called among the others, and of an item the list it goes into.
fn name(app: &App, offer: &AddOffer, offers: &[AddOffer]) -> (&'static str, Option<&'static str>) {
    let (schema, lang) = (app.workspace.doc.schema(), app.lang());
    let list = match offer {
        AddOffer::Record(_) if is_sub_body(app, offer) => return (texts::records::sub_body(lang), None),
        AddOffer::Record(new) if new.table == BODIES && offers.iter().any(|other| is_sub_body(app, other)) => {
            return (texts::records::other_body(lang), None);
        }
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

/// Returns true for a body below the one that the cursor is on.
fn is_sub_body(app: &App, offer: &AddOffer) -> bool {
    let AddOffer::Record(new) = offer else { return false };
    let parent = app.workspace.doc.schema().table(new.table).record.reference_to(BODIES);
    new.table == BODIES && parent.is_some_and(|parent| new.value(parent).is_some())
}

impl Dialog for AddDialog {
    /// Number of the offer.
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::records::add_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<usize>> {
        let row = |(number, offer)| {
            let (name, list) = name(app, offer, &self.offers);
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
