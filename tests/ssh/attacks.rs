//! What an attacker may try against a restricted access, each carried out, and the table of it in
//! `docs/ssh.md`.
//!
//! Where an attack needs something of the server or the client to work at all, it first succeeds on
//! an account with a shell on the same server.

mod attacked_servers;
mod connection;
mod screen;
mod syncing;

use attacked_servers::{AttackRow, AttackedServers};

/// What a client asks for on the account that may write; of each what it is, and its words.
const REQUESTS: &[(&str, &str)] = &[
    ("a shell", "sh -c 'cat SECRET'"),
    ("a command behind `;`", "find mint; cat SECRET"),
    ("a command behind a line break", "find mint\ncat SECRET"),
    ("a command in `$(…)`", "find \"$(cat SECRET)\""),
    ("a command in backticks", "find `cat SECRET`"),
    ("a pipe into a file", "list bodies | tee NEW"),
    ("output into a file by `>`", "list bodies > NEW"),
    ("a variable", "find $HOME"),
    ("a file pattern", "find SRV/*"),
    ("a quotation mark that is not closed", "find 'mint"),
    ("a backslash and a NUL in words", "find 'a\\0b'"),
    ("another file by `--data`", "--data OWN list regions"),
    ("another file by `--data=` behind the command", "list regions --data=OWN"),
    ("another file by its name", "OWN"),
    ("another file by `..`", "SRV/../own.ron"),
    ("another file behind `--`", "-- OWN"),
    ("another dataset by name", "@bonn"),
    ("the standard input as the dataset", "--data - list regions"),
    ("an end of options in front of `--data`", "list -- --data OWN"),
    ("`--restricted` once more, and then `--data`", "--restricted --data OWN list regions"),
    ("an option given a value it has not", "--restricted=false list regions"),
    ("somebody else's name", "set bodies/dueren-buero/contact/phone 1 --author Landrat"),
    ("a file by `export -o`", "export --as json -o NEW"),
    ("a file by `import`", "import OWN --table bodies"),
    ("a folder by `publish`", "publish NEW"),
    ("a file by `init`", "init NEW"),
    ("a file by `diff`", "diff OWN OWN"),
    ("a file by `diff --textconv`", "diff --textconv OWN"),
    ("a file by `merge -o`", "merge OWN OWN OWN -o NEW"),
    ("a file by `recover -o`", "recover -o NEW"),
    ("a program by `git setup`", "git setup"),
    ("a program by `sync`", "sync"),
    ("a program by `sync` that the client allows", "--allow-sync sync"),
    ("the same behind the command", "sync --allow-sync --restricted"),
    ("the history thinned out", "history purge --before 2099-01-01 --yes"),
    ("a proposal where that is not allowed", "--propose set bodies/dueren-buero/contact/phone 110"),
    ("a proposal from a file", "proposals add OWN"),
    ("a proposal by a path", "proposals show ../../own.ron"),
    ("a proposal of somebody else withdrawn by a path", "proposals withdraw /root/own.ron"),
    ("what the shell asks to complete a line", "complete -- --data OWN list regions"),
    ("the internal server of sftp", "internal-sftp"),
    ("a server of sftp by its path", "/usr/lib/openssh/sftp-server"),
    ("the server side of scp", "scp -t NEW"),
    ("the server side of rsync", "rsync --server --sender . SECRET"),
    ("the server side of git", "git-upload-pack 'SRV'"),
    ("control characters in a word", "find '\u{1b}]0;HACK\u{7}\u{9b}31m\u{202e}'"),
];

#[test]
fn every_attack_comes_to_nothing_and_the_document_says_how() {
    let servers = AttackedServers::new();
    let mut rows: Vec<AttackRow> = REQUESTS.iter().map(|(attack, request)| servers.request(attack, request)).collect();
    rows.extend(connection::rows(&servers));
    rows.extend(screen::rows(&servers));
    rows.extend(syncing::rows(&servers));
    servers.is_untouched();
    let lines: String = rows.iter().map(AttackRow::line).collect();
    let table = format!("| attack | what happens |\n| --- | --- |\n{lines}");
    crate::generated_block::compare("docs/ssh.md", ("attacks", "ssh"), &table);
}
