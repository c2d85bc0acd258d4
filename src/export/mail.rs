//! A mail as text, ready for `sendmail`: header fields (RFC 5322, RFC 2045), then the body.
//!
//! Must not decide what the body says. Entry point: [`mail`].

/// Maximum width of a line in cells (RFC 5322, section 2.1.1, recommends at most 78 characters).
pub const WIDTH: usize = 76;

/// Returns the lines of a mail. `to` is one mailbox without white space; `subject` is ASCII.
pub fn mail(to: &str, subject: &str, body: impl IntoIterator<Item = String>) -> Vec<String> {
    debug_assert!(subject.is_ascii() && !to.contains(char::is_whitespace));
    let head = [
        format!("To: {to}"),
        format!("Subject: {subject}"),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        String::new(),
    ];
    head.into_iter().chain(body).collect()
}
