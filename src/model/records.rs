//! The record types of the directory, each declared once: typed struct, kinds, labels and help.
//!
//! Names of fields are English; what has a proper name in the domain keeps it. Source of the structure: the district's page
//! on the Regionale Bildungsnetzwerke and § 78a SchulG NRW.

use crate::schema::Kind::{self, *};

use super::{ACTION_FIELDS, BODIES, DECISIONS, MEETINGS, RECOMMENDATIONS, REGIONS};

choices! {
    /// What kind of territory a region is.
    RegionKind, REGION_KIND {
        Kreis "Kreis" / "Kreis (county)";
        KreisfreieStadt "kreisfreie Stadt" / "city (kreisfrei)";
        Staedteregion "Städteregion" / "Städteregion (city region)";
    }
    /// What kind of municipality.
    MunicipalityKind, MUNICIPALITY_KIND {
        KreisfreieStadt "kreisfreie Stadt" / "city (kreisfrei)";
        Stadt "Stadt" / "town";
        Gemeinde "Gemeinde" / "municipality";
    }
    /// The level on which a body works; the first three exist in every network.
    Level, LEVEL {
        Bildungskonferenz "Bildungskonferenz" / "education conference";
        Lenkungskreis "Lenkungskreis" / "steering committee";
        Bildungsbuero "Bildungsbüro" / "education office";
        Fachforum "Fachforum" / "expert forum";
        Arbeitskreis "Arbeitskreis" / "working group";
        Weitere "weiteres Gremium" / "other body";
    }
    /// Whom a member stands for; a Lenkungskreis must seat the first four (a kreisfreie Stadt has no Kreis).
    Group, GROUP {
        Schulaufsicht "Schulaufsicht" / "school supervision";
        Kreis "Kreis" / "Kreis (county)";
        Gemeinden "Städte und Gemeinden" / "municipalities";
        Schulen "Schulen" / "schools";
        Land "Land NRW" / "state of NRW";
        Weitere "weitere" / "others";
    }
    /// In what way a region works on an action field.
    EngagementKind, ENGAGEMENT_KIND {
        Handlungsfeld "Handlungsfeld" / "action field";
        Schwerpunkt "Schwerpunkt" / "focus";
        Massnahme "Maßnahme" / "measure";
        Veranstaltung "Veranstaltung" / "event";
        Konferenzthema "Konferenzthema" / "conference topic";
    }
    /// Whether the work goes on.
    Status, STATUS {
        Active "aktiv" / "active";
        Planned "geplant" / "planned";
        Paused "ruht" / "paused";
        Ended "beendet" / "ended";
    }
    /// How sure a statement is.
    Certainty, CERTAINTY {
        High "sicher" / "high";
        Medium "mittel" / "medium";
        Low "gering" / "low";
    }
    /// What became of a recommendation.
    RecommendationStatus, RECOMMENDATION_STATUS {
        Open "offen" / "open";
        Taken "aufgegriffen" / "taken up";
        Declined "abgelehnt" / "declined";
    }
    /// How urgent a decision is.
    Priority, PRIORITY {
        High "hoch" / "high";
        Medium "mittel" / "medium";
        Low "niedrig" / "low";
    }
    /// What kind of work a measure is.
    MeasureKind, MEASURE_KIND {
        Projekt "Projekt" / "project";
        Veranstaltung "Veranstaltung" / "event";
        Konzept "Konzept" / "concept";
        Beratung "Beratung" / "advice";
    }
    /// How far a measure is.
    MeasureStatus, MEASURE_STATUS {
        Planned "geplant" / "planned";
        Active "läuft" / "active";
        Paused "ruht" / "paused";
        Done "abgeschlossen" / "done";
    }
}

const LINES: Kind = List(&Line);

records! {
    /// Where a statement comes from, how old and how sure it is.
    Source, SOURCE {
        optional url: Option<String> = Origin, "Quelle" / "source", "Adresse der Seite oder Titel der Quelle" / "address of the page or title of the source";
        optional as_of: Option<String> = Date, "Stand" / "as of", "wie alt die Angabe ist: 2024, 2024-06 oder 2024-06-22" / "how old the statement is: 2024, 2024-06 or 2024-06-22";
        optional checked: Option<String> = Date, "geprüft" / "checked", "wann zuletzt jemand nachgesehen hat" / "when somebody last looked it up";
        optional certainty: Option<Certainty> = Choice(CERTAINTY), "Sicherheit" / "certainty", "wie sicher die Angabe ist" / "how sure the statement is";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
    }
    /// How to reach a body.
    Contact, CONTACT {
        optional address: Option<String> = Text, "Anschrift" / "address", "Straße, Postleitzahl Ort" / "street, postcode town";
        optional phone: Option<String> = Phone, "Telefon" / "phone", "mit Vorwahl, z. B. 02421 22-0" / "with area code, e.g. 02421 22-0";
        optional email: Option<String> = Email, "E-Mail" / "e-mail", "keine persönliche Adresse" / "not a personal address";
        optional website: Option<String> = Url, "Webseite" / "website", "beginnt mit https://" / "starts with https://";
    }
    /// What the public asks for and who asks it.
    Concern, CONCERN {
        optional audience: Option<String> = Line, "wer fragt" / "who asks", "z. B. Lehrkraft" / "e.g. teacher";
        optional wish: Option<String> = Text, "Anliegen" / "concern", "wie eine Besucherin es sagt: Ich möchte …" / "as a visitor says it";
    }
    /// The Kooperationsvertrag with the Land NRW.
    Agreement, AGREEMENT {
        optional signed: Option<String> = Date, "unterzeichnet" / "signed", "so genau wie bekannt" / "as exact as known";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
    /// One seat or group of seats in a body.
    Member, MEMBER {
        optional group: Option<Group> = Choice(GROUP), "Gruppe" / "group", "wen das Mitglied vertritt" / "whom the member stands for";
        optional institution: Option<String> = Line, "Einrichtung" / "institution", "" / "";
        optional role: Option<String> = Line, "Funktion" / "role", "" / "";
        optional seats: Option<u32> = Count, "Sitze" / "seats", "" / "", "Sitz" | "Sitze" / "seat" | "seats";
        optional person: Option<String> = Line, "Person" / "person", "nur mit Einwilligung" / "only with consent";
    }

    /// The district.
    District, DISTRICT_TYPE {
        required name: String = Line, "Name" / "name", "" / "";
        optional authority: Option<String> = Line, "Behörde" / "authority", "" / "";
        optional unit: Option<String> = Line, "Abteilung" / "unit", "" / "";
        optional state: Option<String> = Line, "Land" / "state", "" / "";
    }
    /// A Handlungsfeld.
    ActionField, ACTION_FIELD {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required name: String = Line, "Name" / "name", "" / "";
        optional short: Option<String> = Line, "Kurzname" / "short name", "" / "";
        optional synonyms: Vec<String> = LINES, "auch bekannt als" / "also known as", "" / "";
        optional concern: Option<Concern> = Record(&CONCERN), "Anliegen" / "concern", "" / "";
        optional programme: Option<String> = Line, "Landesprogramm" / "state programme", "" / "";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
    }
    /// A region with its network.
    Region, REGION {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required name: String = Line, "Name" / "name", "" / "";
        optional short: Option<String> = Line, "Kurzname" / "short name", "" / "";
        required kind: Option<RegionKind> = Choice(REGION_KIND), "Art" / "kind", "" / "";
        optional ags: Option<String> = Line, "AGS" / "AGS", "Amtlicher Gemeindeschlüssel, fünf Stellen" / "official municipality key, five digits";
        optional nuts3: Option<String> = Line, "NUTS 3" / "NUTS 3", "" / "";
        optional seat: Option<String> = Line, "Sitz" / "seat", "" / "";
        optional network: Option<String> = Line, "Netzwerk" / "network", "wie das Bildungsnetzwerk sich nennt" / "what the network calls itself";
        optional agreement: Option<Agreement> = Record(&AGREEMENT), "Kooperationsvertrag" / "cooperation agreement", "" / "";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
    }
    /// A Stadt or Gemeinde.
    Municipality, MUNICIPALITY {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required name: String = Line, "Name" / "name", "" / "";
        optional kind: Option<MunicipalityKind> = Choice(MUNICIPALITY_KIND), "Art" / "kind", "" / "";
        required region: String = Ref(REGIONS), "Region" / "region", "" / "";
        optional ags: Option<String> = Line, "AGS" / "AGS", "Amtlicher Gemeindeschlüssel, acht Stellen" / "official municipality key, eight digits";
        optional official_name: Option<String> = Line, "amtlicher Name" / "official name", "" / "";
        optional postcodes: Vec<String> = List(&Postcode), "Postleitzahlen" / "postcodes", "" / "";
        optional position: Option<(f64, f64)> = Position, "Lage" / "position", "Breite, Länge in Grad" / "latitude, longitude in degrees";
        optional area_km2: Option<f64> = Decimal, "Fläche km²" / "area km²", "" / "";
        optional population: Option<u64> = Count, "Bevölkerung" / "population", "" / "";
    }
    /// A Gremium.
    Body, BODY {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required level: Option<Level> = Choice(LEVEL), "Ebene" / "level", "" / "";
        required name: String = Line, "Name" / "name", "" / "";
        required regions: Vec<String> = List(&Ref(REGIONS)), "Regionen" / "regions", "eine oder mehrere" / "one or more";
        optional action_fields: Vec<String> = List(&Ref(ACTION_FIELDS)), "Handlungsfelder" / "action fields", "" / "";
        optional parent: Option<String> = Ref(BODIES), "übergeordnet" / "parent", "" / "";
        optional organisation: Option<String> = Line, "gehört zu" / "belongs to", "Amt oder Fachbereich" / "department";
        optional rhythm: Option<String> = Line, "Turnus" / "rhythm", "z. B. jährlich" / "e.g. yearly";
        optional open_to_all: Option<bool> = YesNo, "offen für alle" / "open to all", "" / "";
        optional members: Vec<Member> = List(&Record(&MEMBER)), "Mitglieder" / "members", "" / "";
        optional contact: Option<Contact> = Record(&CONTACT), "Kontakt" / "contact", "" / "";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
    /// That a region works on an action field, in its own words.
    Engagement, ENGAGEMENT {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required region: String = Ref(REGIONS), "Region" / "region", "" / "";
        required action_field: String = Ref(ACTION_FIELDS), "Handlungsfeld" / "action field", "" / "";
        optional kind: Option<EngagementKind> = Choice(ENGAGEMENT_KIND), "Art" / "kind", "" / "";
        optional status: Option<Status> = Choice(STATUS), "Stand der Arbeit" / "status", "leer, wenn unbekannt" / "empty when unknown";
        optional wording: Option<String> = Text, "Wortlaut" / "wording", "was die Region selbst sagt" / "what the region itself says";
        optional since: Option<String> = Date, "seit" / "since", "so genau wie bekannt" / "as exact as known";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
    /// A meeting of a body.
    Meeting, MEETING {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        required body: String = Ref(BODIES), "Gremium" / "body", "" / "";
        optional number: Option<u32> = Count, "Nummer" / "number", "die wievielte" / "ordinal";
        optional date: Option<String> = Date, "Datum" / "date", "so genau wie bekannt" / "as exact as known";
        optional title: Option<String> = Line, "Titel" / "title", "" / "";
        optional participants: Option<u32> = Count, "Teilnehmende" / "participants", "" / "";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
    /// What a Bildungskonferenz recommends.
    Recommendation, RECOMMENDATION {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        optional meeting: Option<String> = Ref(MEETINGS), "Sitzung" / "meeting", "" / "";
        required action_field: String = Ref(ACTION_FIELDS), "Handlungsfeld" / "action field", "" / "";
        required text: String = Text, "Empfehlung" / "recommendation", "" / "";
        optional status: Option<RecommendationStatus> = Choice(RECOMMENDATION_STATUS), "Stand" / "status", "" / "";
    }
    /// What a Lenkungskreis decides.
    Decision, DECISION {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        optional meeting: Option<String> = Ref(MEETINGS), "Sitzung" / "meeting", "" / "";
        optional recommendations: Vec<String> = List(&Ref(RECOMMENDATIONS)), "Empfehlungen" / "recommendations", "" / "";
        required text: String = Text, "Beschluss" / "decision", "" / "";
        optional priority: Option<Priority> = Choice(PRIORITY), "Priorität" / "priority", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
    /// What a Bildungsbüro carries out.
    Measure, MEASURE {
        required id: String = Id, "Kennung" / "identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        optional kind: Option<MeasureKind> = Choice(MEASURE_KIND), "Art" / "kind", "" / "";
        required title: String = Line, "Titel" / "title", "" / "";
        required region: String = Ref(REGIONS), "Region" / "region", "" / "";
        optional action_fields: Vec<String> = List(&Ref(ACTION_FIELDS)), "Handlungsfelder" / "action fields", "" / "";
        optional decision: Option<String> = Ref(DECISIONS), "Beschluss" / "decision", "" / "";
        optional lead: Option<String> = Ref(BODIES), "Federführung" / "lead", "" / "";
        optional status: Option<MeasureStatus> = Choice(MEASURE_STATUS), "Stand" / "status", "" / "";
        optional start: Option<String> = Date, "Beginn" / "start", "" / "";
        optional end: Option<String> = Date, "Ende" / "end", "" / "";
        optional note: Option<String> = Text, "Anmerkung" / "note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "source", "" / "";
    }
}
