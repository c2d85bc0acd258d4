//! What the record for open-data portals says.

texts! {
    title(district: &str) => "Regionale Bildungsnetzwerke: {district}" / "Regional education networks: {district}";
    description(district: &str) => "Verzeichnis der Regionalen Bildungsnetzwerke ({district}): Regionen mit ihren Städten und Gemeinden, Gremien und Ansprechstellen, Handlungsfelder, Sitzungen, Empfehlungen, Beschlüsse und Maßnahmen, jede Aussage mit Quelle und Stand." / "Directory of the regional education networks ({district}): regions with their municipalities, bodies and contacts, action fields, meetings, recommendations, decisions and measures, each statement with its source and age.";
    directory => "Verzeichnis" / "Directory";
    postcodes => "Postleitzahlen der Städte und Gemeinden" / "Postcodes of the municipalities";
}
