//! Why something typed into a field is refused.

texts! {
    unknown_field(name: &str) => "Ein Feld {name} gibt es hier nicht." / "There is no field {name} here.";
    json_form => "In dieser Form passt das JSON hier nicht: Eine Liste ist ein Array, eine Gruppe ein Objekt." / "JSON of this form does not fit here: a list is an array, a group an object.";
    empty => "Hier fehlt noch eine Angabe." / "Something is missing here.";
    control(character: &str) => "Das Zeichen {character} ist unsichtbar und kann nicht gespeichert werden." / "The character {character} is invisible and cannot be stored.";
    one_line => "Hier passt nur eine Zeile." / "Only one line fits here.";
    id(proposal: &str) => "Eine Kennung besteht nur aus Kleinbuchstaben a–z, Ziffern und einzelnen Bindestrichen, zum Beispiel {proposal}." / "An identifier consists only of lower-case letters a–z, digits and single hyphens, for example {proposal}.";
    choice(known: &str) => "Dieser Wert ist hier nicht vorgesehen. Möglich: {known}." / "This is not one of the choices: {known}.";
    yes_no => "Bitte mit ja oder nein antworten." / "Please answer yes or no.";
    count => "Hier gehört eine ganze Zahl hin, zum Beispiel 12 oder 1.085.664." / "A whole number belongs here, for example 12 or 1,085,664.";
    decimal => "Hier gehört eine Zahl hin, zum Beispiel 160,85." / "A number belongs here, for example 160.85.";
    too_large => "So groß kann die Zahl nicht sein." / "The number cannot be that large.";
    date_shape => "Das ist kein Datum. Möglich: 2009, 6/2009, Juni 2009, 22.6.2009 oder heute." / "This is not a date. Possible: 2009, 2009-06, June 2009, 2009-06-22 or today.";
    school_year(first: u32, next: &str) => "{first}/{next} ist ein Schuljahr, kein Monat. Bitte geben Sie Jahr, Monat oder Tag an, für den Beginn zum Beispiel {first}-08." / "{first}/{next} is a school year, not a month. Please give a year, month or day: for its start, {first}-08, for example.";
    date_span => "Das sind mehrere Jahre. Bitte geben Sie ein Jahr, einen Monat oder einen Tag an." / "This is a span of years. Please give one year, month or day.";
    date_year => "Bitte geben Sie das Jahr mit vier Ziffern an." / "Please give the year with four digits.";
    date_year_range => "Das Jahr muss zwischen 1000 und 9999 liegen." / "The year must lie between 1000 and 9999.";
    date_order(day_first: &str, month_first: &str) => "Es ist nicht zu erkennen, ob der Tag oder der Monat vorn steht. Bitte schreiben Sie {day_first} oder {month_first}." / "It is unclear whether the day or the month comes first. Please write {day_first} or {month_first}.";
    date_month(month: u32) => "Einen Monat {month} gibt es nicht." / "There is no month {month}.";
    date_no_day => "Einen Tag 0 gibt es nicht; ist der Tag unbekannt, genügt der Monat." / "There is no day 0; if the day is unknown, give only the month.";
    date_day(day: u32) => "Einen {day}. hat dieser Monat nicht." / "This month has no day {day}.";
    phone => "Eine Telefonnummer besteht aus Ziffern, Leerzeichen und + ( ) / . - – und hat mindestens drei Ziffern; Weiteres gehört in die Anmerkung." / "A phone number consists of digits, spaces and + ( ) / . - – and has at least three digits; anything else belongs in the note.";
    email => "Das ist keine E-Mail-Adresse. Beispiel: bildungsbuero@kreis.de" / "This is not an e-mail address. Example: office@kreis.de";
    origin => "Eine Webadresse beginnt mit https:// oder http:// und enthält keine Leerzeichen; ohne Adresse genügt der Titel der Quelle." / "A web address starts with https:// or http:// and has no spaces; if there is none, give the title of the source.";
    url => "Eine Webadresse beginnt mit https:// oder http:// und enthält keine Leerzeichen." / "A web address starts with https:// or http:// and has no spaces.";
    url_host(scheme: &str) => "Hinter {scheme} fehlt ein vollständiger Rechnername, zum Beispiel {scheme}www.kreis-dueren.de." / "A full host name is missing after {scheme}, for example {scheme}www.kreis-dueren.de.";
    postcode => "Eine Postleitzahl hat fünf Ziffern." / "A postcode has five digits.";
    ags(digits: usize) => "Ein AGS hat hier {digits} Ziffern und beginnt mit dem Land, 01 bis 16." / "A municipality key (AGS) has {digits} digits here and begins with its Land, 01 to 16.";
    nuts3 => "Eine NUTS-3-Kennziffer hat fünf Zeichen: zwei Buchstaben für den Staat und drei weitere, zum Beispiel DEA23." / "A NUTS 3 code has five characters: two letters for the country and three more, for example DEA23.";
    understood(value: &str) => "Verstanden als {value}." / "Understood as {value}.";
    replaced(characters: &str) => "Unsichtbare oder verwechselbare Zeichen wurden ersetzt: {characters}." / "Invisible or lookalike characters were replaced: {characters}.";
    no_area_code => "Die Vorwahl fehlt." / "The area code is missing.";
    long_id(characters: usize) => "Die Kennung hat mehr als {characters} Zeichen." / "The identifier has more than {characters} characters.";
    comma => "Es ist nicht zu erkennen, ob das Komma zwei Zahlen trennt oder zu einer gehört. Möglich: 50.734, 7.099 oder 50,734; 7,099." / "It is unclear whether the comma separates two numbers or belongs to one. Possible: 50.734, 7.099 or 50,734; 7,099.";
    position => "Hier gehören Breite und Länge in Grad hin, zum Beispiel 50.734, 7.099." / "Latitude and longitude in degrees belong here, for example 50.734, 7.099.";
}
