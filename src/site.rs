//! The dataset as a static web site: which files there are, and the bytes of each.
//!
//! The same dataset, day and history give the same bytes. A page is made when its turn comes, so
//! that only a few are in memory. What is known and in which words, `query` and `present` say; the
//! pages arrange it. Must not know a file, the clock or who is asking. Entry points: [`Site::new`],
//! [`Site::paths`], [`Site::each_file`].

mod about;
mod age;
mod assets;
mod body;
mod calendar;
mod changes;
mod contact_card;
mod downloads;
mod field;
mod index_pages;
mod layout;
mod linked_data;
mod map;
mod map_outline;
mod matrix;
mod measure;
mod meeting;
mod page_context;
mod pages;
mod place_lists;
mod process;
mod region;
mod site_page;
mod sitemap;
mod start;
mod value;
mod work;

pub use changes::SiteChange;

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::document::{Document, Slot};
use crate::exchange::Publication;
use crate::exchange::person_names::without_names;
use crate::index::Index;
use crate::model::source_age::ReviewPeriod;
use crate::model::{ACTION_FIELDS, BODIES, MEASURES, MEETINGS, REGIONS};
use crate::parallel::{self, Pool};
use crate::query::completeness::RegionKnowledge;
use crate::query::{DatasetView, NameCache};
use crate::texts::Lang;
use downloads::{SiteDownload, SiteDownloads};
use page_context::PageContext;
use site_page::{RecordFileNames, SitePage};

/// The tables whose records have a page each.
const WITH_PAGES: [crate::schema::Table; 5] = [REGIONS, ACTION_FIELDS, BODIES, MEETINGS, MEASURES];

/// The languages of the pages; the first is that of visitors who choose none.
const LANGUAGES: [Lang; 2] = [Lang::De, Lang::En];

/// What is to be published besides the dataset.
#[derive(Debug, Clone, Copy)]
pub struct SiteRequest<'r> {
    /// The day to which ages are computed, and how long a statement counts as current.
    pub period: ReviewPeriod,
    /// The address under which the site will stand, with a slash at its end; without one there is
    /// no sitemap, and all links are relative.
    pub base_url: Option<&'r str>,
    /// True where the names of persons may be published.
    pub with_names: bool,
    /// The address of the licence of the directory; without one there is no record for open-data
    /// portals.
    pub licence: Option<&'r str>,
    /// The mailbox for questions about the directory.
    pub contact: Option<&'r str>,
    /// What was changed, the latest first.
    pub changes: &'r [SiteChange],
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path below the folder of the site, with `/` between the parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How many files are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SiteProgress {
    /// How many there are already.
    pub done: usize,
    /// How many there will be.
    pub all: usize,
}

/// What a file of the site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SiteItem {
    /// Leads to a language.
    Entrance,
    Style,
    Script,
    Icon,
    /// The places for the script.
    PlaceData,
    Page(SitePage, Lang),
    Feed(Lang),
    Download(SiteDownload),
    /// The list of all pages, or where they are too many, of the lists.
    Sitemap,
    /// One of several lists of pages.
    SitemapPart(usize),
}

/// A dataset as a static web site.
#[derive(Debug)]
pub struct Site<'a> {
    /// Without names of persons, unless they may be published.
    document: Cow<'a, Document>,
    index: &'a Index,
    request: SiteRequest<'a>,
    files: RecordFileNames,
    downloads: SiteDownloads,
    /// What is known of each region, in the order of lists.
    knowledge: Vec<RegionKnowledge>,
    items: Vec<SiteItem>,
}

impl<'a> Site<'a> {
    /// Plans the site of a dataset.
    pub fn new(document: &'a Document, index: &'a Index, request: SiteRequest<'a>) -> Site<'a> {
        let without_names = || without_names(document, &mut || ControlFlow::Continue(())).continue_value().flatten();
        let nameless = if request.with_names { None } else { without_names() };
        let document = nameless.map_or(Cow::Borrowed(document), |nameless| Cow::Owned(nameless.document));
        let names = NameCache::default();
        let data = DatasetView { document: &document, index, names: &names };
        let regions = index.order(&document, REGIONS);
        let knowledge = RegionKnowledge::of(data, regions, request.period);
        let mut site = Site {
            index,
            request,
            files: RecordFileNames::new(&document),
            downloads: SiteDownloads::new(&document, index, request.licence.is_some()),
            knowledge,
            items: Vec::new(),
            document,
        };
        site.items = site.all_items();
        site
    }

    /// Returns the paths of all files, in the order in which they are made.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = String> {
        self.items.iter().map(|item| self.path(*item))
    }

    /// Makes the files one after the other; `take` may end it.
    pub fn each_file(&self, take: &mut (dyn FnMut(SiteFile, SiteProgress) -> ControlFlow<()> + Send)) {
        let (is_ended, mut done) = (AtomicBool::new(false), 0);
        let all = self.items.len();
        let pool = Pool::new(NameCache::default);
        let make = |number: usize| {
            let file = || pool.with(|names| self.file(self.items[number], names));
            (!is_ended.load(Ordering::Relaxed)).then(file)
        };
        parallel::each(all, false, &|_, _| {}, make, |file| {
            let Some(file) = file.filter(|_| !is_ended.load(Ordering::Relaxed)) else { return };
            done += 1;
            if take(file, SiteProgress { done, all }).is_break() {
                is_ended.store(true, Ordering::Relaxed);
            }
        });
    }

    fn all_items(&self) -> Vec<SiteItem> {
        let mut items =
            vec![SiteItem::Entrance, SiteItem::Style, SiteItem::Script, SiteItem::Icon, SiteItem::PlaceData];
        for lang in LANGUAGES {
            items.extend(self.pages().map(|page| SiteItem::Page(page, lang)));
            items.push(SiteItem::Feed(lang));
        }
        items.extend(self.downloads.all().map(SiteItem::Download));
        if self.request.base_url.is_some() {
            items.push(SiteItem::Sitemap);
            items.extend(sitemap::parts(self.pages().count() * LANGUAGES.len()).map(SiteItem::SitemapPart));
        }
        items
    }

    /// Returns the pages of one language.
    fn pages(&self) -> impl Iterator<Item = SitePage> {
        let records = WITH_PAGES.into_iter().flat_map(|table| self.document.slots(table)).map(SitePage::Record);
        SitePage::SINGLE.into_iter().chain(records)
    }

    fn path(&self, item: SiteItem) -> String {
        match item {
            SiteItem::Entrance => "index.html".to_owned(),
            SiteItem::Style => "style.css".to_owned(),
            SiteItem::Script => "script.js".to_owned(),
            SiteItem::Icon => "icon.svg".to_owned(),
            SiteItem::PlaceData => "places.js".to_owned(),
            SiteItem::Page(page, lang) => format!("{}/{}", lang.code(), self.page_path(page)),
            SiteItem::Feed(lang) => format!("{}/{}", lang.code(), site_page::FEED),
            SiteItem::Download(download) => self.download_path(download),
            SiteItem::Sitemap => sitemap::NAME.to_owned(),
            SiteItem::SitemapPart(number) => sitemap::part_name(number),
        }
    }

    /// Returns the path of a page below the folder of its language.
    fn page_path(&self, page: SitePage) -> String {
        match page {
            SitePage::Record(slot) => format!("{}.html", self.record_name(slot)),
            single => format!("{}.html", single.name()),
        }
    }

    /// Returns the path of the files of a record, without their ending.
    fn record_name(&self, slot: Slot) -> String {
        let table = self.document.schema().table(slot.table).name;
        format!("{table}/{}", self.files.of(&self.document, slot))
    }

    /// Returns what is known of the publication.
    fn publication(&self) -> Publication<'_> {
        let SiteRequest { base_url, licence, contact, .. } = self.request;
        Publication { address: base_url, licence, contact }
    }

    fn file(&self, item: SiteItem, names: &NameCache) -> SiteFile {
        let data = DatasetView { document: &self.document, index: self.index, names };
        let text = match item {
            SiteItem::Entrance => layout::entrance(self, data),
            SiteItem::Style => assets::STYLE.to_owned(),
            SiteItem::Script => assets::SCRIPT.to_owned(),
            SiteItem::Icon => assets::ICON.to_owned(),
            SiteItem::PlaceData => place_lists::data(self, data),
            SiteItem::Page(page, lang) => PageContext::new(self, data, page, lang).document(),
            SiteItem::Feed(lang) => changes::feed(&PageContext::new(self, data, SitePage::Changes, lang)),
            SiteItem::Download(download) => self.download(download, data),
            SiteItem::Sitemap => sitemap::main(self),
            SiteItem::SitemapPart(number) => sitemap::part(self, number),
        };
        SiteFile { path: self.path(item), bytes: text.into_bytes() }
    }
}
