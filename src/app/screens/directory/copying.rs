//! What is copied in the panes and on the page: a value, the page, the text of a record.
//!
//! Must not reach the clipboard. Entry points: [`Directory::copied_value`],
//! [`Directory::copied_page`].

use super::Directory;
use crate::app::Effect;
use crate::app::detail::PageRow;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::texts;

impl Directory {
    /// Returns the value under the cursor, else its section or row, else the name of the record,
    /// for copying.
    pub(super) fn copied_value(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let row = self.focused_row();
        let address = row.and_then(|r| r.address.as_ref());
        let value = address.and_then(|address| workspace.value_text(address)).map(|(plain, _)| plain);
        if address.is_some() && value.is_none() {
            return Some(ScreenRequest::Info(texts::clipboard::nothing_to_copy(workspace.lang()).to_owned()));
        }
        let text = value.or_else(|| self.focused_row().and_then(|_| self.detail.section_text()));
        let text = text.or_else(|| row.map(PageRow::text));
        let text = text.or_else(|| self.subject(workspace).map(|slot| workspace.name(slot)));
        text.map(|text| ScreenRequest::Effect(Effect::Copy(text)))
    }

    /// Returns the page as text, for copying.
    pub(super) fn copied_page(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let slot = self.subject(workspace)?;
        Some(ScreenRequest::Effect(Effect::Copy(workspace.record_text(slot))))
    }

    /// Returns the record under the cursor as it stands in the file, for copying.
    pub(super) fn copied_source(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let slot = self.record_here(workspace)?;
        Some(ScreenRequest::Effect(Effect::Copy(workspace.doc.source(slot).to_owned())))
    }
}
