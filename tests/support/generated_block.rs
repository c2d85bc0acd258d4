//! A part of a document that a test makes and compares. Entry point: [`compare`].

/// Compares the generated block of a document with `wanted`, or rewrites it when `UPDATE` is set.
/// `name` is that of the block, `test` that of the test which makes it.
pub fn compare(document: &str, (name, test): (&str, &str), wanted: &str) {
    let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect(document);
    let open = format!("<!-- {name}: made by `UPDATE=1 cargo test --test {test}` -->\n");
    let close = format!("<!-- /{name} -->");
    let start = text.find(&open).expect("the opening marker") + open.len();
    let end = text[start..].find(&close).expect("the closing marker") + start;
    if std::env::var_os("UPDATE").is_some() {
        let new = format!("{}{wanted}{}", &text[..start], &text[end..]);
        let temporary = format!("{path}.new");
        std::io::Write::write_all(&mut std::fs::File::create(&temporary).expect("created"), new.as_bytes())
            .expect("written");
        std::fs::rename(temporary, path).expect("renamed");
    } else {
        assert_eq!(&text[start..end], wanted, "{document} is out of date: UPDATE=1 cargo test --test {test}");
    }
}
