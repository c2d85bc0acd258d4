//! Where the shipped data comes from and under which terms; shown by the about window, `--version`
//! and the README.

use super::Phrase;

/// One line for each source.
pub static LINES: &[Phrase] = &[
    Phrase::new(
        "Gemeinden, Flächen, Einwohner (31.12.2018): © Statistisches Bundesamt (Destatis), Wiesbaden 2019 – Gemeindeverzeichnis",
        "Municipalities, areas, population (31 Dec 2018): © Statistisches Bundesamt (Destatis), Wiesbaden 2019 – Gemeindeverzeichnis",
    ),
    Phrase::new(
        "Regionen mit AGS: © Statistisches Bundesamt (Destatis), CC BY 4.0; NUTS 3: Eurostat",
        "Regions with AGS: © Statistisches Bundesamt (Destatis), CC BY 4.0; NUTS 3: Eurostat",
    ),
    Phrase::new(
        "Postleitzahlen: © OpenStreetMap contributors, Open Database License (ODbL) 1.0",
        "Postcodes: © OpenStreetMap contributors, Open Database License (ODbL) 1.0",
    ),
    Phrase::new(
        "Büros, Gremien, Engagements: einzelne Tatsachen aus den jeweils genannten Seiten",
        "Offices, bodies, engagements: single facts from the pages named with each",
    ),
    Phrase::new("Programm: MIT-Lizenz", "Program: MIT licence"),
];
