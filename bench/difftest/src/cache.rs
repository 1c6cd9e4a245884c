//! Where results live under the target folder, and the keys that tell them apart.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::jdk::Jdk;
use crate::program::Program;

/// The folder `difftest` under the target folder.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

/// Identifies a program's text, including its directives, and the JDK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key of `program` with `jdk`.
    ///
    /// # Errors
    /// When a file of the program cannot be read.
    pub fn of(program: &Program, jdk: &Jdk) -> io::Result<Self> {
        let mut hasher = DefaultHasher::new();
        jdk.version().hash(&mut hasher);
        program.name.hash(&mut hasher);
        for file in &program.files {
            let relative = program
                .folder
                .as_ref()
                .and_then(|folder| file.strip_prefix(folder).ok());
            relative.hash(&mut hasher);
            fs::read(file)?.hash(&mut hasher);
        }
        Ok(Self(format!(
            "{}-{:016x}",
            program.file_name(),
            hasher.finish()
        )))
    }
}

impl Cache {
    /// The cache below the target folder `target`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn below(target: &Path) -> io::Result<Self> {
        let root = target.join("difftest");
        fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// The classes of a program.
    #[must_use]
    pub fn classes(&self, key: &Key) -> PathBuf {
        self.root.join("classes").join(&key.0)
    }

    /// What the stock JDK did.
    #[must_use]
    pub fn stock(&self, key: &Key) -> PathBuf {
        self.root.join("stock").join(&key.0)
    }

    /// The folder in which a program runs in a mode.
    #[must_use]
    pub fn run(&self, mode: &str, program: &Program) -> PathBuf {
        self.root.join("run").join(mode).join(program.file_name())
    }

    /// A folder for `what`.
    #[must_use]
    pub fn other(&self, what: &str) -> PathBuf {
        self.root.join(what)
    }
}

/// Makes `folder` an empty folder.
///
/// # Errors
/// When it cannot be emptied or made.
pub fn make_empty(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}

/// Copies a folder with all that is in it; symbolic links are followed.
///
/// # Errors
/// When something cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, to) = {
            let name = entry?.file_name();
            (from.join(&name), to.join(&name))
        };
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}
