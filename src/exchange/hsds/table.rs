//! The tables of HSDS 3.0 that an export fills, with the fields of each that it knows.
//!
//! Names and types are those of the standard. Entry points: [`HsdsTable`], [`data_package`].

use crate::export::json_object::{JsonObject, JsonValue};

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HsdsTable {
    /// Networks of regions, and bodies.
    Organization,
    /// AGS and NUTS 3 of a region.
    OrganizationIdentifier,
    /// Engagements whose status is known.
    Service,
    /// The region of a service.
    ServiceArea,
    /// A service at the address of an office.
    ServiceAtLocation,
    /// Where a body is.
    Location,
    /// The address of a location.
    Address,
    /// The office behind a body.
    Contact,
    /// Its telephone.
    Phone,
    /// Which action field an organization or service is about, and which level a body has.
    Attribute,
    /// Action fields; levels of bodies.
    Taxonomy,
    /// An action field; a level.
    TaxonomyTerm,
}

/// A field of a table.
struct HsdsField {
    name: &'static str,
    kind: HsdsKind,
    is_required: bool,
}

/// What values a field takes.
#[derive(Clone, Copy)]
enum HsdsKind {
    Text,
    Uuid,
    Uri,
    Email,
    Date,
    /// The identifier of a row of this table.
    Of(HsdsTable),
}

const fn field(name: &'static str, kind: HsdsKind) -> HsdsField {
    HsdsField { name, kind, is_required: false }
}

const fn required(name: &'static str, kind: HsdsKind) -> HsdsField {
    HsdsField { name, kind, is_required: true }
}

use HsdsKind::{Date, Email, Of, Text, Uri, Uuid};

const ID: HsdsField = required("id", Uuid);

static ORGANIZATION: &[HsdsField] = &[
    ID,
    required("name", Text),
    field("alternate_name", Text),
    required("description", Text),
    field("email", Email),
    field("website", Uri),
    field("parent_organization_id", Of(HsdsTable::Organization)),
];
static ORGANIZATION_IDENTIFIER: &[HsdsField] = &[
    ID,
    required("organization_id", Of(HsdsTable::Organization)),
    required("identifier_type", Text),
    required("identifier", Text),
];
static SERVICE: &[HsdsField] = &[
    ID,
    required("organization_id", Of(HsdsTable::Organization)),
    required("name", Text),
    field("description", Text),
    required("status", Text),
    field("assured_date", Date),
];
static SERVICE_AREA: &[HsdsField] =
    &[ID, field("service_id", Of(HsdsTable::Service)), field("name", Text), field("uri", Uri)];
static SERVICE_AT_LOCATION: &[HsdsField] =
    &[ID, required("service_id", Of(HsdsTable::Service)), required("location_id", Of(HsdsTable::Location))];
static LOCATION: &[HsdsField] = &[
    ID,
    required("location_type", Text),
    field("organization_id", Of(HsdsTable::Organization)),
    field("name", Text),
    field("description", Text),
];
static ADDRESS: &[HsdsField] = &[
    ID,
    field("location_id", Of(HsdsTable::Location)),
    required("address_1", Text),
    required("city", Text),
    required("state_province", Text),
    required("postal_code", Text),
    required("country", Text),
    required("address_type", Text),
];
static CONTACT: &[HsdsField] =
    &[ID, field("organization_id", Of(HsdsTable::Organization)), field("department", Text), field("email", Email)];
static PHONE: &[HsdsField] =
    &[ID, field("organization_id", Of(HsdsTable::Organization)), required("number", Text), field("type", Text)];
static ATTRIBUTE: &[HsdsField] = &[
    ID,
    required("link_id", Uuid),
    required("taxonomy_term_id", Of(HsdsTable::TaxonomyTerm)),
    field("link_type", Text),
    required("link_entity", Text),
    field("value", Text),
];
static TAXONOMY: &[HsdsField] = &[ID, required("name", Text), required("description", Text)];
static TAXONOMY_TERM: &[HsdsField] = &[
    ID,
    field("code", Text),
    required("name", Text),
    required("description", Text),
    field("taxonomy", Text),
    field("language", Text),
    field("taxonomy_id", Of(HsdsTable::Taxonomy)),
];

impl HsdsTable {
    /// All tables; a row refers to rows of any of them.
    pub const ALL: [HsdsTable; 12] = [
        HsdsTable::Organization,
        HsdsTable::OrganizationIdentifier,
        HsdsTable::Service,
        HsdsTable::ServiceArea,
        HsdsTable::ServiceAtLocation,
        HsdsTable::Location,
        HsdsTable::Address,
        HsdsTable::Contact,
        HsdsTable::Phone,
        HsdsTable::Attribute,
        HsdsTable::Taxonomy,
        HsdsTable::TaxonomyTerm,
    ];

    /// Returns its name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            HsdsTable::Organization => "organization",
            HsdsTable::OrganizationIdentifier => "organization_identifier",
            HsdsTable::Service => "service",
            HsdsTable::ServiceArea => "service_area",
            HsdsTable::ServiceAtLocation => "service_at_location",
            HsdsTable::Location => "location",
            HsdsTable::Address => "address",
            HsdsTable::Contact => "contact",
            HsdsTable::Phone => "phone",
            HsdsTable::Attribute => "attribute",
            HsdsTable::Taxonomy => "taxonomy",
            HsdsTable::TaxonomyTerm => "taxonomy_term",
        }
    }

    /// Returns the name of its file in a data package.
    pub fn file(self) -> &'static str {
        match self {
            HsdsTable::Organization => "organizations.csv",
            HsdsTable::OrganizationIdentifier => "organization_identifiers.csv",
            HsdsTable::Service => "services.csv",
            HsdsTable::ServiceArea => "service_areas.csv",
            HsdsTable::ServiceAtLocation => "service_at_location.csv",
            HsdsTable::Location => "locations.csv",
            HsdsTable::Address => "addresses.csv",
            HsdsTable::Contact => "contacts.csv",
            HsdsTable::Phone => "phones.csv",
            HsdsTable::Attribute => "attributes.csv",
            HsdsTable::Taxonomy => "taxonomies.csv",
            HsdsTable::TaxonomyTerm => "taxonomy_terms.csv",
        }
    }

    /// Returns the names of its columns.
    pub fn columns(self) -> impl Iterator<Item = &'static str> {
        self.fields().iter().map(|field| field.name)
    }

    fn fields(self) -> &'static [HsdsField] {
        match self {
            HsdsTable::Organization => ORGANIZATION,
            HsdsTable::OrganizationIdentifier => ORGANIZATION_IDENTIFIER,
            HsdsTable::Service => SERVICE,
            HsdsTable::ServiceArea => SERVICE_AREA,
            HsdsTable::ServiceAtLocation => SERVICE_AT_LOCATION,
            HsdsTable::Location => LOCATION,
            HsdsTable::Address => ADDRESS,
            HsdsTable::Contact => CONTACT,
            HsdsTable::Phone => PHONE,
            HsdsTable::Attribute => ATTRIBUTE,
            HsdsTable::Taxonomy => TAXONOMY,
            HsdsTable::TaxonomyTerm => TAXONOMY_TERM,
        }
    }

    fn resource(self) -> JsonObject {
        let mut schema = JsonObject::new();
        schema.put("primaryKey", "id");
        schema.put_list("fields", self.fields().iter().map(HsdsField::descriptor));
        schema.put_list("foreignKeys", self.fields().iter().filter_map(HsdsField::reference));
        let mut resource = JsonObject::new();
        resource.put("name", self.name());
        resource.put("path", self.file());
        resource.put("profile", "tabular-data-resource");
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("schema", schema);
        resource
    }
}

impl HsdsField {
    fn descriptor(&self) -> JsonObject {
        let (kind, format) = match self.kind {
            Text => ("string", None),
            Uuid | Of(_) => ("string", Some("uuid")),
            Uri => ("string", Some("uri")),
            Email => ("string", Some("email")),
            Date => ("date", None),
        };
        let mut constraints = JsonObject::new();
        constraints.put("required", self.is_required);
        let mut field = JsonObject::new();
        field.put("name", self.name);
        field.put("type", kind);
        field.put_known("format", format);
        field.put("constraints", constraints);
        field
    }

    fn reference(&self) -> Option<JsonObject> {
        let Of(table) = self.kind else { return None };
        let mut to = JsonObject::new();
        to.put("resource", table.name());
        to.put("fields", "id");
        let mut key = JsonObject::new();
        key.put("fields", self.name);
        key.put("reference", to);
        Some(key)
    }
}

/// Returns the descriptor of the data package (`datapackage.json`).
pub fn data_package(title: &str) -> JsonObject {
    let mut package = JsonObject::new();
    package.put("name", "human_services_data");
    package.put_text("title", Some(title));
    package.put("profile", "tabular-data-package");
    package.put("version", "3.0.0");
    package.put("resources", HsdsTable::ALL.map(|table| JsonValue::from(table.resource())).to_vec());
    package
}
