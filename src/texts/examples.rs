//! A call of each command that works with the dataset that comes with the program; enter at
//! [`example`].

/// The examples, by the command's name; in the order in which one follows from the other.
pub static EXAMPLES: &[(&str, &str)] = &[
    ("list", "bildungsnetz list bodies region:düren level:forum --columns name,contact/phone --sort level,name"),
    ("show", "bildungsnetz show regions/koeln regions/bonn --field network"),
    ("find", "bildungsnetz find mint"),
    ("contact", "bildungsnetz contact 52428 --field mint"),
    ("get", "bildungsnetz get bodies/dueren-bildungsbuero/name"),
    ("set", "bildungsnetz set bodies/dueren-bildungsbuero/contact/phone '02421 22-0' --source Anruf"),
    ("confirm", "bildungsnetz confirm bodies/dueren-bildungsbuero"),
    ("add", "bildungsnetz add action_fields/mint/synonyms Forscherwerkstatt"),
    ("remove", "bildungsnetz remove bodies/dueren-bildungsbuero/contact/phone"),
    ("import", "bildungsnetz import gremien.csv --map Durchwahl=contact/phone --dry-run"),
    ("export", "bildungsnetz export --as csv --table bodies --region Düren -o gremien.csv"),
    ("log", "bildungsnetz log bodies/dueren-bildungsbuero --limit 5"),
    ("blame", "bildungsnetz blame bodies/dueren-bildungsbuero"),
    ("history.purge", "bildungsnetz history purge --before 2020 --yes"),
    ("recover", "bildungsnetz recover --list"),
    ("proposals.add", "bildungsnetz proposals add vorschlag.txt"),
    ("proposals.list", "bildungsnetz proposals list --region Düren"),
    ("proposals.show", "bildungsnetz proposals show anna"),
    ("proposals.take", "bildungsnetz proposals take anna --change 1"),
    ("proposals.decline", "bildungsnetz proposals decline anna --change 2 --reason 'Gilt nicht mehr'"),
    ("proposals.mine", "bildungsnetz proposals mine"),
    ("proposals.withdraw", "bildungsnetz proposals withdraw anna"),
    ("init", "bildungsnetz init nordau.ron --district Nordau"),
    ("diff", "bildungsnetz diff alt.ron neu.ron"),
    ("merge", "bildungsnetz merge basis.ron meine.ron andere.ron -o ergebnis.ron"),
    ("git.setup", "bildungsnetz git setup"),
    ("sync", "bildungsnetz sync --dry-run"),
    ("check", "bildungsnetz check --region Köln --quiet"),
    ("review", "bildungsnetz review --region Köln --kind old --limit 20 --format md"),
    ("remind", "bildungsnetz remind"),
    ("matrix", "bildungsnetz matrix --concerns --format csv"),
    ("process", "bildungsnetz process --region Düren"),
    ("meetings", "bildungsnetz meetings --region 'Rhein-Sieg'"),
    ("map", "bildungsnetz map --field mint"),
    ("overview", "bildungsnetz overview --sort -open_recommendations"),
    ("network", "bildungsnetz network --region Oberberg --format dot"),
    ("publish", "bildungsnetz publish webseite --base-url https://bildungsnetz.example/ --date heute"),
    ("keys", "bildungsnetz keys --format md"),
    ("config", "bildungsnetz config"),
    ("doctor", "bildungsnetz doctor"),
    ("completions", "bildungsnetz completions bash"),
    ("man", "bildungsnetz man"),
];

/// Returns the example of a command.
pub fn example(command: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(name, _)| *name == command).map(|(_, line)| *line)
}
