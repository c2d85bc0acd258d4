//! What every command has: settings, today, and the dataset that was asked for.
//!
//! The only part of the command line that asks the clock. Enter at [`CliContext::new`],
//! [`CliContext::open`].

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use super::args::{Early, Format, Global};
use super::error::{CliError, name_of, say};
use super::usage;
use crate::config::{self, Config, Flags, Settings, Warning};
use crate::document::Document;
use crate::document::merge::parse_with_markers;
use crate::index::Index;
use crate::index::check::conflict_marker;
use crate::model::date::Date;
use crate::model::source_age::ReviewPeriod;
use crate::model::{SCHEMA, SHIPPED};
use crate::run::clock;
use crate::schema::Table;
use crate::storage::{
    DatasetLocation, Disk, Environment, Loaded, Person, ReadOnlyDisk, ReadOnlyReason, RealDisk, StoreError,
    dataset_location, load,
};
use crate::texts::{Lang, cli as t};

/// What is known before the arguments are parsed.
pub struct CliDefaults {
    /// The process's environment; of a restricted run without what steers this program.
    pub env: Environment,
    /// What the configuration files say.
    pub config: Config,
    /// What is wrong with them.
    pub warnings: Vec<Warning>,
    /// The interface language.
    pub lang: Lang,
    /// Whether terminals show ASCII only.
    pub ascii: bool,
    early: Early,
}

/// What every command is given.
pub struct CliContext {
    /// The process's environment.
    pub env: Environment,
    /// What the configuration files say.
    pub config: Config,
    /// What is wrong with them.
    pub warnings: Vec<Warning>,
    /// What holds in the end.
    pub settings: Settings,
    /// The interface language.
    pub lang: Lang,
    /// The options that every command takes.
    pub global: Global,
}

/// A dataset that was opened.
pub struct Dataset {
    /// The file and its text.
    pub loaded: Loaded,
    /// The text taken apart.
    pub document: Document,
    index: OnceCell<Index>,
}

impl CliDefaults {
    /// Reads environment and configuration.
    pub fn read(early: Early) -> CliDefaults {
        let env = Environment::read();
        let env = if early.restricted { env.restricted() } else { env };
        let (config, warnings) = config::load(&RealDisk, &env, &config::files(&env, early.restricted));
        let flags = Flags { lang: early.lang, ascii: early.ascii, colour: early.colour };
        let settings = Settings::new(&env, config.clone(), flags);
        CliDefaults { env, config, warnings, lang: settings.lang, ascii: settings.ascii, early }
    }
}

impl CliContext {
    /// Puts together what holds.
    ///
    /// # Errors
    /// When two datasets were named, or one in a restricted run, or what stands for a file is no
    /// file but a word.
    pub fn new(setting: CliDefaults, mut global: Global, file: Option<PathBuf>) -> Result<CliContext, CliError> {
        let CliDefaults { env, config, warnings, lang, early, .. } = setting;
        if let Some(word) =
            file.as_deref().and_then(Path::to_str).filter(|word| usage::is_no_file(word, global.restricted))
        {
            return Err(usage::unknown_command(lang, word));
        }
        // A value that only looks like the option makes the run restricted, too: less is allowed
        // then, not more.
        global.restricted |= early.restricted;
        if global.restricted && (file.is_some() || !is_named_once(early, &config)) {
            return Err(CliError::usage(t::restricted_file(lang)));
        }
        if file.is_some() && global.data.is_some() {
            return Err(CliError::usage(t::two_files(lang)));
        }
        global.data = global.data.or(file);
        let colour = global.color.map(Into::into).or(early.colour);
        let flags = Flags { lang: Some(lang), ascii: global.ascii, colour };
        let settings = Settings::new(&env, config.clone(), flags);
        Ok(CliContext { env, config, warnings, settings, lang, global })
    }

    /// Says a line for people on the standard error stream.
    pub fn say(&self, line: &str) {
        say(line, self.settings.ascii);
    }

    /// Tells what is wrong with the configuration files.
    pub fn warn(&self) {
        for warning in &self.warnings {
            self.say(&warning.text(self.lang));
        }
    }

    /// Returns the operating system as this run may use it: with `--read-only` without any way to
    /// write.
    pub fn disk(&self) -> &'static dyn Disk {
        if self.global.read_only { &ReadOnlyDisk } else { &RealDisk }
    }

    /// Returns which dataset it is.
    ///
    /// # Errors
    /// When a restricted run was given none: the one in the user's folder would only look like the
    /// common one.
    pub fn place(&self) -> Result<DatasetLocation, CliError> {
        let (argument, configured) = (self.global.data.as_deref(), self.settings.data.as_deref());
        if self.global.restricted && argument.or(configured).is_none() {
            let failure = CliError::usage(t::restricted_nothing(self.lang));
            return Err(failure.with(t::hint_restricted(self.lang, config::SYSTEM_FILE)));
        }
        Ok(dataset_location::choose(self.disk(), &self.env, argument, configured))
    }

    /// Reads the dataset.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn load(&self) -> Result<Loaded, CliError> {
        let opened = load::open(self.disk(), &self.place()?, SHIPPED);
        let mut loaded = opened.map_err(|error| CliError::store(self.lang, &error))?;
        if self.global.read_only {
            loaded.read_only = Some(ReadOnlyReason::Asked);
        }
        Ok(loaded)
    }

    /// Refuses a dataset that is only to be read.
    ///
    /// # Errors
    /// Why it is not to be written.
    pub fn require_writable(&self, loaded: &Loaded) -> Result<(), CliError> {
        let Some(reason) = loaded.read_only else { return Ok(()) };
        let path = loaded.path.clone().unwrap_or_default();
        Err(CliError::store(self.lang, &StoreError::ReadOnly { path, reason }))
    }

    /// Reads the dataset and takes it apart, to look at it. Of a file with conflict markers it is
    /// the version of ours, which is said.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open(&self) -> Result<Dataset, CliError> {
        self.viewed(self.load()?)
    }

    fn viewed(&self, loaded: Loaded) -> Result<Dataset, CliError> {
        match parse_with_markers(&SCHEMA, loaded.text.clone(), &|_, _| {}) {
            Ok((document, merged)) => {
                if let Some(line) = merged.and_then(|_| conflict_marker(&loaded.text)) {
                    let place = format!("{}:{line}", name_of(self.lang, &loaded));
                    self.say(&t::markers_read(self.lang, &place));
                }
                Ok(Dataset { loaded, document, index: OnceCell::new() })
            }
            Err(error) => Err(CliError::parse(self.lang, &loaded, &error)),
        }
    }

    /// Reads the dataset to look at it, with what `index` finds out about its records. When they
    /// are all RON, which is seen from the index, they are read but once.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open_indexed(&self, index: impl Fn(&Document) -> Index) -> Result<Dataset, CliError> {
        let loaded = self.load()?;
        let skimmed =
            Document::skim(&SCHEMA, loaded.text.clone(), &|_, _| {}).map(|document| (index(&document), document));
        if let Some((index, document)) = skimmed.filter(|(index, _)| index.read_all()) {
            return Ok(Dataset { loaded, document, index: index.into() });
        }
        let dataset = self.viewed(loaded)?;
        let index = index(&dataset.document);
        self.tell_unread(index.unread());
        Ok(Dataset { index: index.into(), ..dataset })
    }

    /// Reads the dataset to answer a question for which the relations of the records of these
    /// tables are enough.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open_with_relations(&self, tables: &[Table]) -> Result<Dataset, CliError> {
        let dataset = self.open()?;
        let index = Index::of_tables(&dataset.document, tables);
        self.tell_unread(dataset.document.damaged_count());
        Ok(Dataset { index: index.into(), ..dataset })
    }

    fn tell_unread(&self, count: usize) {
        if count > 0 {
            self.say(&t::unread(self.lang, count));
        }
    }

    /// How the answer is to be written.
    ///
    /// # Errors
    /// When this command does not write that.
    pub fn format(&self, known: &[Format]) -> Result<Format, CliError> {
        let format = self.global.format.unwrap_or_default();
        if known.contains(&format) {
            return Ok(format);
        }
        let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
        Err(CliError::usage(t::no_format(self.lang, format.name())).with(t::possible(self.lang, &names.join(", "))))
    }

    /// Today, by this machine's clock and time zone.
    ///
    /// # Errors
    /// When the clock shows no year that a date can have.
    pub fn today(&self) -> Result<Date, CliError> {
        let now = clock::now().date();
        // Ages are counted in days, so the day is always known.
        Date::parse(&now.to_string()).map_err(|_| CliError::usage(t::bad_clock(self.lang, &now.to_string())))
    }

    /// Until when a statement holds before it is to be looked at again.
    ///
    /// # Errors
    /// When the clock shows no year that a date can have.
    pub fn period(&self) -> Result<ReviewPeriod, CliError> {
        Ok(ReviewPeriod { today: self.today()?, months: self.settings.review_after_months })
    }

    /// Now, for people who wait for a lock.
    pub fn now(&self) -> String {
        clock::now().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Today, as backups are named.
    pub fn day(&self) -> String {
        clock::day()
    }

    /// This moment, as the history has it (RFC 3339).
    pub fn moment(&self) -> String {
        clock::moment()
    }

    /// The person at this machine.
    pub fn person(&self) -> Person {
        Person::of(&self.env, self.config.author.as_ref().map(|given| given.value.as_str()))
    }

    /// The folder for what must survive a restart.
    pub fn state(&self) -> Option<&Path> {
        self.env.folders.as_ref().map(|folders| folders.state.as_path())
    }
}

impl Dataset {
    /// Takes a dataset apart.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn parse(loaded: Loaded, lang: Lang) -> Result<Dataset, CliError> {
        match Document::parse(&SCHEMA, loaded.text.clone()) {
            Ok(document) => Ok(Dataset { loaded, document, index: OnceCell::new() }),
            Err(error) => Err(CliError::parse(lang, &loaded, &error)),
        }
    }

    /// What records have to do with each other; found out when first asked for.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::build(&self.document))
    }
}

/// Returns whether the dataset of a restricted run is named by one voice: `--data` before
/// `--restricted`, else the institution's configuration, else one `--data` behind it. What a client
/// appends is a second one.
fn is_named_once(early: Early, config: &Config) -> bool {
    match (early.data_before, early.data_behind) {
        (0 | 1, 0) => true,
        (0, 1) => config.data.is_none(),
        _ => false,
    }
}
