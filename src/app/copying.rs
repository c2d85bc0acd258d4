//! Copies values and records to the clipboard.
//!
//! Independent of how a terminal takes them. Entry points: [`App::copy_value`],
//! [`App::copy_record`].

use super::detail::PageRow;
use super::{App, Copied, Effect, Focus};
use crate::texts::app as t;

impl App {
    pub(super) fn copied(&mut self, copied: Copied) {
        let lang = self.lang();
        let text = if copied.cleaned { t::copied_clean(lang, copied.bytes) } else { t::copied(lang, copied.bytes) };
        self.show_info(text);
    }

    pub(super) fn copy_value(&mut self) {
        let row = self.screens.directory.detail.row().filter(|_| self.screens.directory.focus == Focus::Detail);
        if row.and_then(|r| r.address.as_ref()).is_some_and(|a| self.workspace.value_text(a).is_none()) {
            return self.show_info(t::nothing_to_copy(self.lang()));
        }
        let value =
            row.and_then(|r| r.address.as_ref()).and_then(|a| self.workspace.value_text(a)).map(|(plain, _)| plain);
        let text = value.or_else(|| row.map(PageRow::text)).or_else(|| self.subject().map(|s| self.workspace.name(s)));
        if let Some(text) = text {
            self.request(Effect::Copy(text));
        }
    }

    pub(super) fn copy_record(&mut self) {
        if let Some(slot) = self.record_here() {
            self.request(Effect::Copy(self.workspace.doc.source(slot).to_owned()));
        }
    }
}
