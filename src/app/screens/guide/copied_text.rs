//! What is copied from the guide: a value, the card, a record.

use super::{Guide, GuideStep};
use crate::app::Effect;
use crate::app::detail::{self, PageRow};
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::texts;

impl Guide {
    /// Returns the value under the cursor, else its row.
    pub(super) fn copied_value(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let row = self.pages[self.step as usize].row()?;
        let value = row.address.as_ref().and_then(|address| workspace.value_text(address)).map(|(plain, _)| plain);
        Some(ScreenRequest::Effect(Effect::Copy(value.unwrap_or_else(|| row.text()))))
    }

    /// Returns the record of the row under the cursor as it stands in the file.
    pub(super) fn copied_source(&self, workspace: &Workspace) -> ScreenRequest {
        let row = self.pages[self.step as usize].row();
        let owner = |row: &PageRow| row.address.as_ref().and_then(|address| workspace.doc.resolve(address));
        match row.and_then(|row| row.link.or_else(|| owner(row))) {
            Some(slot) => ScreenRequest::Effect(Effect::Copy(workspace.doc.source(slot).to_owned())),
            None => ScreenRequest::Info(texts::clipboard::nothing_to_copy(workspace.lang()).to_owned()),
        }
    }

    /// Returns the card; before there is one, the list shown.
    pub(super) fn copied_card(&self, workspace: &Workspace) -> ScreenRequest {
        let mut text = String::new();
        if self.step == GuideStep::Card {
            let names: Vec<String> =
                self.field.into_iter().chain(self.region).map(|slot| workspace.name(slot)).collect();
            text = format!("{}\n\n", names.join(" · "));
        }
        text.push_str(&detail::plain(&self.pages[self.step as usize].rows));
        ScreenRequest::Effect(Effect::Copy(text))
    }
}
