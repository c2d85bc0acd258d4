//! The files of saved views: reads them when they are asked for, and changes one.
//!
//! Entry point: [`FileSession::answer_views`].

use super::FileSession;
use crate::app::saved_views::{ViewsAnswer, ViewsAtHand, ViewsRequest};
use crate::storage::text_file::TextFile;
use crate::texts::Lang;

impl FileSession {
    /// Reads the views that there are, or makes a change.
    pub(super) fn answer_views(&self, request: ViewsRequest, lang: Lang) -> ViewsAnswer {
        let views = &self.context.views;
        let path = |file: &Option<TextFile>| file.as_ref().map(|file| file.path.display().to_string());
        match request {
            ViewsRequest::Read => ViewsAnswer::Read(ViewsAtHand {
                known: views.read(),
                user: path(&views.user),
                everybody: path(&views.everybody),
            }),
            ViewsRequest::Change(owner, change) => match views.change(owner, &change) {
                Ok(path) => ViewsAnswer::Changed(change, path.display().to_string()),
                Err(problem) => ViewsAnswer::Failed(problem.text(lang)),
            },
        }
    }
}
