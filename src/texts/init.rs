//! The questions that `init --district` asks.

texts! {
    no_name => "--district braucht den Namen des Bezirks, z. B. --district Nordau" / "--district needs the name of the district, such as --district Nordau";
    authority => "1/5 Welche Behörde begleitet die Netzwerke, und in welchem Land? (Behörde, Land)" / "1/5 Which authority supports the networks, and in which state? (authority, state)";
    kinds => "2/5 Was für Regionen gibt es? (mit Komma)" / "2/5 Which kinds of region are there? (with commas)";
    proposed_kinds => "Landkreis, Kreisfreie Stadt" / "Landkreis, Kreisfreie Stadt";
    regions => "3/5 Wie heißen die Regionen? (mit Komma)" / "3/5 What are the regions called? (with commas)";
    levels => "4/5 Wie heißen die Stelle, die man fragt, das Gremium, das beschließt, und das, das empfiehlt? Weitere dahinter" / "4/5 What are the office that people ask, the body that decides and the one that recommends called? Others behind them";
    proposed_levels => "Geschäftsstelle, Lenkungsgruppe, Bildungskonferenz" / "Geschäftsstelle, Lenkungsgruppe, Bildungskonferenz";
    groups => "5/5 Wer muss in dem Gremium sitzen, das beschließt? (mit Komma)" / "5/5 Who must sit in the body that decides? (with commas)";
    proposed_groups => "Schulaufsicht, Kommunen, Schulen" / "Schulaufsicht, Kommunen, Schulen";
    others => "Weitere" / "Others";
    working_group => "Arbeitsgruppe" / "Working group";
}
