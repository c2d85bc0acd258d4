//! The mail that reminds a caretaker of what is due.

texts! {
    subject(count: usize) => "Bitte um Durchsicht: eine Angabe im Verzeichnis" | "Bitte um Durchsicht: {count} Angaben im Verzeichnis" / "Please review: one statement in the directory" | "Please review: {count} statements in the directory";
    greeting => "Guten Tag," / "Hello,";
    looked_after(what: &str) => "von diesem Postfach aus wird im gemeinsamen Verzeichnis der Bildungsnetzwerke gepflegt: {what}." / "This mailbox looks after the following in the common directory of the education networks: {what}.";
    please(count: usize) => "Eine Angabe ist durchzusehen:" | "{count} Angaben sind durchzusehen:" / "One statement is to be reviewed:" | "{count} statements are to be reviewed:";
    as_of(date: &str) => "Stand {date}" / "as of {date}";
    how_to_answer => "Wenn noch alles stimmt, genügt „stimmt noch“ als Antwort. Wenn sich etwas geändert hat, schreiben Sie bitte, was, und woher Sie es wissen. Mit eigenem Zugang zum Verzeichnis bestätigen Sie in der Durchsicht (V) mit t." / "If everything is still true, just reply “still true”. If something has changed, please tell us what, and how you know. If you have access to the directory, you can confirm with t in the review (V).";
    signature(district: &str, day: &str) => "Verzeichnis der Bildungsnetzwerke, {district}, {day}" / "Directory of the education networks, {district}, {day}";
    nothing_due(mailbox: &str) => "Für {mailbox} ist nichts durchzusehen." / "Nothing is to be reviewed for {mailbox}.";
    reminded(count: usize, mailbox: &str, day: &str) => "{mailbox} wurde an eine Angabe schon erinnert, zuletzt am {day}; --again nennt sie wieder." | "{mailbox} wurde an {count} Angaben schon erinnert, zuletzt am {day}; --again nennt sie wieder." / "{mailbox} was reminded of one statement already, last on {day}; --again names it again." | "{mailbox} was reminded of {count} statements already, last on {day}; --again names them again.";
    noted(mailbox: &str, day: &str) => "Erinnerung an {mailbox} am {day} vermerkt." / "Noted that {mailbox} was reminded on {day}.";
    not_noted => "Die Erinnerung ist nicht vermerkt." / "The reminder is not noted.";
    nobody => "Niemand ist eingetragen, der etwas pflegt (Feld caretaker einer Region oder eines Gremiums)." / "Nobody is entered who maintains anything (field caretaker of a region or a body).";
    no_mailbox(mailbox: &str) => "„{mailbox}“ ist kein Postfach." / "“{mailbox}” is no mailbox.";
    mailbox => "Postfach" / "Mailbox";
    due => "durchzusehen" / "to review";
    last => "zuletzt erinnert" / "last reminded";
}
