//! `config`: the effective settings and where they come from.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::{CliError, shown};
use super::output::CommandOutput;
use crate::config::{Colour, ConfiguredValue};
use crate::export::Format;
use crate::present::{Audience, Sheet, Tabular};
use crate::storage::Origin;
use crate::storage::environment::{AUTHOR_VARIABLE, DATA_VARIABLE};
use crate::texts::{self, Lang};

/// Runs the command.
///
/// # Errors
/// When the requested format is not supported.
pub fn run(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    super::keys::tell_mistakes(context);
    super::check::tell_unknown_rules(context);
    answer::print(&ConfigAnswer { settings: settings(context), lang: context.lang }, format, out);
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct ConfigAnswer {
    settings: Vec<EffectiveSetting>,
    #[serde(skip)]
    lang: Lang,
}

impl Tabular for ConfigAnswer {
    fn sheet(&self, audience: Audience) -> Sheet {
        let columns = [
            audience.pick("setting", texts::cli::setting(self.lang)),
            audience.pick("value", texts::cli::value(self.lang)),
            audience.pick("origin", texts::cli::origin(self.lang)),
        ];
        let row = |s: &EffectiveSetting| vec![s.name.clone(), s.value.clone(), s.origin.clone()];
        Sheet::new(columns, self.settings.iter().map(row).collect()).with_whole([0])
    }
}

/// A setting, its value in the form of the configuration, and its origin.
#[derive(Debug, Serialize)]
struct EffectiveSetting {
    name: String,
    value: String,
    origin: String,
}

fn settings(context: &CliContext) -> Vec<EffectiveSetting> {
    let (settings, config) = (&context.settings, &context.config);
    let locale = first_set(context, &["LC_ALL", "LC_MESSAGES", "LANG"]);
    let charset = first_set(context, &["LC_ALL", "LC_CTYPE", "LANG"]);
    let colour = first_set(context, &["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"]);
    let setting = |name: &str, value: String, origin: String| EffectiveSetting { name: name.to_owned(), value, origin };
    let mut all = vec![
        setting(
            "lang",
            settings.lang.code().to_owned(),
            origin(context, context.global.lang.map(|_| "--lang"), &config.lang, locale),
        ),
        setting("author", context.person().author.unwrap_or_default(), author_origin(context)),
        setting("data", data(context), data_origin(context)),
        setting(
            "theme",
            settings.theme.name().to_owned(),
            origin(context, context.global.color.map(|_| "--color"), &config.theme, colour),
        ),
        setting(
            "color",
            colour_name(settings.colour).to_owned(),
            origin::<()>(context, context.global.color.map(|_| "--color"), &None, colour),
        ),
        setting("hyperlinks", settings.hyperlinks.to_string(), origin(context, None, &config.hyperlinks, None)),
        setting(
            "ascii",
            settings.ascii.to_string(),
            origin(context, context.global.ascii.then_some("--ascii"), &config.ascii, charset),
        ),
        setting(
            "review_after_months",
            settings.review_after_months.to_string(),
            origin(context, None, &config.review_after_months, None),
        ),
    ];
    all.push(setting("backup.keep", settings.backups.to_string(), origin(context, None, &config.backups, None)));
    let keys = settings.keys.iter();
    all.extend(
        keys.map(|(name, given)| setting(&format!("keys.{name}"), given.value.join(" "), given.spot.to_string())),
    );
    let silence = settings.silence.iter();
    all.extend(silence.map(|given| setting("check.silence", given.value.clone(), given.spot.to_string())));
    all
}

/// Returns the origin of the name that tells people apart who share an account. The variable takes
/// precedence over the configuration, which is the same for all of them.
fn author_origin(context: &CliContext) -> String {
    let none = if context.env.text(AUTHOR_VARIABLE).is_some() { &None } else { &context.config.author };
    origin(context, None, none, first_set(context, &[AUTHOR_VARIABLE]))
}

/// Returns where a setting comes from: the `option` if it was given, the configuration, a variable,
/// or nowhere.
fn origin<T>(
    context: &CliContext,
    option: Option<&str>,
    config: &Option<ConfiguredValue<T>>,
    variable: Option<&'static str>,
) -> String {
    match (option, config, variable) {
        (Some(option), ..) => option.to_owned(),
        (_, Some(given), _) => given.spot.to_string(),
        (_, None, Some(name)) => format!("${name}"),
        (_, None, None) => texts::cli::built_in(context.lang).to_owned(),
    }
}

fn first_set(context: &CliContext, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| context.env.get(name).is_some())
}

fn data(context: &CliContext) -> String {
    match context.place().map(|place| (place.origin, place.path)) {
        Err(_) => texts::cli::not_set(context.lang).to_owned(),
        Ok((Origin::Shipped, _) | (_, None)) => texts::cli::shipped_name(context.lang).to_owned(),
        Ok((_, Some(path))) => shown(&path),
    }
}

/// Returns why this dataset is used.
pub fn data_origin(context: &CliContext) -> String {
    let Ok(place) = context.place() else { return texts::cli::not_set(context.lang).to_owned() };
    match place.origin {
        Origin::Argument => "--data".to_owned(),
        Origin::Variable => format!("${}", DATA_VARIABLE),
        Origin::Config => context.config.data.as_ref().map(|given| given.spot.to_string()).unwrap_or_default(),
        Origin::Folder => texts::cli::data_folder(context.lang).to_owned(),
        Origin::Shipped => texts::cli::built_in(context.lang).to_owned(),
    }
}

fn colour_name(colour: Colour) -> &'static str {
    match colour {
        Colour::Auto => "auto",
        Colour::Always => "always",
        Colour::Never => "never",
    }
}
