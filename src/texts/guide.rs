//! What the guide ("Ich möchte …") says.

texts! {
    ask_instead => "Sonst fragen" / "Otherwise ask";
    accompanies_networks => "begleitet alle Netzwerke" / "supports all networks";
    title => "Ich möchte …" / "I want to …";
    step(number: usize) => "Schritt {number} von 3" / "step {number} of 3";
    place => "Ort, Postleitzahl oder Region" / "Town, postcode or region";
    card => "Wen fragen?" / "Whom to ask?";
    other => "ein anderes Anliegen …" / "something else …";
    copy_contact => "Kontakt kopieren" / "Copy contact";
    asked_by(audience: &str, field: &str) => "{audience} · {field}" / "{audience} · {field}";
    concern_prompt => "Was? " / "What? ";
    concern_hint => "Anliegen, Handlungsfeld oder Ort eingeben" / "type a concern, action field or place";
    place_prompt => "Wo? " / "Where? ";
    place_hint => "Ort, Postleitzahl oder Region eingeben" / "type a town, postcode or region";
    is_field => " · Handlungsfeld" / " · action field";
    nothing_meant(typed: &str) => "Zu „{typed}“ ist nichts bekannt. Eingeben lassen sich ein Ort (Düren), eine Postleitzahl, eine Region, ein Handlungsfeld (MINT) oder ein Wort des Anliegens." / "Nothing is known about “{typed}”. Type a place (Düren), a postcode, a region, an action field (MINT) or a word of the concern.";
    no_field(typed: &str) => "„{typed}“ ist kein Handlungsfeld; der Ort allein führt zum Büro." / "“{typed}” is no action field; the place alone leads to the office.";
    more_places(count: usize) => "… und 1 weiterer" | "… und {count} weitere" / "… and 1 more" | "… and {count} more";
    region_unknown => "Region unbekannt" / "region unknown";
    choose_concern => "Wählen Sie zuerst ein Anliegen." / "First choose a concern.";
    choose_place => "Wählen Sie eine Region, oder geben Sie einen Ort ein." / "Choose a region or type a place.";
    only_office(region: &str) => "nur das Büro ({region})" / "just the office ({region})";
    said_here(region: &str) => "Was {region} dazu sagt" / "What {region} says about it";
    nothing_known(region: &str) => "Aus dieser Region ({region}) ist dazu nichts bekannt. Das heißt nicht, dass dort nichts geschieht: Fragen Sie das Büro." / "Nothing is known about this from {region}. That does not mean nothing is being done there: ask the office.";
    elsewhere(count: usize) => "Regionen, aus denen dazu etwas bekannt ist (1)" | "Regionen, aus denen dazu etwas bekannt ist ({count})" / "Regions where something is known about it (1)" | "Regions where something is known about it ({count})";
    nowhere => "Auch aus keiner anderen Region ist dazu etwas bekannt." / "Nothing is known about it from any other region either.";
    open_bodies => "Offen für alle" / "Open to all";
    no_open_body => "Ob hier ein Gremium allen offensteht, ist nicht bekannt." / "Whether any body here is open to all is not known.";
    field_bodies => "Gremien zu diesem Handlungsfeld" / "Bodies for this action field";
    office_notes => "Anmerkung zum Büro" / "Note on the office";
    open_unknown => "offen für alle: unbekannt" / "open to all: unknown";
    not_open => "nicht für alle offen" / "not open to all";
    no_concerns => "Es ist noch kein Handlungsfeld eingetragen." / "No action field is recorded yet.";
}
