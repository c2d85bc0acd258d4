//! The unsaved changes in plain words; Enter goes there, `x` drops one.

use super::{App, Purpose, Row, Window};
use crate::app::unsaved::Difference;
use crate::app::window::Action;
use crate::model::input;
use crate::schema::Kind;
use crate::text::{fit, safe};
use crate::texts::{app as t, detail as dt};
use crate::theme::Role;

/// The list.
pub fn open(app: &App) -> Window {
    Window::new(Purpose::Changes, t::changes(app.lang()), rows(app))
}

/// One row for each difference.
pub fn rows(app: &App) -> Vec<Row> {
    app.unsaved.differences().iter().map(|d| row(app, d)).collect()
}

fn row(app: &App, difference: &Difference) -> Row {
    let lang = app.lang();
    let place = safe(&app.name_of(&difference.address)).into_owned();
    let text = match (&difference.before, &difference.after, difference.address.path.is_empty()) {
        (None, _, true) => t::is_new(lang).to_owned(),
        (Some(_), None, true) => t::is_gone(lang).to_owned(),
        (Some(_), Some(_), true) => t::is_different(lang).to_owned(),
        (before, after, _) => {
            let shown =
                |v: &Option<String>| v.as_ref().map_or(dt::unknown(lang).to_owned(), |v| plain(app, difference, v));
            format!("{} → {}", shown(before), shown(after))
        }
    };
    let action = if app.doc.is_live(difference.slot) {
        Action::OpenAt(difference.slot, difference.address.clone())
    } else {
        Action::Close
    };
    let spans = vec![(Role::Text, place), (Role::Dim, ": ".to_owned()), (Role::Changed, text)];
    Row { spans, right: Vec::new(), action: Some(action) }
}

/// RON text of a value as a person reads it, on one line.
fn plain(app: &App, difference: &Difference, ron: &str) -> String {
    let Ok(tree) = crate::document::syntax::Tree::parse(ron) else { return ron.to_owned() };
    let kind = difference.address.kind(app.doc.schema());
    let text = match kind {
        Some(Kind::Record(_) | Kind::List(_)) | None => ron.to_owned(),
        Some(kind) => input::plain(kind, tree.root(ron)),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    safe(&fit(&line, 60)).into_owned()
}
