//! Mode `javac`: the JDK's own compiler, run by the VM under test.
//!
//! It compiles the programs of one area, and the class files must be the same bytes as the
//! ones that it made on the stock JDK. This is a large program that nobody here wrote, with
//! an answer that is known exactly.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cache::{Cache, Key};
use crate::child::{Exit, Invocation};
use crate::classes;
use crate::jdk::Jdk;
use crate::launcher::Launcher;
use crate::mode::Mode;
use crate::program::Program;

/// Compiles `programs` and compares; `Some` says what differs.
///
/// # Errors
/// When the process cannot be run.
pub fn compare(
    jdk: &Jdk,
    launcher: &Launcher,
    cache: &Cache,
    mode: &Mode,
    area: &str,
    programs: &[(&Program, &Key)],
) -> io::Result<Option<String>> {
    let root = cache.other("javac").join(area);
    crate::cache::make_empty(&root)?;
    let mut list = String::new();
    for (program, _) in programs {
        list.push_str(&classes::line(program, &root.join(program.file_name())));
    }
    let list_file = root.join("compile.list");
    fs::write(&list_file, list)?;
    let mut args = if launcher.stock {
        mode.stock_flags.clone()
    } else {
        mode.flags.clone()
    };
    args.extend([
        "-cp".to_owned(),
        classes::driver(jdk, cache)?.display().to_string(),
        classes::DRIVER.to_owned(),
        list_file.display().to_string(),
        "1".to_owned(),
    ]);
    let invocation = Invocation {
        launcher: launcher.path.clone(),
        args,
        java_home: jdk.home().to_path_buf(),
        input: String::new(),
        limit: mode.limit(Duration::from_secs(60)),
    };
    let outcome = invocation.run(&cache.other("run").join("javac").join(area))?;
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
        let ours = root.join(program.file_name());
        for what in differing_files(&cache.classes(key), &ours)? {
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

/// Class files that are not the same bytes in both folders.
fn differing_files(stock: &Path, ours: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    class_files(stock, Path::new(""), &mut files)?;
    class_files(ours, Path::new(""), &mut files)?;
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
            differing_files(&stock, &ours).unwrap(),
            [
                "B.class differs from byte 2 of 3 (3 on stock)",
                "C.class was not made"
            ]
        );
        fs::remove_dir_all(root).unwrap();
    }
}
