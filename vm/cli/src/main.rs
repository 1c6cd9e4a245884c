//! `kiln`, the executable: a launcher that takes what JDK 17's `java` takes, and subcommands.
//!
//! **Place.** The launcher knows no bytecode and no heap. It finds a JDK 17 and a `libjvm.so`,
//! turns the command line into an array of VM options, and drives the VM through the JNI
//! invocation API, as the JDK's own launcher library does. So the same executable runs on
//! HotSpot's `libjvm.so` as well, and that is how it is tested: every row of
//! `tests/launcher/*.cmd` is run by the stock `java` and by `kiln`, and the two must agree in
//! standard output, standard error and exit code.
//!
//! **Two grammars.** If the first word is a subcommand, it is one ([`subcommands`]); everything
//! else is the launcher's grammar ([`launcher`]). Under the name `java` (a link to the
//! executable) there are no subcommands. A class called like a subcommand is reached by
//! `kiln run NAME`.
//!
//! **Invariants.**
//! - *No unsafe code outside [`native`]*: the compiler enforces it.
//! - *No Rust runtime start-up*: `main` is the C entry point, so that signal dispositions and file
//!   descriptors reach the VM as the user's shell set them.
//! - *Arguments are bytes*: Java decodes them in the user's locale, the launcher never does.
//! - *The VM is found at run time*; nothing of it is linked in.
//!
//! **Where to start reading:** [`launcher::launch`], then [`launcher::parse`] with its table
//! [`launcher::options`].

#![cfg_attr(not(test), no_main)]
#![cfg_attr(
    test,
    expect(dead_code, reason = "unit tests have a `main` of their own")
)]
#![deny(unsafe_code)]

mod javap;
mod jdk;
mod launcher;
mod native;
mod subcommands;

use std::path::Path;

/// Runs the command line (program name first) and returns the exit code.
fn run(args: Vec<Vec<u8>>) -> i32 {
    let name = args.first().map_or(&b"kiln"[..], Vec::as_slice);
    if launcher::bytes::base_name(name) == b"java" {
        return launcher::launch(args, "java");
    }
    match args.get(1).and_then(|word| subcommands::find(word)) {
        Some(subcommand) => (subcommand.run)(Path::new("kiln"), &args[2..]),
        None => launcher::launch(args, "kiln"),
    }
}
