//! How the commands that only ask read a large dataset: first the records that the answer needs,
//! and where one of them is damaged, all.
//!
//! The first answer is held back until it is known that nothing of what it was made of is damaged.
//! Must not be used by commands that write, or that tell what is wrong with a dataset. Entry point:
//! [`ask`].

use std::rc::Rc;

use super::ExitStatus;
use super::context::CliContext;
use super::dataset_reading::{DatasetReading, FirstReading};
use super::error::{CliError, say};
use super::output::CommandOutput;

/// Answers a question from the records that it needs. Where one of these turns out to be damaged,
/// the answer is dropped and the question asked of the whole dataset, which tells what is damaged.
///
/// # Errors
/// Those of the question.
pub fn ask(
    context: &CliContext,
    out: &mut CommandOutput,
    question: impl Fn(&CliContext, &mut CommandOutput) -> Result<ExitStatus, CliError>,
) -> Result<ExitStatus, CliError> {
    let first = Rc::new(FirstReading::default());
    out.hold();
    let narrow = CliContext { reading: DatasetReading::AsNeeded(first.clone()), ..context.clone() };
    let answer = question(&narrow, out);
    if first.is_damaged() {
        out.drop_held();
        return question(&CliContext { reading: first.whole(), ..context.clone() }, out);
    }
    first.said().iter().for_each(|line| say(line, context.settings.ascii));
    out.release();
    answer
}
