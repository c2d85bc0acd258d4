//! What is copied from the guide: a value, the card, a record.

use super::{Guide, GuideStep};
use crate::app::Effect;
use crate::app::detail::{self, PageRow};
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::texts;

/// Returns the rows about the record to which the first of some rows leads.
fn block(rows: &[PageRow]) -> &[PageRow] {
    let is_other = |row: &PageRow| row.link.is_some() || !row.selectable();
    let length = rows.iter().skip(1).position(is_other).map_or(rows.len(), |others| others + 1);
    &rows[..length]
}

impl Guide {
    /// Returns the value under the cursor; at the name of an office or at a statement all that the
    /// card says of it; else the row.
    pub(super) fn copied_here(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let page = &self.pages[self.step as usize];
        let row = page.row()?;
        let value = row.address.as_ref().and_then(|address| workspace.value_text(address)).map(|(plain, _)| plain);
        let text = match value {
            _ if self.is_at_block() => detail::plain(block(&page.rows[page.cursor..])),
            Some(value) => value,
            None => row.text(),
        };
        Some(ScreenRequest::Effect(Effect::Copy(text)))
    }

    /// Returns true when the cursor is at the first of several rows of the card about one record.
    pub(super) fn is_at_block(&self) -> bool {
        let page = &self.pages[GuideStep::Card as usize];
        let is_first = page.row().is_some_and(|row| row.link.is_some());
        self.step == GuideStep::Card && is_first && block(&page.rows[page.cursor..]).len() > 1
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
