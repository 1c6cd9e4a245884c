//! The programs, compiled.

use crate::options::{Mode, Options};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Programs of are-we-fast-yet, with inner iterations for which it knows the result and that take
/// some ten milliseconds.
const AWFY: [(&str, &str); 14] = [
    ("Bounce", "1000"),
    ("CD", "10"),
    ("DeltaBlue", "1000"),
    ("Havlak", "15"),
    ("Json", "10"),
    ("List", "1000"),
    ("Mandelbrot", "500"),
    ("NBody", "250000"),
    ("Permute", "1000"),
    ("Queens", "1000"),
    ("Richards", "10"),
    ("Sieve", "1000"),
    ("Storage", "500"),
    ("Towers", "500"),
];

/// One program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// What tables call it.
    pub name: String,
    /// The first word of the last line that it prints.
    pub printed: String,
    /// Where its classes are.
    pub classes: PathBuf,
    /// Main class and first arguments.
    words: Vec<String>,
}

/// The programs, compiled into a folder of their own.
#[derive(Debug)]
pub struct Suite {
    /// Sorted, our own first.
    pub programs: Vec<Program>,
    folder: PathBuf,
}

impl Suite {
    /// Compiles what the options name.
    ///
    /// # Errors
    /// When there is no such suite, nothing is selected, or a source does not compile.
    pub fn compile(options: &Options) -> io::Result<Suite> {
        let folder = std::env::temp_dir().join(format!("kiln-bench-{}", std::process::id()));
        let mut parts = Vec::new();
        if let Some(suite) = &options.suite {
            parts.push(own(&find(suite)?, &folder.join("classes"))?);
        }
        if let Some(checkout) = &options.awfy {
            parts.push(awfy(checkout, &folder.join("awfy"))?);
        }
        let is_wanted = |program: &Program| {
            let filters = &options.filters;
            filters.is_empty() || filters.iter().any(|part| program.name.contains(part))
        };
        let mut suite = Suite {
            programs: Vec::new(),
            folder,
        };
        for mut part in parts {
            part.programs.retain(is_wanted);
            if !part.programs.is_empty() {
                part.compile(&options.java_home)?;
                suite.programs.append(&mut part.programs);
            }
        }
        if suite.programs.is_empty() {
            return Err(io::Error::other("no program is selected"));
        }
        Ok(suite)
    }

    /// A folder for what runs leave.
    pub fn work(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Suite {
    fn drop(&mut self) {
        // What stays in the temporary folder is nobody's harm.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Program {
    /// Its main class and arguments.
    pub fn words(&self, mode: Mode, options: &Options) -> Vec<String> {
        let mut words = self.words.clone();
        if mode == Mode::Steady {
            words.push("steady".to_owned());
            words.extend([options.warm_up, options.measure].map(|ms| ms.to_string()));
        }
        words
    }
}

/// Programs that are compiled together.
struct Part {
    files: Vec<PathBuf>,
    programs: Vec<Program>,
    classes: PathBuf,
}

impl Part {
    fn compile(&self, java_home: &Path) -> io::Result<()> {
        fs::create_dir_all(&self.classes)?;
        let javac = java_home.join("bin/javac");
        let output = Command::new(&javac)
            .args(["-nowarn", "-Xlint:none", "-d"])
            .arg(&self.classes)
            .args(&self.files)
            .output()
            .map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", javac.display()))
            })?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(io::Error::other(format!(
            "the programs do not compile:\n{text}"
        )))
    }
}

/// A folder of our own programs: those that mention the harness in a `main`.
fn own(folder: &Path, classes: &Path) -> io::Result<Part> {
    let files = java_files(folder)?;
    let mut programs = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file)?;
        if !text.contains("void main(") || !text.contains("BenchHarness.run(") {
            continue;
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        programs.push(Program {
            name: name.clone().into_owned(),
            printed: name.clone().into_owned(),
            classes: classes.to_owned(),
            words: vec![name.into_owned()],
        });
    }
    Ok(Part {
        files,
        programs,
        classes: classes.to_owned(),
    })
}

/// The Java programs of a checkout, and what runs them in our harness.
fn awfy(checkout: &Path, classes: &Path) -> io::Result<Part> {
    let source = checkout.join("benchmarks/Java/src");
    if !source.join("Benchmark.java").exists() {
        return Err(io::Error::other(format!(
            "{} is no checkout of are-we-fast-yet: it has no benchmarks/Java/src/Benchmark.java",
            checkout.display()
        )));
    }
    let mut files = java_files(&source)?;
    files.push(find("jit")?.join("BenchHarness.java"));
    files.push(find("awfy")?.join("AreWeFastYet.java"));
    let programs = AWFY.map(|(name, inner)| Program {
        name: format!("awfy {name}"),
        printed: name.to_owned(),
        classes: classes.to_owned(),
        words: ["AreWeFastYet", name, inner].map(str::to_owned).to_vec(),
    });
    Ok(Part {
        files,
        programs: programs.to_vec(),
        classes: classes.to_owned(),
    })
}

/// The folder of a suite: a path, or a name below `bench/suite` of the source tree that the current
/// folder is in.
fn find(name: &str) -> io::Result<PathBuf> {
    if Path::new(name).is_dir() {
        return Ok(PathBuf::from(name));
    }
    let here = std::env::current_dir()?;
    let candidates = here
        .ancestors()
        .map(|folder| folder.join("bench/suite").join(name));
    let mut found = candidates.filter(|folder| folder.is_dir());
    found.next().ok_or_else(|| {
        io::Error::other(format!(
            "there is no folder {name}, nor bench/suite/{name} above the current folder"
        ))
    })
}

/// All sources below a folder, sorted.
fn java_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "java")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{find, own};
    use std::path::Path;

    #[test]
    fn programs_are_the_classes_that_run() {
        let folder = find("jit").expect("it is in the tree");
        let part = own(&folder, Path::new("classes")).expect("it is readable");
        let programs = part.programs;
        assert!(programs.len() >= 24, "{}", programs.len());
        assert!(part.files.len() > programs.len());
        assert!(programs.iter().any(|program| program.name == "DeltaBlue"));
        assert!(programs.iter().all(|program| program.name != "Operations"));
    }

    #[test]
    fn a_missing_suite_is_said() {
        let error = find("nowhere").expect_err("there is none").to_string();
        assert!(error.contains("bench/suite/nowhere"), "{error}");
    }
}
