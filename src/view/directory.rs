//! Draws the directory screen: the panes, and the page beside them.

use super::{Canvas, detail, panes};
use crate::app::App;

/// Draws what is shown of it at this size.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.screens.directory.layout(app.screen_size());
    panes::draw(app, canvas, &layout);
    detail::draw(app, canvas, &layout);
}
