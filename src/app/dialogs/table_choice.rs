//! Which table is shown, or which saved view of one; and the way to save and delete views.
//!
//! Entry point: [`App::choose_table`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::saved_views::ViewsAtHand;
use crate::config::views::{KnownView, ViewOwner};
use crate::index::choice_filter::ChoiceFilter;
use crate::model::SCHEMA;
use crate::query::columns::table_called;
use crate::schema::Table;
use crate::texts;
use crate::theme::Role;

/// Which table?
#[derive(Debug)]
struct TableDialog {
    shown: Table,
    tables: Vec<Table>,
    views: ViewsAtHand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableChoice {
    Table(Table),
    /// The saved view with this number.
    View(usize),
    Save,
    Remove,
}

impl App {
    /// Asks which table or view is to be shown.
    pub(in crate::app) fn choose_table(&mut self, views: ViewsAtHand) {
        let (shown, tables) = self.tables_to_choose();
        self.open_dialog(TableDialog { shown, tables, views });
    }
}

/// Returns the row of a saved view: what it is called, what it shows, and whose it is.
pub(super) fn view_row<C>(app: &App, known: &KnownView, choice: C) -> DialogRow<C> {
    let lang = app.lang();
    let table = table_called(&known.view.table).map(|table| SCHEMA.table(table).plural.get(lang));
    let table = table.unwrap_or(&known.view.table);
    let query = if known.view.query.is_empty() { String::new() } else { format!(" · {}", known.view.query) };
    let owner = match known.owner {
        ViewOwner::User => texts::views::own(lang),
        ViewOwner::Everybody => texts::views::shared(lang),
    };
    DialogRow {
        spans: vec![(Role::Text, known.view.name.clone()), (Role::Dim, format!("  {table}{query}"))],
        right: vec![(Role::Dim, owner.to_owned())],
        hang: 2,
        choice: Some(choice),
        ..DialogRow::blank()
    }
}

impl TableDialog {
    fn view_rows(&self, app: &App, filter: &ChoiceFilter) -> Vec<DialogRow<TableChoice>> {
        let views = self.views.known.views.iter().enumerate();
        let fits = views.filter(|(_, known)| filter.matches(&known.view.name));
        let mut rows: Vec<_> = fits.map(|(number, known)| view_row(app, known, TableChoice::View(number))).collect();
        if !rows.is_empty() {
            rows.insert(0, DialogRow::text(Role::Heading, texts::views::heading(app.lang())));
            rows.push(DialogRow::text(Role::Heading, texts::views::tables(app.lang())));
        }
        rows
    }
}

impl Dialog for TableDialog {
    type Choice = TableChoice;

    fn title(&self, app: &App) -> String {
        texts::views::choose(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn first_choice(&self, _: &App) -> Option<TableChoice> {
        self.views.known.views.is_empty().then_some(TableChoice::Table(self.shown))
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<TableChoice>> {
        let (lang, filter) = (app.lang(), ChoiceFilter::new(typed));
        let table = |table: &Table| {
            let name = SCHEMA.table(*table).plural.get(lang);
            let count = texts::number(lang, app.workspace.doc.slots(*table).len());
            let row = DialogRow::option(name, TableChoice::Table(*table));
            filter.matches(name).then(|| DialogRow { right: vec![(Role::Dim, count)], ..row })
        };
        let has_views = !self.views.known.views.is_empty();
        let actions = [
            Some((texts::views::save(lang), TableChoice::Save)),
            has_views.then_some((texts::views::remove(lang), TableChoice::Remove)),
        ];
        let actions = actions.into_iter().flatten().filter(|(text, _)| filter.matches(text));
        let actions = actions.map(|(text, choice)| DialogRow {
            spans: vec![(Role::Dim, text.to_owned())],
            ..DialogRow::option(text, choice)
        });
        let tables = self.tables.iter().filter_map(table);
        self.view_rows(app, &filter).into_iter().chain(tables).chain(actions).collect()
    }

    fn choose(&mut self, app: &mut App, choice: TableChoice, _: &str) -> DialogOutcome {
        match choice {
            TableChoice::Table(table) => app.show_table(table),
            TableChoice::View(number) => app.show_view(&self.views.known.views[number].view),
            TableChoice::Save if app.may_change_views() => app.ask_for_view_name(self.views.clone()),
            TableChoice::Remove if app.may_change_views() => app.ask_which_view_to_remove(self.views.clone()),
            TableChoice::Save | TableChoice::Remove => {}
        }
        DialogOutcome::Closes
    }
}
