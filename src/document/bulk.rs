//! Reading of files over 2 MB: by brackets alone, and at several places in parallel.
//!
//! The everyday path reads without it: the result is the same as that of
//! [`super::record_splitter`], only sooner. Entry points: [`bracket_scan::item`],
//! [`speculative_split::SpeculativeSplit`]; where only a question is asked,
//! [`outline::FileOutline`].

pub(super) mod bracket_scan;
pub(super) mod outline;
pub(super) mod speculative_split;
