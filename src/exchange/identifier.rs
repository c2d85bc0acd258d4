//! Identifiers of records for other programs: a UUID that stays the same whatever is edited.
//!
//! A UUID of version 5 (RFC 9562) of the record's address in a namespace of this program. It
//! changes only when the record gets another id. Two datasets with the same address share it, as
//! two states of one directory must. Entry points: [`of_record`], [`of_part`].

use uuid::Uuid;

use crate::document::{Document, Slot};

/// The namespace: fixed, so that what was exported once is recognised for ever.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x2f6c_9a51_8d0b_4e3c_a7f4_61d5_0be9_7c28);

/// Returns the identifier of an address.
pub fn of_address(address: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, address.as_bytes())
}

/// Returns the identifier of a record.
pub fn of_record(document: &Document, slot: Slot) -> Uuid {
    of_address(&address(document, slot))
}

/// Returns the identifier of something that a record says, named by its path in the record.
pub fn of_part(document: &Document, slot: Slot, path: &str) -> Uuid {
    of_address(&format!("{}/{path}", address(document, slot)))
}

fn address(document: &Document, slot: Slot) -> String {
    document.address(slot).display(document.schema()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Edit;
    use crate::model::{BODIES, SCHEMA, SHIPPED};

    #[test]
    fn an_identifier_is_that_of_the_address_and_never_changes() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let slot = document.find(BODIES, "dueren-bildungsbuero").unwrap();
        let found = of_record(&document, slot);
        assert_eq!(found, of_address("bodies/dueren-bildungsbuero"));
        assert_eq!(found.to_string(), "7dd3cba5-d88b-5ef9-ad5c-129a74347dc5");
        assert_eq!(found.get_version_num(), 5);
        assert_ne!(found, of_part(&document, slot, "contact/phone"));
    }

    #[test]
    fn an_edited_record_keeps_its_identifier() {
        let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let slot = document.find(BODIES, "dueren-bildungsbuero").unwrap();
        let before = of_record(&document, slot);
        let name = document.address(slot).join(crate::syntax::AddressStep::Field("name".to_owned()));
        document.edit(&Edit::Set { address: name, value: "\"Anders\"".to_owned() }).unwrap();
        assert_eq!(of_record(&document, slot), before);
    }
}
