//! How a place was understood that is called otherwise than was typed.
//!
//! Entry point: [`place_chain`].

/// Returns what was typed and what it was taken for, step by step: `Köln-Ehrenfeld → Köln → Stadt
/// Köln`. Empty steps and repetitions are left out.
pub fn place_chain(typed: &str, steps: &[&str]) -> String {
    let mut chain: Vec<&str> = std::iter::once(typed.trim()).chain(steps.iter().copied()).collect();
    chain.retain(|step| !step.is_empty());
    chain.dedup();
    chain.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_from_what_was_typed_to_its_region() {
        assert_eq!(place_chain("Köln-Ehrenfeld ", &["Köln", "Stadt Köln"]), "Köln-Ehrenfeld → Köln → Stadt Köln");
        assert_eq!(place_chain("Landkreis Düren", &["", "Kreis Düren"]), "Landkreis Düren → Kreis Düren");
    }
}
