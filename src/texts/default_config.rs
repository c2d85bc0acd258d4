//! What `config --default` says of each setting.

texts! {
    head => "Einstellungen von bildungsnetz: Ihre eigenen in ~/.config/bildungsnetz/config.toml, die aller in\n/etc/xdg/bildungsnetz/config.toml. Alles ist freiwillig; was mit # beginnt, zeigt die Vorgabe oder ein Beispiel." / "Settings of bildungsnetz: your own in ~/.config/bildungsnetz/config.toml, everybody's in\n/etc/xdg/bildungsnetz/config.toml. All are optional; what begins with # shows the default or an example.";
    language => "Sprache, \"de\" oder \"en\". Vorgabe: die der Umgebung (LC_ALL, LC_MESSAGES, LANG)." / "Language, \"de\" or \"en\". Default: that of the environment (LC_ALL, LC_MESSAGES, LANG).";
    author => "Wer Sie sind, wo mehrere ein Konto teilen: steht im Verlauf und bei Konflikten." / "Who you are where several people share an account: stands in the history and at conflicts.";
    data => "Der Datenbestand, der sich ohne Angabe öffnet; ~/ ist Ihr Heimatverzeichnis." / "The dataset that opens when none is named; ~/ is your home folder.";
    theme(names: &str) => "Farben: {names}; \"auto\" folgt dem Hintergrund des Terminals. NO_COLOR gilt ebenso." / "Colours: {names}; \"auto\" follows the terminal's background. NO_COLOR works too.";
    colours(names: &str) => "Wie viele Farben: {names}; \"auto\" richtet sich nach TERM und COLORTERM." / "How many colours: {names}; \"auto\" goes by TERM and COLORTERM.";
    mouse => "Ob die Maus beim Start eingeschaltet ist (F9 schaltet um)." / "Whether the mouse is on at the start (F9 switches it).";
    hyperlinks => "Ob Adressen und Telefonnummern anklickbar sind, wo das Terminal es kann." / "Whether addresses and telephone numbers can be clicked where the terminal has links.";
    ascii => "Linien und Zeichen nur in ASCII. Vorgabe: ja, wo die Umgebung kein UTF-8 hat." / "Lines and marks only in ASCII. Default: yes, where the environment is not UTF-8.";
    review_after => "Ältere Angaben und Prüfungen werden gekennzeichnet (Monate)." / "Older statements and checks are marked (months).";
    datasets => "Weitere Datenbestände: bildungsnetz @bonn" / "Further datasets: bildungsnetz @bonn";
    silence => "Befunde, die nicht gemeldet werden (Namen: bildungsnetz check --help)." / "Rules that are not reported (names: bildungsnetz check --help).";
    backup => "Von wie vielen Tagen Sicherungen bleiben; 0 für keine." / "Of how many days copies are kept; 0 for none.";
    keys => "Tasten: ersetzt die vorgegebenen eines Befehls; [] nimmt sie ihm." / "Keys: replaces the default ones of a command; [] takes them away.";
}
