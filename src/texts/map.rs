//! What the map says besides names and labels.

texts! {
    title_regions => "Karte · Regionen" / "Map · regions";
    title_field(field: &str) => "Karte · {field}" / "Map · {field}";
    towns(count: usize) => "1 Kommune" | "{count} Kommunen" / "1 municipality" | "{count} municipalities";
    unplaced(count: usize) => "1 Kommune ohne bekannte Lage" | "{count} Kommunen ohne bekannte Lage" / "1 municipality without a known position" | "{count} municipalities without a known position";
    distant(count: usize) => "1 Kommune liegt zu weit entfernt, siehe Prüfen" | "{count} Kommunen liegen zu weit entfernt, siehe Prüfen" / "1 municipality lies too far away, see Check" | "{count} municipalities lie too far away, see Check";
    no_region => "Region unbekannt" / "region unknown";
    no_office => "Kein Büro eingetragen" / "No office recorded";
    nothing_known => "nichts bekannt" / "nothing known";
    empty => "Für eine Karte fehlt die Lage der Kommunen: Breite und Länge, z. B. 50,77 6,08." / "A map needs the positions of the municipalities: latitude and longitude, e.g. 50.77 6.08.";
    too_small => "Das Fenster ist für die Karte zu klein." / "The window is too small for the map.";
    no_place(typed: &str) => "Kein Ort gefunden: „{typed}“" / "No place found: “{typed}”";
    no_position(town: &str) => "{town} hat keine Lage und fehlt auf der Karte." / "{town} has no position and is not on the map.";
    no_field => "Es gibt noch kein Handlungsfeld." / "There is no action field yet.";
    field_prompt => "Handlungsfeld: " / "Action field: ";
    municipality => "Kommune" / "Municipality";
    region => "Region" / "Region";
    latitude => "Breite" / "Latitude";
    longitude => "Länge" / "Longitude";
    state => "Stand der Arbeit" / "State of work";
}
