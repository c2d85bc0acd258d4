//! What the map says besides names and labels.

texts! {
    regions => "Regionen" / "Regions";
    title(topic: &str) => "Karte · {topic}" / "Map · {topic}";
    age => "Aktualität" / "Currency";
    completeness => "Vollständigkeit" / "Completeness";
    age_scale(months: usize) => "Zehntel der Angaben, deren Stand keine {months} Monate alt ist:" / "tenths of the statements that are less than {months} months old:";
    current_scale => "Zehntel der Angaben, deren Stand bekannt ist:" / "tenths of the statements whose date is known:";
    completeness_scale => "Zehntel dessen, was zu einer vollständigen Seite gehört:" / "tenths of what belongs to a complete page:";
    unread => "… wird noch gelesen" / "… still being read";
    no_statement => "keine Angabe mit Quelle" / "no statement with a source";
    current(percent: u8) => "{percent} % der Angaben sind aktuell" / "{percent} % of the statements are current";
    current_oldest(percent: u8, oldest: &str) => "{percent} % der Angaben sind aktuell, die älteste ist von {oldest}" / "{percent} % of the statements are current, the oldest is of {oldest}";
    complete(percent: u8) => "{percent} % einer vollständigen Seite sind bekannt" / "{percent} % of a complete page is known";
    towns(count: usize) => "1 Kommune" | "{count} Kommunen" / "1 municipality" | "{count} municipalities";
    unplaced(count: usize) => "1 Kommune ohne bekannte Lage" | "{count} Kommunen ohne bekannte Lage" / "1 municipality without a known position" | "{count} municipalities without a known position";
    distant(count: usize) => "1 Kommune liegt zu weit entfernt, siehe Befunde" | "{count} Kommunen liegen zu weit entfernt, siehe Befunde" / "1 municipality lies too far away, see Findings" | "{count} municipalities lie too far away, see Findings";
    no_region => "Region unbekannt" / "region unknown";
    no_office => "Kein Büro eingetragen" / "No office recorded";
    nothing_known => "nichts bekannt" / "nothing known";
    empty => "Für eine Karte fehlt die Lage der Kommunen: Breite und Länge, z. B. 50,77 6,08." / "A map needs the positions of the municipalities: latitude and longitude, e.g. 50.77 6.08.";
    too_small => "Das Fenster ist für die Karte zu klein." / "The window is too small for the map.";
    no_place(typed: &str) => "Kein Ort gefunden: „{typed}“" / "No place found: “{typed}”";
    no_position(town: &str) => "{town} hat keine Lage und fehlt auf der Karte." / "{town} has no position and is not on the map.";
    field_prompt => "Handlungsfeld: " / "Action field: ";
    municipality => "Kommune" / "Municipality";
    region => "Region" / "Region";
    latitude => "Breite" / "Latitude";
    longitude => "Länge" / "Longitude";
    state => "Stand der Arbeit" / "State of work";
}
