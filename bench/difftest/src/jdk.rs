//! The stock JDK 17: compiler, and oracle of all tests.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An installed JDK 17.
#[derive(Clone, Debug)]
pub struct Jdk {
    home: PathBuf,
    version: String,
}

impl Jdk {
    /// Finds a JDK 17 the way that `scripts/setup` does.
    ///
    /// # Errors
    /// When there is none; the message says how to get one.
    pub fn find() -> io::Result<Self> {
        let output = Command::new(workspace_root().join("scripts/find-jdk")).output()?;
        if !output.status.success() {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                "no JDK 17: run scripts/setup, or set JAVA_HOME to one",
            ));
        }
        let home = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        let version = fs::read_to_string(home.join("release"))?;
        Ok(Self { home, version })
    }

    /// Its home folder.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Its launcher.
    #[must_use]
    pub fn java(&self) -> PathBuf {
        self.home.join("bin/java")
    }

    /// What identifies its release and build; part of the key of everything cached.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// The root of the checkout.
#[must_use]
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate is two folders below the root")
        .to_path_buf()
}
