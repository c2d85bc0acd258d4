//! `list @`, `list @NAME`, `list TABLE @NAME`, `export … @NAME`: saved views on the command line.
//!
//! A view stands for the arguments that say the same; those beside it narrow it further or count
//! instead. Entry points: [`listed`], [`exported`], [`print_all`], [`read`].

use std::slice;

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::{Export, List};
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::query;
use super::resolve;
use crate::config::views::{KnownView, KnownViews, SavedView, ViewOwner, ViewsFolder};
use crate::export::Format;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::expression::both;
use crate::storage::Origin;
use crate::texts::{self, Lang};

/// What a name of a view begins with.
pub const SIGN: char = '@';

/// The arguments that a view stands for, and where it is from.
pub struct ExpandedView<A> {
    /// The arguments.
    pub arguments: A,
    name: String,
    file: String,
}

impl<A> ExpandedView<A> {
    /// Adds to the failure of a command where the view is from, whose arguments were not
    /// understood.
    pub fn explained(&self, lang: Lang, failure: CliError) -> CliError {
        match failure.code {
            ExitStatus::Usage => failure.with(texts::views::in_view(lang, &self.name, &self.file)),
            _ => failure,
        }
    }
}

/// Returns the files of views of this run.
pub fn folder(context: &CliContext) -> Result<ViewsFolder, CliError> {
    let place = context.place()?;
    let dataset = place.path.as_deref().filter(|_| place.origin != Origin::Shipped);
    Ok(ViewsFolder::new(context.disk(), &context.env, context.global.restricted, dataset))
}

/// Reads the views that there are.
///
/// # Errors
/// When it is not known which dataset is meant.
pub fn read(context: &CliContext) -> Result<KnownViews, CliError> {
    Ok(folder(context)?.read())
}

/// Finds the view of a name.
fn find(context: &CliContext, name: &str) -> Result<(KnownView, String), CliError> {
    let (lang, folder) = (context.lang, folder(context)?);
    let views = folder.read();
    views.problems.iter().for_each(|problem| context.say(&problem.text(lang)));
    if let Some(found) = views.find(name) {
        let file = folder.file(found.owner).map(|file| file.path.display().to_string());
        return Ok((found.clone(), file.unwrap_or_default()));
    }
    let names: Vec<&str> = views.views.iter().map(|known| &known.view.name[..]).collect();
    let failure = CliError::usage(texts::views::no_view(lang, name));
    match names.is_empty() {
        true => Err(failure.with(texts::views::none(lang)).with(texts::views::hint_save(lang))),
        false => Err(failure.with_meant(lang, name, &names)),
    }
}

/// A view that a query begins with.
struct NamedView {
    view: SavedView,
    file: String,
    /// The words behind its name.
    others: Vec<String>,
}

/// Finds the view that a query begins with; `None` where it begins otherwise. `table` is named
/// beside it, by an argument that is called so.
fn named(context: &CliContext, query: &[String], table: Option<(&str, &str)>) -> Result<Option<NamedView>, CliError> {
    let Some((name, others)) = query.split_first().and_then(|(first, rest)| Some((first.strip_prefix(SIGN)?, rest)))
    else {
        return Ok(None);
    };
    let (KnownView { view, .. }, file) = find(context, name)?;
    if let Some((table, argument)) = table
        && resolve::table(context.lang, table)? != resolve::table(context.lang, &view.table)?
    {
        return Err(CliError::usage(texts::views::another_table(context.lang, argument)));
    }
    Ok(Some(NamedView { view, file, others: others.to_vec() }))
}

/// Returns what `list @NAME …` or `list TABLE @NAME …` stands for; `None` where no view is named.
///
/// # Errors
/// When there is no such view, or another table is named beside it.
pub fn listed(context: &CliContext, asked: &List) -> Result<Option<ExpandedView<List>>, CliError> {
    let found = match asked.table.starts_with(SIGN) {
        true => named(context, &[slice::from_ref(&asked.table), &asked.query].concat(), None)?,
        false => named(context, &asked.query, Some((&asked.table, &asked.table)))?,
    };
    let Some(NamedView { view, file, others }) = found else { return Ok(None) };
    let has_columns = asked.count.is_none() && context.global.format != Some(Format::Ron);
    let arguments = List {
        table: view.table,
        query: words(both(&view.query, &query::text(&others))),
        columns: asked.columns.clone().or_else(|| joined(&view.columns).filter(|_| has_columns)),
        sort: asked.sort.clone().or_else(|| joined(&view.sort)),
        ..asked.clone()
    };
    Ok(Some(ExpandedView { arguments, name: view.name, file }))
}

/// Returns what `export … @NAME` stands for; `None` where no view is named.
///
/// # Errors
/// When there is no such view, or another table is named beside it.
pub fn exported(context: &CliContext, asked: &Export) -> Result<Option<ExpandedView<Export>>, CliError> {
    let table = asked.table.as_deref().map(|table| (table, "--table"));
    let Some(NamedView { view, file, others }) = named(context, &asked.query, table)? else { return Ok(None) };
    let arguments = Export {
        table: Some(view.table),
        query: words(both(&view.query, &query::text(&others))),
        columns: asked.columns.clone().or_else(|| joined(&view.columns)),
        sort: asked.sort.clone().or_else(|| joined(&view.sort)),
        ..asked.clone()
    };
    Ok(Some(ExpandedView { arguments, name: view.name, file }))
}

fn words(query: String) -> Vec<String> {
    Some(query).filter(|query| !query.is_empty()).into_iter().collect()
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(","))
}

/// Prints which views there are.
///
/// # Errors
/// When the format is none of a table.
pub fn print_all(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let KnownViews { views, problems } = read(context)?;
    problems.iter().for_each(|problem| context.say(&problem.text(context.lang)));
    if views.is_empty() && matches!(format, Format::Table | Format::Md) {
        context.say(texts::views::none(context.lang));
        context.say(texts::views::hint_save(context.lang));
        return Ok(ExitStatus::Negative);
    }
    answer::print(&PrintedViews { lang: context.lang, views: &views }, format, out);
    Ok(if views.is_empty() { ExitStatus::Negative } else { ExitStatus::Done })
}

/// The views that there are, as a table.
struct PrintedViews<'a> {
    lang: Lang,
    views: &'a [KnownView],
}

/// The views for programs.
#[derive(Serialize)]
struct JsonViews<'a> {
    views: Vec<JsonView<'a>>,
}

/// A view for programs.
#[derive(Serialize)]
struct JsonView<'a> {
    name: &'a str,
    table: &'a str,
    query: &'a str,
    columns: &'a [String],
    sort: &'a [String],
    owner: &'static str,
}

fn owner_name(owner: ViewOwner) -> &'static str {
    match owner {
        ViewOwner::User => "user",
        ViewOwner::Everybody => "everybody",
    }
}

impl Serialize for PrintedViews<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let views = self.views.iter().map(|KnownView { view, owner }| JsonView {
            name: &view.name,
            table: &view.table,
            query: &view.query,
            columns: &view.columns,
            sort: &view.sort,
            owner: owner_name(*owner),
        });
        JsonViews { views: views.collect() }.serialize(to)
    }
}

impl Tabular for PrintedViews<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        let titles = audience.pick(
            ["view", "table", "query", "columns", "sort", "owner"],
            [
                texts::views::column_name(lang),
                texts::views::column_table(lang),
                texts::views::column_query(lang),
                texts::views::column_columns(lang),
                texts::views::column_sort(lang),
                texts::views::column_owner(lang),
            ],
        );
        let owner = |owner: ViewOwner| {
            let told = match owner {
                ViewOwner::User => texts::views::own(lang),
                ViewOwner::Everybody => texts::views::shared(lang),
            };
            audience.pick(owner_name(owner), told).to_owned()
        };
        let row = |known: &KnownView| {
            let (view, list) = (&known.view, |names: &[String]| names.join(","));
            let name = format!("{SIGN}{}", view.name);
            vec![
                name,
                view.table.clone(),
                view.query.clone(),
                list(&view.columns),
                list(&view.sort),
                owner(known.owner),
            ]
        };
        Sheet::new(titles, self.views.iter().map(row).collect()).with_whole([0, 1])
    }
}
