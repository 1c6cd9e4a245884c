//! The launcher: what JDK 17's `java` does before, around and after the VM.
//!
//! | stage | module |
//! |---|---|
//! | variables and `@files` become words | [`expand`], [`argument_file`] |
//! | a jar file is looked at | [`jar_manifest`] |
//! | words that choose a VM are taken out; the VM is loaded | [`jvm_cfg`], [`vm_library`] |
//! | options become VM options and requests | [`options`], [`parse`], [`class_path`], [`vm_options`] |
//! | a new thread creates the VM and runs `main` | [`java_main`] |
//!
//! The order matters, because the first error wins. Reference: JDK 17 `libjli`.

pub mod argument_file;
pub mod bytes;
pub mod class_path;
pub mod expand;
pub mod jar_manifest;
pub mod java_main;
pub mod jvm_cfg;
pub mod message;
pub mod options;
pub mod parse;
pub mod vm_library;
pub mod vm_options;
pub mod zip;

use crate::jdk::{self, Jdk};
use crate::native::main_thread::run_on_new_thread;
use bytes::{Word, concat, environment, is_option};
use jar_manifest::JarError;
use java_main::JavaMain;
use options::Stream;
use parse::Parsed;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use vm_options::VmOptions;

/// The exit code if there is no usable JDK.
const NO_JDK: i32 = 2;
/// The exit code if there is no VM.
const NO_VM: i32 = 4;
/// The exit code if the VM's library cannot be loaded.
const NOT_LOADED: i32 = 6;

/// Runs a command line (program name first). `program` is the name that the usage shows.
pub fn launch(args: Vec<Word>, program: &'static str) -> i32 {
    let Ok(mut words) = expand::expand(args) else {
        return 1;
    };
    if environment("_JAVA_VERSION_SET").is_none() && !first_look(&words[1..]) {
        return 1;
    }
    let jdk = match jdk::find() {
        Ok(jdk) => jdk,
        Err(not_found) => {
            message::error(&[b"Error: ", not_found.to_string().as_bytes()]);
            return NO_JDK;
        }
    };
    let Ok(known_vms) = jvm_cfg::read(&jdk.home) else {
        return 1;
    };
    let Ok(choice) = jvm_cfg::choose(&mut words, &known_vms) else {
        return 1;
    };
    let Ok(path) = vm_library::locate(&choice, &jdk.home) else {
        return NO_VM;
    };
    let Ok(invocation) = vm_library::load(&path) else {
        return NOT_LOADED;
    };

    let mut vm = VmOptions::default();
    if !jdk.contains(&path) {
        // The VM cannot tell from its own position where the class library is.
        vm.add(concat("-Djava.home=", jdk.home.as_os_str().as_bytes()));
    }
    let mut launch = match parse::parse(&words[1..], vm, |stream| full_version(&jdk, stream)) {
        Parsed::Exit(code) => return code,
        Parsed::Launch(launch) => *launch,
    };
    if let Some(what) = &launch.what {
        launch.vm.add_command(what, &launch.args);
    }
    launch.vm.add(*b"-Dsun.java.launcher=SUN_STANDARD");

    let asked = usize::try_from(launch.vm.stack_size)
        .ok()
        .filter(|&size| size > 0);
    let stack_size = native_stack(asked, invocation.default_stack_size());
    let status = launch.status;
    let main = JavaMain {
        invocation,
        launch,
        known_vms,
        program,
    };
    let result = run_on_new_thread(stack_size, move || main.run());
    if status != 0 { status } else { result }
}

/// What `-Xss` is when it is not given.
const DEFAULT_JAVA_STACK: usize = 1 << 20;

/// Bytes of the main thread's native stack, when `-Xss` asks for so many bytes of Java frames: the
/// VM says how many native ones it wants for the usual number of these.
fn native_stack(asked: Option<usize>, usual: Option<usize>) -> Option<usize> {
    let Some(asked) = asked else { return usual };
    let factor = usual.map_or(1, |usual| usual.div_ceil(DEFAULT_JAVA_STACK));
    Some(asked.saturating_mul(factor))
}

fn full_version(jdk: &Jdk, stream: Stream) {
    let (name, version) = (
        jdk.launcher_name().as_bytes(),
        jdk.full_version().as_bytes(),
    );
    match stream {
        Stream::Stderr => message::error(&[name, b" full version \"", version, b"\""]),
        Stream::Stdout => message::output(&[name, b" ", version]),
    }
}

/// What the stock launcher does before it looks for a VM: it complains about options of old, and
/// checks a jar file. False if the launch is over.
fn first_look(words: &[Word]) -> bool {
    let mut is_jar = false;
    let mut words = words.iter().peekable();
    while let Some(word) = words.next_if(|word| is_option(word)) {
        if word.starts_with(b"-version:") {
            message::error(&[
                b"Error: Specifying an alternate JDK/JRE version is no longer \
                supported.\n  The use of the flag '-version:' is no longer valid.\n  Please \
                download and execute the appropriate version.",
            ]);
        } else if word == b"-jre-restrict-search" || word == b"-jre-no-restrict-search" {
            message::error(&[
                b"Error: Specifying an alternate JDK/JRE is no longer supported.\n  \
                The related flags -jre-restrict-search | -jre-no-restrict-search are also no \
                longer valid.",
            ]);
        }
        is_jar |= word == b"-jar";
        if options::takes_word(word).is_some() {
            words.next_if(|next| !is_option(next));
        }
    }
    let Some(jar) = words.next().filter(|_| is_jar) else {
        return true;
    };
    match jar_manifest::check(Path::new(OsStr::from_bytes(jar))) {
        Ok(()) => true,
        Err(JarError::Inaccessible) => {
            message::error(&[b"Error: Unable to access jarfile ", jar]);
            false
        }
        Err(JarError::Corrupt) => {
            message::error(&[b"Error: Invalid or corrupt jarfile ", jar]);
            false
        }
    }
}
