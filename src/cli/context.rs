//! What every command needs: settings, today's date, and the dataset.
//!
//! The only part of the command line that reads the clock. Entry point: [`CliContext::new`],
//! [`CliContext::open`].

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use super::access;
use super::args::{EarlyOptions, Global};
use super::dataset_reading::DatasetReading;
use super::error::{CliError, name_of, say, shown};
use super::usage;
use crate::check::conflict_marker;
use crate::config::{self, Config, Flags, Settings, Warning};
use crate::document::Document;
use crate::document::merge::parse_with_markers;
use crate::export::Format;
use crate::index::Index;
use crate::model::date::Date;
use crate::model::source_age::ReviewPeriod;
use crate::model::{SCHEMA, SHIPPED};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::search::DirectorySearch;
use crate::query::{DatasetView, NameCache};
use crate::schema::Table;
use crate::session::clock::{Clock as _, SystemClock};
use crate::storage::environment::AUTHOR_VARIABLE;
use crate::storage::{
    DatasetLocation, Disk, Environment, Loaded, Person, ProposingDisk, ReadOnlyDisk, ReadOnlyReason, RealDisk,
    StoreError, dataset_location, load,
};
use crate::texts::{self, Lang};

/// What is known before the arguments are parsed.
pub struct CliDefaults {
    /// The process's environment; in a restricted run without the variables that steer this
    /// program.
    pub env: Environment,
    /// The content of the configuration files.
    pub config: Config,
    /// Warnings about them.
    pub warnings: Vec<Warning>,
    /// The interface language.
    pub lang: Lang,
    /// Whether terminals show only ASCII.
    pub ascii: bool,
    early: EarlyOptions,
}

/// The context that is passed to every command.
#[derive(Clone)]
pub struct CliContext {
    /// The process's environment.
    pub env: Environment,
    /// The content of the configuration files.
    pub config: Config,
    /// Warnings about them.
    pub warnings: Vec<Warning>,
    /// The effective settings.
    pub settings: Settings,
    /// The interface language.
    pub lang: Lang,
    /// The options that every command takes.
    pub global: Global,
    /// How much of the dataset is read.
    pub reading: DatasetReading,
    /// What is written on with `--propose`.
    pub proposing: OnceCell<&'static ProposingDisk>,
}

/// A dataset that was opened.
pub struct Dataset {
    /// The file and its text.
    pub loaded: Loaded,
    /// The parsed text.
    pub document: Document,
    index: OnceCell<Index>,
    names: NameCache,
}

impl CliDefaults {
    /// Reads the configuration as the environment and the first options want it.
    pub fn read(env: Environment, early: EarlyOptions) -> CliDefaults {
        let env = if early.restricted { env.restricted() } else { env };
        let (config, warnings) = config::load(&RealDisk, &env, &config::files(&env, early.restricted));
        let flags = Flags { lang: early.lang, ascii: early.ascii, colour: early.colour };
        let settings = Settings::new(&env, config.clone(), flags);
        CliDefaults { env, config, warnings, lang: settings.lang, ascii: settings.ascii, early }
    }
}

impl CliContext {
    /// Combines the settings.
    ///
    /// # Errors
    /// When two datasets were named, or one or a person in a restricted run, or when a file
    /// argument is a misspelt command rather than a file.
    pub fn new(setting: CliDefaults, mut global: Global, file: Option<PathBuf>) -> Result<CliContext, CliError> {
        let CliDefaults { mut env, config, warnings, lang, early, .. } = setting;
        if let Some(word) =
            file.as_deref().and_then(Path::to_str).filter(|word| usage::is_no_file(word, global.restricted))
        {
            return Err(usage::unknown_command(lang, word));
        }
        // A value that only looks like the option also makes the run restricted: this permits less,
        // not more.
        global.restricted |= early.restricted;
        if global.restricted {
            access::judge(&early, file.is_some(), &config, &env, lang)?;
        }
        global.allow_sync &= early.restricted && early.allow_sync.is_before();
        if global.print && !global.propose {
            return Err(CliError::usage(texts::proposals::print_needs_propose(lang)));
        }
        global.read_only |= global.propose;
        if let Some(name) = &global.author {
            env.set(AUTHOR_VARIABLE, name);
        }
        if file.is_some() && global.data.is_some() {
            return Err(CliError::usage(texts::cli::two_files(lang)));
        }
        global.data = global.data.or(file).map(|path| named_dataset(path, &config, &env, lang)).transpose()?;
        let colour = global.color.map(Into::into).or(early.colour);
        let flags = Flags { lang: Some(lang), ascii: global.ascii, colour };
        let settings = Settings::new(&env, config.clone(), flags);
        let (reading, proposing) = (DatasetReading::Whole, OnceCell::new());
        Ok(CliContext { env, config, warnings, settings, lang, global, reading, proposing })
    }

    /// Prints a line for people to the standard error stream.
    pub fn say(&self, line: &str) {
        match &self.reading {
            DatasetReading::AsNeeded(first) => first.hold(line),
            _ => say(line, self.settings.ascii),
        }
    }

    /// Prints the warnings about the configuration files.
    pub fn warn(&self) {
        for warning in &self.warnings {
            self.say(&warning.text(self.lang));
        }
    }

    /// Returns the operating system as this run may use it: read-only with `--read-only`, and with
    /// `--propose` but for proposals.
    pub fn disk(&self) -> &'static dyn Disk {
        match (self.global.propose, self.global.read_only) {
            (true, _) => self.proposing_disk(),
            (false, true) => &ReadOnlyDisk,
            (false, false) => &RealDisk,
        }
    }

    /// Returns the operating system on which only proposals and the user's state can be written.
    pub fn proposing_disk(&self) -> &'static dyn Disk {
        let dataset = || self.place().ok().and_then(|place| place.path).unwrap_or_default();
        // It lives as long as the program, like the other two.
        *self.proposing.get_or_init(|| Box::leak(Box::new(ProposingDisk::new(&dataset(), self.state()))))
    }

    /// Returns the location of the dataset.
    ///
    /// # Errors
    /// When a restricted run was given none: the one in the user's folder might be mistaken for the
    /// shared one.
    pub fn place(&self) -> Result<DatasetLocation, CliError> {
        let (argument, configured) = (self.global.data.as_deref(), self.settings.data.as_deref());
        if self.global.restricted && argument.or(configured).is_none() {
            let failure = CliError::usage(texts::cli::restricted_nothing(self.lang));
            return Err(failure.with(texts::cli::hint_restricted(self.lang, config::SYSTEM_FILE)));
        }
        Ok(dataset_location::choose(&ReadOnlyDisk, &self.env, argument, configured))
    }

    /// Reads the dataset.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn load(&self) -> Result<Loaded, CliError> {
        if let Some(loaded) = self.reading.loaded() {
            return Ok(loaded.clone());
        }
        let DatasetReading::AsNeeded(first) = &self.reading else { return self.load_whole() };
        let loaded = self.loaded(load::open_to_ask(self.disk(), &self.place()?, SHIPPED))?;
        first.keep(&loaded);
        Ok(loaded)
    }

    fn load_whole(&self) -> Result<Loaded, CliError> {
        self.loaded(load::open(self.disk(), &self.place()?, SHIPPED))
    }

    fn loaded(&self, opened: Result<Loaded, StoreError>) -> Result<Loaded, CliError> {
        let loaded = opened.map_err(|error| CliError::store(self.lang, &error))?;
        let read_only = self.global.read_only.then_some(ReadOnlyReason::Asked).or(loaded.read_only);
        Ok(Loaded { read_only, ..loaded })
    }

    /// Refuses a read-only dataset, unless what would be written is proposed.
    ///
    /// # Errors
    /// Why it must not be written.
    pub fn require_writable(&self, loaded: &Loaded) -> Result<(), CliError> {
        if self.global.propose { Ok(()) } else { self.require_saves(loaded) }
    }

    /// Refuses a dataset that this run cannot save.
    ///
    /// # Errors
    /// Why it must not be written.
    pub fn require_saves(&self, loaded: &Loaded) -> Result<(), CliError> {
        if self.global.propose {
            return Err(CliError::usage(texts::proposals::not_with_propose(self.lang)));
        }
        let Some(reason) = loaded.read_only else { return Ok(()) };
        let path = loaded.path.clone().unwrap_or_default();
        Err(CliError::store(self.lang, &StoreError::ReadOnly { path, reason }))
    }

    /// Reads and parses the dataset, for reading only, as far as the command needs it. For a file
    /// with conflict markers it uses our side and says so.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open(&self) -> Result<Dataset, CliError> {
        self.viewed(self.load()?)
    }

    fn viewed(&self, loaded: Loaded) -> Result<Dataset, CliError> {
        if let DatasetReading::AsNeeded(first) = &self.reading
            && let Some(document) = first.document(&loaded)
        {
            return Ok(Dataset { loaded, document, index: OnceCell::new(), names: NameCache::default() });
        }
        let loaded = if loaded.text.is_whole() { loaded } else { self.load_whole()? };
        match parse_with_markers(&SCHEMA, loaded.text.clone(), &|_, _| {}) {
            Ok((document, merged)) => {
                if let Some(line) = merged.and_then(|_| conflict_marker(&loaded.text)) {
                    let place = format!("{}:{line}", name_of(self.lang, &loaded));
                    self.say(&texts::cli::markers_read(self.lang, &place));
                }
                Ok(Dataset { loaded, document, index: OnceCell::new(), names: NameCache::default() })
            }
            Err(error) => Err(CliError::parse(self.lang, &loaded, &error)),
        }
    }

    /// Opens the dataset for a single search, with the search for the words where that is done
    /// already.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open_for_search(&self, typed: &str) -> Result<(Dataset, Option<DirectorySearch>), CliError> {
        let dataset = self.open()?;
        self.tell_unread(dataset.document.damaged_count());
        let (index, search) = DirectorySearch::index(&dataset.document, typed);
        Ok((dataset.with_index(index), search))
    }

    /// Opens the dataset for a question that needs only the relations of the records of these
    /// tables.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn open_with_relations(&self, tables: &[Table]) -> Result<Dataset, CliError> {
        let dataset = self.open()?.with_relations(tables);
        self.tell_unread(dataset.document.damaged_count());
        Ok(dataset)
    }

    fn tell_unread(&self, count: usize) {
        if count > 0 {
            self.say(&texts::cli::unread(self.lang, count));
        }
    }

    /// Returns the format of the answer.
    ///
    /// # Errors
    /// When this command does not support the format.
    pub fn format(&self, known: &[Format]) -> Result<Format, CliError> {
        let format = self.global.format.unwrap_or_default();
        if known.contains(&format) {
            return Ok(format);
        }
        let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
        Err(CliError::usage(texts::cli::no_format(self.lang, format.name()))
            .with(texts::cli::possible(self.lang, &names.join(", "))))
    }

    /// Returns today's date, by this machine's clock and time zone.
    ///
    /// # Errors
    /// When the clock shows a year that a date cannot have.
    pub fn today(&self) -> Result<Date, CliError> {
        let now = SystemClock.now().date();
        // Ages are counted in days, so a full date is needed.
        Date::parse(&now.to_string()).map_err(|_| CliError::usage(texts::cli::bad_clock(self.lang, &now.to_string())))
    }

    /// Returns the period after which a statement is due for review.
    ///
    /// # Errors
    /// When the clock shows a year that a date cannot have.
    pub fn period(&self) -> Result<ReviewPeriod, CliError> {
        Ok(ReviewPeriod { today: self.today()?, months: self.settings.review_after_months })
    }

    /// Returns what puts values of a dataset into words for a printed answer.
    ///
    /// # Errors
    /// When the clock shows a year that a date cannot have.
    pub fn values<'a>(&self, data: DatasetView<'a>) -> Result<ValueFormatter<'a>, CliError> {
        let (style, lang, period) = (ValueStyle::Printed, self.lang, self.period()?);
        Ok(ValueFormatter { data, style, region: None, lang, period, with_names: true })
    }

    /// Returns the current local time, for people who wait for a lock.
    pub fn now(&self) -> String {
        SystemClock.now().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Returns today's date in the form used in names of backups.
    pub fn day(&self) -> String {
        SystemClock.day()
    }

    /// Returns the current time in the form used in the history (RFC 3339).
    pub fn moment(&self) -> String {
        SystemClock.moment()
    }

    /// Returns who uses this program.
    pub fn person(&self) -> Person {
        Person::of(&self.env, self.config.author.as_ref().map(|given| given.value.as_str()))
    }

    /// Returns the folder for what must survive a restart.
    pub fn state(&self) -> Option<&Path> {
        self.env.folders.as_ref().map(|folders| folders.state.as_path())
    }
}

impl Dataset {
    /// Parses a dataset.
    ///
    /// # Errors
    /// Why and where it cannot be read.
    pub fn parse(loaded: Loaded, lang: Lang) -> Result<Dataset, CliError> {
        match Document::parse(&SCHEMA, loaded.text.clone()) {
            Ok(document) => Ok(Dataset { loaded, document, index: OnceCell::new(), names: NameCache::default() }),
            Err(error) => Err(CliError::parse(lang, &loaded, &error)),
        }
    }

    /// Limits the relations that are known to those of the records of these tables.
    #[must_use]
    pub fn with_relations(self, tables: &[Table]) -> Dataset {
        let index = Index::of_tables(&self.document, tables);
        self.with_index(index)
    }

    /// Limits what is known across the records to this.
    #[must_use]
    pub fn with_index(self, index: Index) -> Dataset {
        Dataset { index: index.into(), ..self }
    }

    /// Returns the dataset as questions are asked of it.
    pub fn data(&self) -> DatasetView<'_> {
        DatasetView { document: &self.document, index: self.index(), names: &self.names }
    }

    /// Returns the index of the records' relations; built at the first call.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::build(&self.document))
    }
}

/// Returns the file of a dataset that the configuration names, for `@NAME`; another path as it is.
fn named_dataset(path: PathBuf, config: &Config, env: &Environment, lang: Lang) -> Result<PathBuf, CliError> {
    let Some(name) = path.to_str().and_then(|text| text.strip_prefix('@')) else { return Ok(path) };
    if let Some(dataset) = config.datasets.get(name) {
        return Ok(dataset.value.clone());
    }
    let failure = CliError::usage(texts::cli::no_dataset_of_name(lang, name));
    if !config.datasets.is_empty() {
        let names: Vec<String> = config.datasets.keys().map(|name| format!("@{name}")).collect();
        return Err(failure.with_meant(lang, &format!("@{name}"), &names));
    }
    let settings = config::files(env, false).into_iter().next().unwrap_or_default();
    Err(failure.with(texts::cli::hint_datasets(lang, &shown(&settings))))
}
