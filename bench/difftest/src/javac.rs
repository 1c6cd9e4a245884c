//! Mode `javac`: the JDK's own compiler, run by the VM under test.
//!
//! It compiles the programs of one area, and the class files must be the same bytes as the
//! ones that it made on the stock JDK. This is a large program that nobody here wrote, with
//! an answer that is known exactly.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cache::{Cache, Key, make_empty};
use crate::child::{Exit, Invocation};
use crate::classes;
use crate::jdk::Jdk;
use crate::launcher::Launcher;
use crate::mode::Mode;
use crate::program::Program;

/// The compiler.
const MAIN_CLASS: &str = "jdk.compiler/com.sun.tools.javac.Main";

/// How the compiler is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Many programs in one process, each into a folder of its own.
    Driver,
    /// The compiler's main class, all programs into one folder.
    MainClass,
    /// The JDK's `javac` with our `libjvm.so`, all programs into one folder.
    AltJvm,
}

/// Compiles `programs` and compares; `Some` says what differs.
///
/// # Errors
/// When the process cannot be run.
pub fn compare(
    jdk: &Jdk,
    launcher: &Launcher,
    cache: &Cache,
    mode: &Mode,
    test: &str,
    (way, programs): (Way, &[(&Program, &Key)]),
) -> io::Result<Option<String>> {
    let root = cache.other("javac").join(test);
    make_empty(&root)?;
    let ours = |program: &Program| match way {
        Way::Driver => root.join(program.file_name()),
        Way::MainClass | Way::AltJvm => root.join("classes"),
    };
    let options = mode.vm_options(launcher, 0);
    let mut args = Vec::new();
    let executable = match way {
        Way::Driver => {
            let list: String = programs
                .iter()
                .map(|(program, _)| classes::line(program, &ours(program)))
                .collect();
            let list_file = root.join("compile.list");
            fs::write(&list_file, list)?;
            args.extend(options);
            args.extend([
                "-cp".to_owned(),
                classes::driver(jdk, cache)?.display().to_string(),
            ]);
            args.extend([classes::DRIVER.to_owned(), list_file.display().to_string()]);
            args.push("1".to_owned());
            launcher.path.clone()
        }
        Way::MainClass => {
            args.extend(options);
            args.extend(["-m".to_owned(), MAIN_CLASS.to_owned()]);
            launcher.path.clone()
        }
        Way::AltJvm => {
            let library = launcher.library_folder.display();
            args.push(format!("-J-XXaltjvm={library}"));
            args.extend(options.iter().map(|option| format!("-J{option}")));
            jdk.home().join("bin/javac")
        }
    };
    if way != Way::Driver {
        args.extend(["-nowarn", "-d"].map(str::to_owned));
        args.push(root.join("classes").display().to_string());
        for (program, _) in programs {
            args.extend(program.sources().map(|file| file.display().to_string()));
        }
    }
    let invocation = Invocation {
        launcher: executable,
        args,
        java_home: jdk.home().to_path_buf(),
        input: String::new(),
        limit: mode.limit(Duration::from_secs(60)),
        variables: Vec::new(),
        template: None,
        classes: None,
    };
    let outcome = invocation.run(&cache.other("run").join("javac").join(test))?;
    if outcome.exit != Exit::Code(0) {
        return Ok(Some(format!(
            "{}\n{}\nrun it again: {}",
            outcome.exit,
            outcome.stderr,
            invocation.command_line()
        )));
    }
    let mut differences = Vec::new();
    for (program, key) in programs {
        // A program that does not compile has messages instead of classes, on both sides.
        if classes::folder(cache, key).is_err() {
            continue;
        }
        let both = way == Way::Driver;
        for what in differing_files(&cache.classes(key), &ours(program), both)? {
            differences.push(format!("{}: {what}", program.name));
        }
    }
    if differences.is_empty() {
        fs::remove_dir_all(&root)?;
        return Ok(None);
    }
    differences.push(format!("run it again: {}", invocation.command_line()));
    Ok(Some(differences.join("\n")))
}

/// Class files of `stock` that are not the same bytes in `ours`, and, when `both` is set, those
/// that are in `ours` alone.
fn differing_files(stock: &Path, ours: &Path, both: bool) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    class_files(stock, Path::new(""), &mut files)?;
    if both {
        class_files(ours, Path::new(""), &mut files)?;
    }
    files.sort();
    files.dedup();
    let mut differing = Vec::new();
    for file in files {
        let (stock, ours) = (fs::read(stock.join(&file)), fs::read(ours.join(&file)));
        let what = match (stock, ours) {
            (Ok(stock), Ok(ours)) if stock == ours => continue,
            (Ok(stock), Ok(ours)) => {
                let same = stock.iter().zip(&ours).take_while(|(a, b)| a == b).count();
                format!(
                    "differs from byte {same} of {} ({} on stock)",
                    ours.len(),
                    stock.len()
                )
            }
            (Ok(_), Err(_)) => "was not made".to_owned(),
            _ => "was made, but not on stock".to_owned(),
        };
        differing.push(format!("{} {what}", file.display()));
    }
    Ok(differing)
}

fn class_files(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        return Ok(()); // Nothing was made at all.
    };
    for entry in entries {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            class_files(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "class") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::differing_files;
    use std::fs;

    #[test]
    fn class_files_are_compared_byte_by_byte() {
        let root = std::env::temp_dir().join(format!("difftest-javac-{}", std::process::id()));
        let (stock, ours) = (root.join("stock"), root.join("ours"));
        for (file, text) in [
            (stock.join("p/A.class"), "same"),
            (ours.join("p/A.class"), "same"),
            (stock.join("B.class"), "abc"),
            (ours.join("B.class"), "abd"),
            (stock.join("C.class"), ""),
            (stock.join("resource.txt"), "not compared"),
        ] {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        assert_eq!(
            differing_files(&stock, &ours, true).unwrap(),
            [
                "B.class differs from byte 2 of 3 (3 on stock)",
                "C.class was not made"
            ]
        );
        fs::remove_dir_all(root).unwrap();
    }
}
