//! The subcommands, as one table. `kiln help` is printed from it.

mod bench;
mod bisect;
mod compile;
mod doctor;
mod example;
mod explain;
mod help;
mod javap;
mod run;
mod tiers;
mod trace;

use crate::launcher::bytes::Word;
use std::path::Path;

/// A usage error of a subcommand. (The launcher's exit codes are those of `java`.)
pub const USAGE_ERROR: i32 = 2;

/// One row: a word, what it does in one line, and how it is run.
pub struct Subcommand {
    /// The word after the program's name.
    pub name: &'static str,
    /// Its operands.
    pub operands: &'static str,
    /// One line for `kiln help`.
    pub summary: &'static str,
    /// Runs it with the words after its name; the result is the exit code.
    pub run: fn(&Path, &[Word]) -> i32,
}

/// All subcommands.
pub const TABLE: &[Subcommand] = &[
    Subcommand {
        name: "run",
        operands: "[options] MAIN [args]",
        summary: "run a program, as `java` does (the default, if no subcommand is named)",
        run: run::run,
    },
    Subcommand {
        name: "example",
        operands: "[--source]",
        summary: "compile and run a small program that comes with kiln, or show its source",
        run: example::run,
    },
    Subcommand {
        name: "javap",
        operands: "[options] CLASS...",
        summary: "show the contents of class files",
        run: javap::run,
    },
    Subcommand {
        name: "trace",
        operands: "[options] FILE",
        summary: "show the events of a file that `--trace` has written",
        run: trace::run,
    },
    Subcommand {
        name: "explain",
        operands: "FILE METHOD",
        summary: "tell what became of a method, and why, from such a file",
        run: explain::run,
    },
    Subcommand {
        name: "tiers",
        operands: "FILE",
        summary: "sum up compilations, code and deoptimizations of such a file",
        run: tiers::run,
    },
    Subcommand {
        name: "compile",
        operands: "[options] METHOD",
        summary: "compile one method without running the program, and show the code",
        run: compile::run,
    },
    Subcommand {
        name: "bisect",
        operands: "[options] MAIN [args]",
        summary: "find the run of a pass that makes a program wrong",
        run: bisect::run,
    },
    Subcommand {
        name: "bench",
        operands: "[options]",
        summary: "compare programs on policies, pipelines and other JVMs",
        run: bench::run,
    },
    Subcommand {
        name: "doctor",
        operands: "",
        summary: "show which JDK and which VM would be used, and what is missing",
        run: doctor::run,
    },
    Subcommand {
        name: "help",
        operands: "",
        summary: "show this text",
        run: help::run,
    },
];

/// The subcommand of this name.
pub fn find(word: &[u8]) -> Option<&'static Subcommand> {
    TABLE
        .iter()
        .find(|subcommand| subcommand.name.as_bytes() == word)
}
