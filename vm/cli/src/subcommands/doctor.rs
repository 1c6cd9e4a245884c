//! `kiln doctor`: what the launcher would use, without starting it.

use crate::jdk;
use crate::launcher::bytes::Word;
use crate::launcher::message::output;
use crate::launcher::vm_library;
use crate::native::invocation::Invocation;
use crate::native::library::{Library, LinkError};
use std::path::Path;

/// Variables that change what is run.
const VARIABLES: [&str; 9] = [
    "KILN_JDK",
    "KILN_LIBJVM_DIR",
    "JAVA_HOME",
    "JDK_JAVA_OPTIONS",
    "JAVA_TOOL_OPTIONS",
    "_JAVA_OPTIONS",
    "JDK_ALTERNATE_VM",
    "CLASSPATH",
    "LD_LIBRARY_PATH",
];

/// Prints a report; the exit code is 0 if a program could be run.
pub fn run(_program: &Path, _words: &[Word]) -> i32 {
    let mut ok = true;
    line("kiln", &format!("version {}", env!("CARGO_PKG_VERSION")));
    match jdk::find() {
        Ok(jdk) => {
            line("JDK", &format!("{} ({})", jdk.home.display(), jdk.source));
            line("JDK version", jdk.full_version());
            for (file, use_of_it) in [
                ("lib/modules", "the class library"),
                ("lib/libjava.so", "its native methods"),
                ("bin/javac", "the compiler, for source files"),
            ] {
                let present = jdk.home.join(file).exists();
                ok &= present || file == "bin/javac";
                line(file, if present { "found" } else { "missing" });
                if !present {
                    line(
                        "",
                        &format!("  needed for {use_of_it}: install openjdk-17-jdk"),
                    );
                }
            }
        }
        Err(not_found) => {
            ok = false;
            line("JDK", &not_found.to_string());
        }
    }
    let (path, source) = vm_library::default_path();
    line("VM", &format!("{} ({source})", path.display()));
    match Library::open(&path).and_then(Invocation::find) {
        Ok(_) => line("VM loads", "yes"),
        Err(LinkError(reason)) => {
            ok = false;
            line("VM loads", &format!("no: {reason}"));
        }
    }
    for name in VARIABLES {
        if let Some(value) = std::env::var_os(name) {
            line(name, &value.to_string_lossy());
        }
    }
    line("ready", if ok { "yes" } else { "no" });
    i32::from(!ok)
}

fn line(name: &str, value: &str) {
    output(&[format!("{name:<18}{value}").as_bytes()]);
}
