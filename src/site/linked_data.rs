//! What a page says in the words of schema.org, for search engines.
//!
//! Only what is known exactly: an event needs its day. Entry points: [`offices`], [`body`],
//! [`event`], [`web_site`].

use serde::Serialize;

use super::layout::{district_text, site_name};
use super::page_context::PageContext;
use crate::document::Slot;
use crate::export::json;
use crate::index::body_level::is_office;
use crate::model::REGIONS;
use crate::model::date::Date;
use crate::model::records::{Body, Meeting};
use crate::query::contact;

/// The vocabulary.
const CONTEXT: &str = "https://schema.org";

/// A thing with a name.
#[derive(Debug, Serialize)]
struct LinkedThing {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

/// A body that people can reach.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkedOrganization {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area_served: Vec<LinkedThing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_point: Option<LinkedContactPoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_organization: Option<LinkedThing>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkedContactPoint {
    #[serde(rename = "@type")]
    kind: &'static str,
    contact_type: &'static str,
    available_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkedEvent {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LinkedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<LinkedThing>,
}

#[derive(Debug, Serialize)]
struct LinkedPlace {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    address: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkedWebSite {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    in_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<LinkedThing>,
}

/// Returns the offices of a region; `None` where there are none.
pub(super) fn offices(page: &PageContext<'_>, region: Slot) -> Option<String> {
    let offices: Vec<LinkedOrganization> =
        contact::offices(page.data, region).into_iter().filter_map(|office| organization(page, office)).collect();
    (!offices.is_empty()).then(|| json::in_page(&offices))
}

/// Returns a body.
pub(super) fn body(page: &PageContext<'_>, body: Slot) -> String {
    json::in_page(&organization(page, body))
}

fn organization(page: &PageContext<'_>, slot: Slot) -> Option<LinkedOrganization> {
    let data = page.data;
    let body = data.document.get::<Body>(slot).ok()?;
    let is_office = data.document.record(slot).is_ok_and(|record| is_office(data.document.schema(), record.root()));
    let regions = body.regions.iter().filter_map(|id| data.document.find(REGIONS, id));
    let known = body.contact.unwrap_or_default();
    let has_way = is_office && (known.phone.is_some() || known.email.is_some());
    Some(LinkedOrganization {
        context: CONTEXT,
        kind: if is_office { "GovernmentOffice" } else { "Organization" },
        name: body.name,
        address: known.address.map(|address| address.replace('\n', ", ")),
        contact_point: has_way.then(|| LinkedContactPoint {
            kind: "ContactPoint",
            contact_type: "information",
            available_language: "de",
            telephone: known.phone.clone(),
            email: known.email.clone(),
        }),
        telephone: known.phone,
        email: known.email,
        url: known.website,
        area_served: regions
            .map(|region| LinkedThing { kind: "AdministrativeArea", name: data.name(region) })
            .collect(),
        parent_organization: body.organisation.map(|name| LinkedThing { kind: "GovernmentOrganization", name }),
    })
}

/// Returns a meeting; `None` where its day is not known.
pub(super) fn event(page: &PageContext<'_>, meeting: &Meeting, title: &str, body: Option<Slot>) -> Option<String> {
    let is_day = |date: &&String| Date::parse(date.trim()).is_ok_and(|date| date.day().is_some());
    let start_date = meeting.date.as_ref().filter(is_day)?.clone();
    let place = meeting.place.clone();
    Some(json::in_page(&LinkedEvent {
        context: CONTEXT,
        kind: "Event",
        name: title.to_owned(),
        start_date,
        end_date: meeting.end.as_ref().filter(is_day).cloned(),
        location: place.map(|place| LinkedPlace { kind: "Place", name: place.clone(), address: place }),
        organizer: body.map(|body| LinkedThing { kind: "Organization", name: page.data.name(body) }),
    }))
}

/// Returns the site.
pub(super) fn web_site(page: &PageContext<'_>) -> String {
    let authority = district_text(page.data, "authority");
    json::in_page(&LinkedWebSite {
        context: CONTEXT,
        kind: "WebSite",
        name: site_name(page.data, page.lang),
        in_language: page.lang.code(),
        url: page.site.request.base_url.map(|base| format!("{base}{}/", page.lang.code())),
        publisher: authority.map(|name| LinkedThing { kind: "GovernmentOrganization", name }),
    })
}
