//! What a pass is, and the one list of them.
//!
//! Names on the command line, help, statistics and the folders of filetests follow from the list.

use crate::context::Context;
use crate::passes;
use ir::{Function, Stage};

/// Did a pass change the function?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    /// It did.
    Yes,
    /// It is as it was.
    No,
}

impl Changed {
    /// `Yes` when it holds.
    pub fn when(changed: bool) -> Changed {
        if changed { Changed::Yes } else { Changed::No }
    }
}

/// What a pass leaves as it was even when it changes the function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Preserved {
    /// Blocks and the edges between them.
    Blocks,
    /// Nothing.
    Nothing,
}

/// A pass that must have run before, when it is in the pipeline too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct After {
    /// Name of the other pass.
    pub pass: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// What is known about a pass without running it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Info {
    /// Its name in pipelines.
    pub name: &'static str,
    /// What it does, in one line.
    pub doc: &'static str,
    /// The stage that it wants; `None`: it works in both.
    pub stage: Option<Stage>,
    /// The stage that it leaves, when that is another one.
    pub leaves: Option<Stage>,
    /// Passes that must not come after it.
    pub after: &'static [After],
    /// What it keeps.
    pub preserves: Preserved,
    /// Code generation relies on it; bisection does not leave it out.
    pub is_required: bool,
}

impl Info {
    /// An optimization that works in both stages and keeps the blocks.
    pub const fn new(name: &'static str, doc: &'static str) -> Info {
        Info {
            name,
            doc,
            stage: None,
            leaves: None,
            after: &[],
            preserves: Preserved::Blocks,
            is_required: false,
        }
    }
}

/// A pass. It holds nothing: what it computes lives as long as the run.
pub trait Pass: Sync {
    /// What is known about it.
    fn info(&self) -> &'static Info;

    /// Changes the function.
    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed;
}

macro_rules! declare_passes {
    ($($pass:path,)*) => {
        /// All passes.
        pub static PASSES: &[&dyn Pass] = &[$(&$pass),*];
    };
}

declare_passes! {
    passes::inline::Inline,
    passes::simplify_cfg::SimplifyCfg,
    passes::canonicalize::Canonicalize,
    passes::sccp::Sccp,
    passes::gvn::Gvn,
    passes::array_copies::ArrayCopies,
    passes::escape_analysis::EscapeAnalysis,
    passes::constant_objects::ConstantObjects,
    passes::load_elimination::LoadElimination,
    passes::conditional_elimination::ConditionalElimination,
    passes::separate_loops::SeparateLoops,
    passes::licm::Licm,
    passes::peel::Peel,
    passes::range_check_predication::RangeCheckPredication,
    passes::strip_mine::StripMine,
    passes::unroll::Unroll,
    passes::strength_reduction::StrengthReduction,
    passes::dce::Dce,
    passes::assign_states::AssignStates,
    passes::split_critical_edges::SplitCriticalEdges,
}

/// The position in [`PASSES`] of the pass with this name.
pub fn find(name: &str) -> Option<usize> {
    PASSES.iter().position(|pass| pass.info().name == name)
}

#[cfg(test)]
mod tests {
    use super::{PASSES, find};
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn entries_are_consistent() {
        for (index, pass) in PASSES.iter().enumerate() {
            let info = pass.info();
            assert_eq!(find(info.name), Some(index), "{} stands twice", info.name);
            assert!(
                info.doc.ends_with('.') && !info.doc.contains('\n'),
                "{}",
                info.name
            );
            for after in info.after {
                assert!(
                    find(after.pass).is_some(),
                    "{} names {}",
                    info.name,
                    after.pass
                );
            }
        }
    }

    #[test]
    fn each_pass_has_a_folder_of_filetests() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("filetests");
        let mut folders: Vec<String> = fs::read_dir(folder)
            .expect("the folder exists")
            .map(|entry| entry.expect("the folder can be read").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| name != "pipelines")
            .collect();
        let mut names: Vec<&str> = PASSES.iter().map(|pass| pass.info().name).collect();
        folders.sort();
        names.sort_unstable();
        assert_eq!(folders, names);
    }
}
