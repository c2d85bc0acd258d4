//! The record types of the directory, each declared once: typed struct, kinds, labels, help, and
//! the attributes (explained at [`Field`](crate::schema::Field)) of what else is done with a field.
//!
//! Names of fields are English; proper names of the domain stay German. Source of the structure:
//! the district's page on the Regionale Bildungsnetzwerke and § 78a SchulG NRW.

pub mod profile;

pub use profile::*;

use crate::schema::FieldKind::{self, *};
use crate::schema::FieldWeight::*;
use crate::schema::Naming::*;
use crate::schema::PageGroup::*;
use crate::texts::Phrase;

pub use super::vocabulary::shipped_words::{GROUP, LEVEL, REGION_KIND};
pub use super::vocabulary::{Group, Level, RegionKind};
use super::{ACTION_FIELDS, BODIES, DECISIONS, MEETINGS, RECOMMENDATIONS, REGIONS};

choices! {
    /// The kind of a municipality.
    MunicipalityKind, MUNICIPALITY_KIND {
        KreisfreieStadt "Kreisfreie Stadt" / "City (kreisfrei)";
        Stadt "Stadt" / "Town";
        Gemeinde "Gemeinde" / "Municipality";
    }
    /// In what way a region works on an action field.
    EngagementKind, ENGAGEMENT_KIND {
        Handlungsfeld "Handlungsfeld" / "Action field";
        Schwerpunkt "Schwerpunkt" / "Focus";
        Massnahme "Maßnahme" / "Measure";
        Veranstaltung "Veranstaltung" / "Event";
        Konferenzthema "Konferenzthema" / "Conference topic";
    }
    /// Whether the work is still going on.
    Status, STATUS {
        Active "aktiv" / "active";
        Planned "geplant" / "planned";
        Paused "ruht" / "paused";
        Ended "beendet" / "ended";
    }
    /// How certain a statement is.
    Certainty, CERTAINTY {
        High "hoch" / "high";
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
    /// How often a body is meant to meet.
    Interval, INTERVAL {
        Monthly "monatlich" / "monthly";
        Quarterly "vierteljährlich" / "quarterly";
        HalfYearly "halbjährlich" / "half-yearly";
        Yearly "jährlich" / "yearly";
        EveryTwoYears "alle zwei Jahre" / "every two years";
    }
    /// What kind of work a measure is.
    MeasureKind, MEASURE_KIND {
        Projekt "Projekt" / "Project";
        Veranstaltung "Veranstaltung" / "Event";
        Konzept "Konzept" / "Concept";
        Beratung "Beratung" / "Advice";
    }
    /// The progress of a measure.
    MeasureStatus, MEASURE_STATUS {
        Planned "geplant" / "planned";
        Active "läuft" / "active";
        Paused "ruht" / "paused";
        Done "abgeschlossen" / "done";
    }
}

const LINES: FieldKind = List(&Line);

records! {
    /// Where a statement comes from, how old and how certain it is.
    Source, SOURCE, is_source {
        #[weight(Note)]
        optional url: Option<String> = Origin, "Quelle" / "Source", "Adresse der Seite oder Titel der Quelle" / "web address or title of the source";
        #[past, unsearched]
        optional as_of: Option<String> = Date, "Stand" / "As of", "wie alt die Angabe ist: 2024, 2024-06 oder 2024-06-22" / "how old the statement is: 2024, 2024-06 or 2024-06-22";
        #[weight(Note), absence(Phrase::new("wie das Datum", "as the date"))]
        optional dating: Option<String> = Line, "Datierung" / "How dated", "in Worten, wenn erschlossen oder ein Zeitraum: 2013–2014 (erschlossen)" / "in words, if inferred or a span: 2013–2014 (inferred)";
        #[past, unsearched]
        optional checked: Option<String> = Date, "Geprüft" / "Checked", "wann die Angabe zuletzt geprüft wurde" / "when the statement was last checked";
        #[past, unsearched, absence(Phrase::new("nein", "no"))]
        optional confirmed: Option<String> = Date, "Von der Stelle selbst bestätigt" / "Confirmed by the office itself", "wann die Stelle, die den Eintrag pflegt, die Angabe zuletzt bestätigt hat" / "when the office that looks after the record last confirmed the statement";
        #[unsearched]
        optional certainty: Option<Certainty> = Choice(CERTAINTY), "Verlässlichkeit" / "Confidence", "wie verlässlich die Angabe ist" / "how reliable the statement is";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
    }
    /// How to reach a body.
    Contact, CONTACT {
        optional address: Option<String> = PostalAddress, "Anschrift" / "Address", "Straße, Postleitzahl Ort" / "street, postcode town";
        #[vouches_for("address"), absence(Phrase::new("wie der Kontakt", "as for the contact"))]
        optional address_source: Option<Source> = Record(&SOURCE), "Anschrift laut" / "Address from", "nur wenn die Anschrift eine eigene Quelle hat" / "only if the address has a source of its own";
        #[column(1)]
        optional phone: Option<String> = Phone, "Telefon" / "Phone", "mit Vorwahl, z. B. 02421 22-0" / "with area code, e.g. 02421 22-0";
        #[vouches_for("phone"), absence(Phrase::new("wie der Kontakt", "as for the contact"))]
        optional phone_source: Option<Source> = Record(&SOURCE), "Telefon laut" / "Phone from", "nur wenn die Nummer eine eigene Quelle hat" / "only if the number has a source of its own";
        optional email: Option<String> = Email, "E-Mail" / "E-mail", "keine persönliche Adresse" / "not a personal address";
        #[vouches_for("email"), absence(Phrase::new("wie der Kontakt", "as for the contact"))]
        optional email_source: Option<Source> = Record(&SOURCE), "E-Mail laut" / "E-mail from", "nur wenn die Adresse eine eigene Quelle hat" / "only if the address has a source of its own";
        #[weight(Contact)]
        optional website: Option<String> = Url, "Webseite" / "Website", "beginnt mit https://" / "starts with https://";
        #[vouches_for("website"), absence(Phrase::new("wie der Kontakt", "as for the contact"))]
        optional website_source: Option<Source> = Record(&SOURCE), "Webseite laut" / "Website from", "nur wenn die Adresse eine eigene Quelle hat" / "only if the address has a source of its own";
        #[absence(Phrase::new("wie der Eintrag", "as for the record"))]
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "nur wenn der Kontakt eine eigene hat" / "only if the contact has one of its own";
    }
    /// A concern of the public, and who has it.
    Concern, CONCERN {
        optional audience: Option<String> = Line, "Wer fragt" / "Who asks", "z. B. Lehrkraft" / "e.g. teacher";
        optional wish: Option<String> = Text, "Wunsch" / "Wish", "in den Worten der Fragenden: Ich möchte …" / "in the words of those who ask: I want to …";
    }
    /// The Kooperationsvertrag with the Land NRW.
    Agreement, AGREEMENT {
        #[past]
        optional signed: Option<String> = Date, "Unterzeichnet" / "Signed", "so genau wie bekannt" / "as precisely as known";
        #[weight(Note), absence(Phrase::new("wie das Datum", "as the date"))]
        optional dating: Option<String> = Line, "Datierung" / "How dated", "in Worten, wenn erschlossen oder ein Zeitraum: 2013–2014 (erschlossen)" / "in words, if inferred or a span: 2013–2014 (inferred)";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// One seat or group of seats in a body.
    Member, MEMBER {
        #[asked]
        optional institution: Option<String> = Line, "Einrichtung" / "Institution", "" / "";
        #[asked]
        optional group: Option<Group> = Choice(GROUP), "Gruppe" / "Group", "wen das Mitglied vertritt" / "whom the member represents";
        #[asked, minor]
        optional role: Option<String> = Line, "Funktion" / "Role", "" / "";
        #[asked, unit(Phrase::new("Sitz", "seat"), Phrase::new("Sitze", "seats")), minor]
        optional seats: Option<u32> = Count, "Sitze" / "Seats", "" / "";
        #[personal, absence(Phrase::new("nicht genannt", "not named"))]
        optional person: Option<String> = Line, "Person" / "Person", "nur mit Einwilligung" / "only with consent";
        #[absence(Phrase::new("wie der Eintrag", "as for the record"))]
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "nur wenn der Sitz eine eigene hat" / "only if the seat has one of its own";
    }

    /// The district.
    District, DISTRICT_TYPE {
        #[naming(Full), weight(Name), column(1)]
        required name: String = Line, "Name" / "Name", "" / "";
        #[column(2)]
        optional authority: Option<String> = Line, "Behörde" / "Authority", "" / "";
        #[column(3)]
        optional unit: Option<String> = Line, "Abteilung" / "Unit", "" / "";
        #[column(4)]
        optional state: Option<String> = Line, "Land" / "State", "" / "";
        #[weight(Contact)]
        optional website: Option<String> = Url, "Webseite" / "Website", "beginnt mit https://" / "starts with https://";
    }
    /// A Handlungsfeld.
    ActionField, ACTION_FIELD {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[naming(Full), weight(Name), column(1)]
        required name: String = Line, "Name" / "Name", "" / "";
        #[naming(Short), weight(Name), column(2), absence(Phrase::new("wie der Name", "as the name"))]
        optional short: Option<String> = Line, "Kurzname" / "Short name", "" / "";
        #[naming(Synonym), weight(Name), item(Phrase::new("Weiterer Name", "Other name")), absence(Phrase::new("keine", "none"))]
        optional synonyms: Vec<String> = LINES, "Auch bekannt als" / "Also known as", "" / "";
        #[absence(Phrase::new("keines der Öffentlichkeit", "none of the public"))]
        optional concern: Option<Concern> = Record(&CONCERN), "Anliegen" / "Concern", "" / "";
        #[column(3), distinguishing(1), absence(Phrase::new("keines", "none"))]
        optional programme: Option<String> = Line, "Landesprogramm" / "State programme", "" / "";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
    }
    /// A region with its network.
    Region, REGION {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[naming(Full), weight(Name), column(1)]
        required name: String = Line, "Name" / "Name", "" / "";
        #[naming(Short), weight(Name), absence(Phrase::new("wie der Name", "as the name"))]
        optional short: Option<String> = Line, "Kurzname" / "Short name", "" / "";
        #[column(2), distinguishing(1)]
        required kind: Option<RegionKind> = Choice(REGION_KIND), "Art" / "Kind", "" / "";
        optional ags: Option<String> = Ags(5), "AGS" / "AGS", "Amtlicher Gemeindeschlüssel, fünf Stellen" / "official municipality key, five digits";
        optional nuts3: Option<String> = Nuts3, "NUTS 3" / "NUTS 3", "Kennziffer der EU-Statistik, z. B. DEA23" / "EU statistics code, e.g. DEA23";
        #[weight(Place), column(3), distinguishing(2)]
        optional seat: Option<String> = Line, "Sitz" / "Seat", "" / "";
        #[weight(Name), column(4)]
        optional network: Option<String> = Line, "Netzwerk" / "Network", "wie sich das Bildungsnetzwerk nennt" / "what the network calls itself";
        #[weight(Contact)]
        optional website: Option<String> = Url, "Webseite" / "Website", "des Netzwerks; beginnt mit https://" / "of the network; starts with https://";
        optional caretaker: Option<String> = Email, "Gepflegt von" / "Maintained by", "Postfach der Stelle, die diese Seite pflegt" / "mailbox of the office that maintains this page";
        optional agreement: Option<Agreement> = Record(&AGREEMENT), "Kooperationsvertrag" / "Cooperation agreement", "" / "";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
    }
    /// A Stadt or Gemeinde.
    Municipality, MUNICIPALITY {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[naming(Full), weight(Name), column(1)]
        required name: String = Line, "Name" / "Name", "" / "";
        #[column(2), distinguishing(2)]
        optional kind: Option<MunicipalityKind> = Choice(MUNICIPALITY_KIND), "Art" / "Kind", "" / "";
        #[column(3), distinguishing(1)]
        required region: String = Ref(REGIONS), "Region" / "Region", "" / "";
        optional ags: Option<String> = Ags(8), "AGS" / "AGS", "Amtlicher Gemeindeschlüssel, acht Stellen" / "official municipality key, eight digits";
        #[weight(Name), absence(Phrase::new("wie der Name", "as the name"))]
        optional official_name: Option<String> = Line, "Amtlicher Name" / "Official name", "" / "";
        #[item(Phrase::new("Postleitzahl", "Postcode"))]
        optional postcodes: Vec<String> = List(&Postcode), "Postleitzahlen" / "Postcodes", "" / "";
        optional position: Option<(f64, f64)> = Position, "Lage" / "Position", "Breite, Länge in Grad" / "latitude, longitude in degrees";
        optional area_km2: Option<f64> = Decimal, "Fläche km²" / "Area km²", "" / "";
        #[column(4)]
        optional population: Option<u64> = Count, "Einwohner" / "Population", "" / "";
    }
    /// A Gremium.
    Body, BODY {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[column(1), distinguishing(2)]
        required level: Option<Level> = Choice(LEVEL), "Ebene" / "Level", "" / "";
        #[naming(Full), weight(Name), column(2)]
        required name: String = Line, "Name" / "Name", "" / "";
        #[weight(Place), column(3), distinguishing(1)]
        required regions: Vec<String> = List(&Ref(REGIONS)), "Regionen" / "Regions", "eine oder mehrere" / "one or more";
        #[weight(Place), absence(Phrase::new("keine einzelnen angegeben", "no particular ones given"))]
        optional action_fields: Vec<String> = List(&Ref(ACTION_FIELDS)), "Handlungsfelder" / "Action fields", "" / "";
        #[absence(Phrase::new("keines angegeben", "none given"))]
        optional parent: Option<String> = Ref(BODIES), "Übergeordnet" / "Parent body", "" / "";
        #[card(1), minor]
        optional organisation: Option<String> = Line, "Gehört zu" / "Belongs to", "Amt oder Fachbereich" / "office or department";
        #[absence(Phrase::new("nicht angegeben", "not given"))]
        optional rhythm: Option<String> = Line, "Turnus" / "Frequency", "im Wortlaut: einmal im Jahr, nach Bedarf" / "as worded: once a year, when needed";
        #[absence(Phrase::new("nicht angegeben", "not given"))]
        optional interval: Option<Interval> = Choice(INTERVAL), "Abstand" / "Interval", "der Sitzungen; danach werden überfällige erkannt" / "between meetings; tells when one is overdue";
        #[minor]
        optional since: Option<String> = Date, "Seit" / "Since", "so genau wie bekannt" / "as precisely as known";
        #[not_before("since"), absence(Phrase::new("kein Ende bekannt", "no end known"))]
        optional until: Option<String> = Date, "Bis" / "Until", "wenn es nicht mehr besteht" / "if it no longer exists";
        optional open_to_all: Option<bool> = YesNo, "Offen für alle" / "Open to all", "" / "";
        #[group(Members), item(Phrase::new("Mitglied", "Member"))]
        optional members: Vec<Member> = List(&Record(&MEMBER)), "Mitglieder" / "Members", "" / "";
        #[column(4), card(2)]
        optional contact: Option<Contact> = Record(&CONTACT), "Kontakt" / "Contact", "" / "";
        #[weight(Note), card(3), group(Closing), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
        #[minor, group(Closing), absence(Phrase::new("wer die Region pflegt", "who maintains the region"))]
        optional caretaker: Option<String> = Email, "Gepflegt von" / "Maintained by", "Postfach, wenn es nicht das der Region ist" / "mailbox, where it is not that of the region";
        #[card(4), group(Closing)]
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// The work of a region on an action field, in its own words.
    Engagement, ENGAGEMENT {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[naming(Part(2)), weight(Name), column(1)]
        required region: String = Ref(REGIONS), "Region" / "Region", "" / "";
        #[naming(Part(1)), weight(Name), column(2)]
        required action_field: String = Ref(ACTION_FIELDS), "Handlungsfeld" / "Action field", "" / "";
        #[column(3), card(2), asked, distinguishing(1)]
        optional kind: Option<EngagementKind> = Choice(ENGAGEMENT_KIND), "Art" / "Kind", "" / "";
        #[column(4), card(3)]
        optional status: Option<Status> = Choice(STATUS), "Status" / "Status", "leer, wenn unbekannt" / "empty if unknown";
        #[naming(Full), column(5), card(1), asked]
        optional wording: Option<String> = Text, "Wortlaut" / "Wording", "was die Region selbst sagt" / "what the region itself says";
        #[card(4), distinguishing(2), minor]
        optional since: Option<String> = Date, "Seit" / "Since", "so genau wie bekannt" / "as precisely as known";
        #[card(5), absence(Phrase::new("das Netzwerk selbst", "the network itself"))]
        optional actor: Option<String> = Line, "Handelnde" / "Acting", "wer handelt, wenn es nicht das Netzwerk selbst ist" / "who acts, if it is not the network itself";
        #[card(6)]
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// A meeting of a body.
    Meeting, MEETING {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[column(1), distinguishing(2)]
        required body: String = Ref(BODIES), "Gremium" / "Body", "" / "";
        #[column(2), ordinal, distinguishing(3), minor]
        optional number: Option<u32> = Count, "Nummer" / "Number", "die wievielte Sitzung" / "which meeting of the body";
        #[column(3), asked, distinguishing(1)]
        optional date: Option<String> = Date, "Datum" / "Date", "so genau wie bekannt" / "as precisely as known";
        #[not_before("date"), absence(Phrase::new("am selben Tag", "the same day"))]
        optional end: Option<String> = Date, "Bis" / "Until", "letzter Tag, wenn es mehrere sind" / "last day, if there are several";
        #[minor]
        optional time: Option<String> = Line, "Uhrzeit" / "Time", "z. B. 14:00–17:30" / "e.g. 14:00–17:30";
        #[weight(Place)]
        optional place: Option<String> = Line, "Ort" / "Place", "Haus und Stadt" / "building and town";
        #[naming(Full), weight(Name), column(4), asked]
        optional title: Option<String> = Line, "Titel" / "Title", "" / "";
        #[minor]
        optional participants: Option<u32> = Count, "Teilnehmende" / "Participants", "" / "";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// What a Bildungskonferenz recommends.
    Recommendation, RECOMMENDATION {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[distinguishing(1)]
        optional meeting: Option<String> = Ref(MEETINGS), "Sitzung" / "Meeting", "" / "";
        #[ordinal]
        optional number: Option<u32> = Count, "Nummer" / "Number", "die wievielte Empfehlung der Sitzung" / "which recommendation of the meeting";
        #[weight(Place), column(1), distinguishing(2)]
        required action_field: String = Ref(ACTION_FIELDS), "Handlungsfeld" / "Action field", "" / "";
        #[naming(Full), column(3)]
        required text: String = Text, "Empfehlung" / "Recommendation", "" / "";
        #[column(2), absence(Phrase::new("ergibt sich aus den Beschlüssen", "follows from the decisions"))]
        optional status: Option<RecommendationStatus> = Choice(RECOMMENDATION_STATUS), "Status" / "Status", "nur wenn er sich nicht aus den Beschlüssen ergibt" / "only if it does not follow from the decisions";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// What a Lenkungskreis decides.
    Decision, DECISION {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[column(3), asked, distinguishing(1)]
        optional meeting: Option<String> = Ref(MEETINGS), "Sitzung" / "Meeting", "" / "";
        #[absence(Phrase::new("das der Sitzung", "that of the meeting"))]
        optional body: Option<String> = Ref(BODIES), "Gremium" / "Body", "nur ohne Sitzung" / "only without a meeting";
        #[absence(Phrase::new("das der Sitzung", "that of the meeting"))]
        optional date: Option<String> = Date, "Datum" / "Date", "nur wenn es nicht das der Sitzung ist" / "only if it is not that of the meeting";
        #[ordinal]
        optional number: Option<u32> = Count, "Nummer" / "Number", "der wievielte Beschluss der Sitzung" / "which decision of the meeting";
        optional recommendations: Vec<String> = List(&Ref(RECOMMENDATIONS)), "Empfehlungen" / "Recommendations", "" / "";
        #[naming(Full), column(2)]
        required text: String = Text, "Beschluss" / "Decision", "" / "";
        #[column(1), asked, distinguishing(2)]
        optional priority: Option<Priority> = Choice(PRIORITY), "Priorität" / "Priority", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
    /// What a Bildungsbüro carries out.
    Measure, MEASURE {
        required id: String = Id, "Kennung" / "Identifier", "Kleinbuchstaben, Ziffern, Bindestriche" / "lower-case letters, digits, hyphens";
        #[column(3), distinguishing(3), minor]
        optional kind: Option<MeasureKind> = Choice(MEASURE_KIND), "Art" / "Kind", "" / "";
        #[naming(Full), weight(Name), column(1)]
        required title: String = Line, "Titel" / "Title", "" / "";
        #[weight(Place), column(2), distinguishing(1)]
        required region: String = Ref(REGIONS), "Region" / "Region", "" / "";
        #[weight(Place)]
        optional action_fields: Vec<String> = List(&Ref(ACTION_FIELDS)), "Handlungsfelder" / "Action fields", "" / "";
        optional decision: Option<String> = Ref(DECISIONS), "Beschluss" / "Decision", "" / "";
        #[absence(Phrase::new("keine", "none"))]
        optional further_decisions: Vec<String> = List(&Ref(DECISIONS)), "Weitere Beschlüsse" / "Further decisions", "wenn mehrere zu der Maßnahme führen" / "if several lead to the measure";
        #[minor]
        optional lead: Option<String> = Ref(BODIES), "Federführung" / "Lead", "" / "";
        #[column(4)]
        optional status: Option<MeasureStatus> = Choice(MEASURE_STATUS), "Status" / "Status", "" / "";
        #[column(5), distinguishing(2)]
        optional start: Option<String> = Date, "Beginn" / "Start", "" / "";
        #[not_before("start"), absence(Phrase::new("kein Ende bekannt", "no end known"))]
        optional end: Option<String> = Date, "Ende" / "End", "" / "";
        #[weight(Note), absence(Phrase::new("keine", "none"))]
        optional note: Option<String> = Text, "Anmerkung" / "Note", "" / "";
        optional source: Option<Source> = Record(&SOURCE), "Quelle" / "Source", "" / "";
    }
}
