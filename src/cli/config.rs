//! `config`: the effective settings and where they come from, or a file with all defaults.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::ConfigArguments;
use super::context::CliContext;
use super::default_config;
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
pub fn run(context: &CliContext, asked: &ConfigArguments, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    if asked.default {
        out.text(&default_config::file(context.lang));
        return Ok(ExitStatus::Done);
    }
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
        let row = |s: &EffectiveSetting| {
            let value =
                s.value.clone().unwrap_or_else(|| audience.pick("", texts::cli::shipped_name(self.lang)).to_owned());
            vec![s.name.clone(), value, audience.pick(s.origin.code(), s.origin.text(self.lang)).to_owned()]
        };
        Sheet::new(columns, self.settings.iter().map(row).collect()).with_whole([0])
    }
}

/// A setting, its value in the form of the configuration, and its origin.
#[derive(Debug, Serialize)]
struct EffectiveSetting {
    name: String,
    /// `None` for the dataset that comes with the program.
    value: Option<String>,
    origin: SettingOrigin,
}

/// Where a setting comes from.
#[derive(Debug)]
pub enum SettingOrigin {
    /// An option, a variable or a place in a file, as people type it.
    Named(String),
    /// Nowhere.
    BuiltIn,
    /// It is the file in the user's data folder.
    DataFolder,
    /// There is none, and none is chosen.
    NotSet,
}

impl SettingOrigin {
    /// Returns it for programs, in no language.
    fn code(&self) -> &str {
        match self {
            SettingOrigin::Named(name) => name,
            SettingOrigin::BuiltIn => "built-in",
            SettingOrigin::DataFolder => "data-folder",
            SettingOrigin::NotSet => "not-set",
        }
    }

    /// Returns it for people.
    pub fn text(&self, lang: Lang) -> &str {
        match self {
            SettingOrigin::Named(name) => name,
            SettingOrigin::BuiltIn => texts::cli::built_in(lang),
            SettingOrigin::DataFolder => texts::cli::data_folder(lang),
            SettingOrigin::NotSet => texts::cli::not_set(lang),
        }
    }
}

impl Serialize for SettingOrigin {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

fn settings(context: &CliContext) -> Vec<EffectiveSetting> {
    let (settings, config) = (&context.settings, &context.config);
    let locale = first_set(context, &["LC_ALL", "LC_MESSAGES", "LANG"]);
    let charset = first_set(context, &["LC_ALL", "LC_CTYPE", "LANG"]);
    let colour = first_set(context, &["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"]);
    let setting = |name: &str, value: String, origin: SettingOrigin| EffectiveSetting {
        name: name.to_owned(),
        value: Some(value),
        origin,
    };
    let mut all = vec![
        setting(
            "lang",
            settings.lang.code().to_owned(),
            origin(context.global.lang.map(|_| "--lang"), &config.lang, locale),
        ),
        setting("author", context.person().author.unwrap_or_default(), author_origin(context)),
        EffectiveSetting { name: "data".to_owned(), value: data(context), origin: data_origin(context) },
        setting(
            "theme",
            settings.theme.name().to_owned(),
            origin(context.global.color.map(|_| "--color"), &config.theme, colour),
        ),
        setting(
            "color",
            colour_name(settings.colour).to_owned(),
            origin::<()>(context.global.color.map(|_| "--color"), &None, colour),
        ),
        setting("colors", settings.colours.name().to_owned(), origin(None, &config.colours, None)),
        setting("mouse", settings.mouse.to_string(), origin(None, &config.mouse, None)),
        setting("hyperlinks", settings.hyperlinks.to_string(), origin(None, &config.hyperlinks, None)),
        setting(
            "ascii",
            settings.ascii.to_string(),
            origin(context.global.ascii.then_some("--ascii"), &config.ascii, charset),
        ),
        setting(
            "review_after_months",
            settings.review_after_months.to_string(),
            origin(None, &config.review_after_months, None),
        ),
    ];
    all.extend(config.datasets.iter().map(|(name, given)| {
        let origin = SettingOrigin::Named(given.spot.to_string());
        setting(&format!("datasets.{name}"), shown(&given.value), origin)
    }));
    all.push(setting("backup.keep", settings.backups.to_string(), origin(None, &config.backups, None)));
    let keys = settings.keys.iter();
    all.extend(keys.map(|(name, given)| {
        setting(&format!("keys.{name}"), given.value.join(" "), SettingOrigin::Named(given.spot.to_string()))
    }));
    let silence = settings.silence.iter();
    all.extend(
        silence
            .map(|given| setting("check.silence", given.value.clone(), SettingOrigin::Named(given.spot.to_string()))),
    );
    all
}

/// Returns the origin of the name that tells people apart who share an account. The variable takes
/// precedence over the configuration, which is the same for all of them.
fn author_origin(context: &CliContext) -> SettingOrigin {
    if context.global.author.is_some() {
        return SettingOrigin::Named("--author".to_owned());
    }
    let none = if context.env.text(AUTHOR_VARIABLE).is_some() { &None } else { &context.config.author };
    origin(None, none, first_set(context, &[AUTHOR_VARIABLE]))
}

/// Returns where a setting comes from: the `option` if it was given, the configuration, a variable,
/// or nowhere.
fn origin<T>(
    option: Option<&str>,
    config: &Option<ConfiguredValue<T>>,
    variable: Option<&'static str>,
) -> SettingOrigin {
    match (option, config, variable) {
        (Some(option), ..) => SettingOrigin::Named(option.to_owned()),
        (_, Some(given), _) => SettingOrigin::Named(given.spot.to_string()),
        (_, None, Some(name)) => SettingOrigin::Named(format!("${name}")),
        (_, None, None) => SettingOrigin::BuiltIn,
    }
}

fn first_set(context: &CliContext, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| context.env.get(name).is_some())
}

fn data(context: &CliContext) -> Option<String> {
    match context.place().map(|place| (place.origin, place.path)) {
        Err(_) => Some(String::new()),
        Ok((Origin::Shipped, _) | (_, None)) => None,
        Ok((_, Some(path))) => Some(shown(&path)),
    }
}

/// Returns why this dataset is used.
pub fn data_origin(context: &CliContext) -> SettingOrigin {
    let Ok(place) = context.place() else { return SettingOrigin::NotSet };
    match place.origin {
        Origin::Argument => SettingOrigin::Named("--data".to_owned()),
        Origin::Variable => SettingOrigin::Named(format!("${}", DATA_VARIABLE)),
        Origin::Config => {
            let spot = context.config.data.as_ref().map(|given| given.spot.to_string());
            SettingOrigin::Named(spot.unwrap_or_default())
        }
        Origin::Folder => SettingOrigin::DataFolder,
        Origin::Shipped => SettingOrigin::BuiltIn,
    }
}

fn colour_name(colour: Colour) -> &'static str {
    match colour {
        Colour::Auto => "auto",
        Colour::Always => "always",
        Colour::Never => "never",
    }
}
