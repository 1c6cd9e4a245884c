//! Compiling all programs in one process of the stock JDK.
//!
//! Starting a Java compiler costs half a second, most of it for reading the platform's
//! classes. `bench/difftest/driver/CompileAll.java` keeps what it read and compiles program
//! after program, each into a folder of its own, because unrelated programs may have classes
//! of the same name.

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::{Cache, Key, make_empty};
use crate::jdk::Jdk;
use crate::program::Program;

/// The class that compiles.
pub const DRIVER: &str = "CompileAll";

/// Its source.
const DRIVER_SOURCE: &str = include_str!("../driver/CompileAll.java");

/// Where the compiler's messages are when a program does not compile.
const ERRORS: &str = "errors.txt";

/// Compiles the driver, if that was not done yet; returns the folder of its classes.
///
/// # Errors
/// When the compiler cannot be run, or the driver does not compile.
pub fn driver(jdk: &Jdk, cache: &Cache) -> io::Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    (jdk.version(), DRIVER_SOURCE).hash(&mut hasher);
    let folder = cache.other(&format!("driver-{:016x}", hasher.finish()));
    if folder.is_dir() {
        return Ok(folder);
    }
    let unfinished = folder.with_extension("new");
    make_empty(&unfinished)?;
    let source = unfinished.join("CompileAll.java");
    fs::write(&source, DRIVER_SOURCE)?;
    let status = Command::new(jdk.home().join("bin/javac"))
        .args([Path::new("-d"), &unfinished, &source])
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the compile driver does not compile"));
    }
    fs::rename(&unfinished, &folder)?;
    Ok(folder)
}

/// One line of the driver's list: compile `program` into `folder`.
#[must_use]
pub fn line(program: &Program, folder: &Path) -> String {
    let options = program.javac_options();
    let mut line = format!("{}\t{}", folder.display(), options.len());
    for option in options {
        write!(line, "\t{option}").expect("writing to a string cannot fail");
    }
    for source in program.sources() {
        write!(line, "\t{}", source.display()).expect("writing to a string cannot fail");
    }
    line.push('\n');
    line
}

/// Compiles the programs that are not in the cache.
///
/// A program that does not compile is not an error here: see [`folder`].
///
/// # Errors
/// When the compiler cannot be run.
pub fn compile(jdk: &Jdk, cache: &Cache, programs: &[(&Program, &Key)]) -> io::Result<()> {
    let missing: Vec<_> = programs
        .iter()
        .filter(|(_, key)| !cache.classes(key).is_dir())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut list = String::new();
    for (program, key) in &missing {
        let unfinished = unfinished(cache, key);
        make_empty(&unfinished)?;
        list.push_str(&line(program, &unfinished));
    }
    let list_file = cache.other("compile.list");
    fs::write(&list_file, list)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let status = Command::new(jdk.java())
        .args(["-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-cp"])
        .arg(driver(jdk, cache)?)
        .arg(DRIVER)
        .arg(&list_file)
        .arg(threads.to_string())
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the compile driver failed"));
    }
    for (program, key) in missing {
        let unfinished = unfinished(cache, key);
        add_other_files(jdk, program, &unfinished)?;
        fs::rename(unfinished, cache.classes(key))?;
    }
    Ok(())
}

fn unfinished(cache: &Cache, key: &Key) -> PathBuf {
    let mut name = cache.classes(key).into_os_string();
    name.push(".new");
    name.into()
}

/// The folder of a compiled program's classes.
///
/// # Errors
/// The compiler's messages, when it did not compile.
pub fn folder(cache: &Cache, key: &Key) -> Result<PathBuf, String> {
    let folder = cache.classes(key);
    match fs::read_to_string(folder.join(ERRORS)) {
        Ok(messages) => Err(format!("does not compile:\n{messages}")),
        Err(_) => Ok(folder),
    }
}

/// Copies resources, and compiles C files to shared libraries.
fn add_other_files(jdk: &Jdk, program: &Program, classes: &Path) -> io::Result<()> {
    let Some(folder) = &program.folder else {
        return Ok(());
    };
    for file in &program.files {
        let relative = file
            .strip_prefix(folder)
            .expect("files of a program are in its folder");
        match file.extension().and_then(|e| e.to_str()) {
            Some("java") => {}
            Some("c") => {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                let library = classes.join(format!("lib{stem}.so"));
                let output = Command::new("cc")
                    .args(["-shared", "-fPIC", "-O1", "-I"])
                    .arg(jdk.home().join("include"))
                    .arg("-I")
                    .arg(jdk.home().join("include/linux"))
                    .arg("-o")
                    .args([&library, file])
                    .output()?;
                if !output.status.success() {
                    fs::write(classes.join(ERRORS), output.stderr)?;
                }
            }
            _ => {
                let copy = classes.join(relative);
                if let Some(parent) = copy.parent() {
                    fs::create_dir_all(parent)?;
                }
                fs::copy(file, copy)?;
            }
        }
    }
    Ok(())
}
