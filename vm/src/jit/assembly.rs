//! `-XX:+PrintAssembly`, and the compile commands `print` and `PrintAssembly`: the machine code of
//! a compilation, with the instructions that it comes from.

use super::report::{self, Compilation};
use crate::{options, output};
use codegen::{Artifact, Listing};

/// The code of a compilation that is to be printed.
pub(super) struct Assembly {
    compilation: Compilation,
    artifact: Artifact,
}

impl Assembly {
    /// Keeps the code of a compilation if it is to be printed: where it will stand is not known
    /// yet.
    pub(super) fn wanted(compilation: Compilation, artifact: &Artifact) -> Option<Assembly> {
        let options = &options::get().jit;
        let is_wanted = options.print_assembly
            || report::with_name(compilation.place.method(), |name| {
                options.commands.prints_assembly(name)
            });
        is_wanted.then(|| Assembly {
            compilation,
            artifact: artifact.clone(),
        })
    }

    /// Prints the code, which was installed with its entry at this address.
    pub(super) fn print(&self, function: &ir::Function, entry: usize) {
        let Assembly {
            compilation,
            artifact,
        } = self;
        let start = entry as u64 - u64::from(artifact.entry);
        let name = report::name(compilation.place.method());
        let osr = compilation.place.loop_bci();
        let osr = osr.map_or_else(String::new, |bci| format!(" @ {bci}"));
        let tier = compilation.tier.name();
        let (size, frame) = (artifact.code_size, artifact.frame_size);
        let listing = Listing::new(artifact, function, start);
        output::vm_text(&format!(
            "; {name}{osr}, compilation {}, {tier}: {size} bytes of code, frame of {frame} bytes\n{listing}\n",
            compilation.id
        ));
    }
}
