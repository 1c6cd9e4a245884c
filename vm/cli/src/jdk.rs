//! Finding the JDK whose class library and native libraries the VM runs on.
//!
//! Looked at in this order; the first JDK 17 wins:
//! 1. `KILN_JDK`, which must be one if it is set;
//! 2. the directory above the executable's, if the executable was installed into a JDK;
//! 3. `JAVA_HOME`;
//! 4. each `java` on `PATH`, through symbolic links;
//! 5. the directories of `/usr/lib/jvm` with `17` in their names.
//!
//! A JDK is a directory with `lib/modules`; its version is in its file `release`.

use std::fmt;
use std::path::{Path, PathBuf};

/// The release of the class library that the VM works with.
const RELEASE: &str = "17";
/// Where Linux distributions put JDKs.
const SYSTEM_JDKS: &str = "/usr/lib/jvm";

/// A usable JDK.
#[derive(Debug)]
pub struct Jdk {
    /// Its directory, without symbolic links.
    pub home: PathBuf,
    /// What led to it.
    pub source: String,
    release: Release,
}

impl Jdk {
    /// `17.0.15+6-Debian-1deb12u1`
    pub fn full_version(&self) -> &str {
        self.release
            .runtime_version
            .as_ref()
            .unwrap_or(&self.release.version)
    }

    /// What this JDK's builders call the program `java`.
    pub fn launcher_name(&self) -> &'static str {
        let oracle = self
            .release
            .implementor
            .as_ref()
            .is_some_and(|i| i == "Oracle Corporation");
        if oracle { "java" } else { "openjdk" }
    }

    /// Whether a VM at `libjvm` finds this JDK from its own position, as HotSpot does.
    pub fn contains(&self, libjvm: &Path) -> bool {
        libjvm
            .canonicalize()
            .is_ok_and(|path| path.starts_with(self.home.join("lib")))
    }
}

/// The file `release`.
#[derive(Debug)]
struct Release {
    version: String,
    runtime_version: Option<String>,
    implementor: Option<String>,
}

/// Why a place is not a usable JDK.
#[derive(Debug)]
enum Unfit {
    Unset,
    NoJdk(PathBuf),
    WrongVersion(PathBuf, String),
    Empty,
}

/// Nothing was found: each place looked at, and what was wrong with it.
#[derive(Debug)]
pub struct NotFound(Vec<(String, Unfit)>);

impl fmt::Display for NotFound {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no JDK {RELEASE} found: ")?;
        for (i, (place, unfit)) in self.0.iter().enumerate() {
            let separator = if i == 0 { "" } else { "; " };
            write!(out, "{separator}{place} ")?;
            match unfit {
                Unfit::Unset => write!(out, "is not set")?,
                Unfit::NoJdk(path) => write!(out, "({}) has no lib/modules", path.display())?,
                Unfit::WrongVersion(path, version) => {
                    write!(out, "({}) is version {version}", path.display())?;
                }
                Unfit::Empty => write!(out, "holds none")?,
            }
        }
        write!(
            out,
            ". Install one (Debian, Ubuntu: apt install openjdk-{RELEASE}-jdk) or name its \
             directory in KILN_JDK."
        )
    }
}

/// Finds the JDK to run on.
pub fn find() -> Result<Jdk, NotFound> {
    let mut search = Search { unfit: Vec::new() };
    search.run().ok_or(NotFound(search.unfit))
}

struct Search {
    unfit: Vec<(String, Unfit)>,
}

impl Search {
    fn run(&mut self) -> Option<Jdk> {
        if let Some(jdk) = self.variable("KILN_JDK") {
            return Some(jdk);
        }
        if std::env::var_os("KILN_JDK").is_some() {
            return None;
        }
        if let Some(home) = home_of_executable()
            && let Ok(jdk) = inspect(&home, "the executable's own JDK")
        {
            return Some(jdk);
        }
        self.variable("JAVA_HOME")
            .or_else(|| self.path())
            .or_else(|| self.system())
    }

    fn variable(&mut self, name: &str) -> Option<Jdk> {
        match std::env::var_os(name).filter(|value| !value.is_empty()) {
            Some(home) => self.place(Path::new(&home), name),
            None => {
                self.unfit.push((name.to_owned(), Unfit::Unset));
                None
            }
        }
    }

    fn path(&mut self) -> Option<Jdk> {
        let own = std::env::current_exe().ok();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&path).map(|dir| dir.join("java"));
        let found = found.filter_map(|java| java.canonicalize().ok());
        let mut programs: Vec<PathBuf> = found.filter(|java| Some(java) != own.as_ref()).collect();
        programs.dedup();
        if programs.is_empty() {
            self.unfit.push(("java on PATH".to_owned(), Unfit::Empty));
        }
        programs
            .iter()
            .find_map(|java| self.place(java.parent()?.parent()?, "java on PATH"))
    }

    fn system(&mut self) -> Option<Jdk> {
        let entries = std::fs::read_dir(SYSTEM_JDKS)
            .into_iter()
            .flatten()
            .flatten();
        let mut homes: Vec<PathBuf> = entries
            .filter(|entry| entry.file_name().to_string_lossy().contains(RELEASE))
            .map(|entry| entry.path())
            .collect();
        homes.sort();
        let jdk = homes
            .iter()
            .find_map(|home| inspect(home, SYSTEM_JDKS).ok());
        if jdk.is_none() {
            self.unfit.push((SYSTEM_JDKS.to_owned(), Unfit::Empty));
        }
        jdk
    }

    fn place(&mut self, home: &Path, source: &str) -> Option<Jdk> {
        match inspect(home, source) {
            Ok(jdk) => Some(jdk),
            Err(unfit) => {
                self.unfit.push((source.to_owned(), unfit));
                None
            }
        }
    }
}

/// The home of a JDK that the executable lies in: `HOME/bin/kiln`.
fn home_of_executable() -> Option<PathBuf> {
    let executable = std::env::current_exe().ok()?.canonicalize().ok()?;
    Some(executable.parent()?.parent()?.to_owned())
}

fn inspect(home: &Path, source: &str) -> Result<Jdk, Unfit> {
    let no_jdk = || Unfit::NoJdk(home.to_owned());
    let canonical = home.canonicalize().map_err(|_| no_jdk())?;
    if !canonical.join("lib/modules").is_file() {
        return Err(no_jdk());
    }
    let text = std::fs::read_to_string(canonical.join("release")).unwrap_or_default();
    let release = release(&text).ok_or_else(no_jdk)?;
    let feature = release.version.split(['.', '+', '-']).next();
    if feature != Some(RELEASE) {
        return Err(Unfit::WrongVersion(canonical, release.version));
    }
    Ok(Jdk {
        home: canonical,
        source: source.to_owned(),
        release,
    })
}

/// Lines `KEY="value"`.
fn release(text: &str) -> Option<Release> {
    let value = |key: &str| {
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix(key)?.strip_prefix('='))?;
        Some(line.trim().trim_matches('"').to_owned())
    };
    Some(Release {
        version: value("JAVA_VERSION")?,
        runtime_version: value("JAVA_RUNTIME_VERSION"),
        implementor: value("IMPLEMENTOR"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_file() {
        let text = "IMPLEMENTOR=\"Debian\"\nJAVA_RUNTIME_VERSION=\"17.0.15+6-x\"\nJAVA_VERSION=\"17.0.15\"\n";
        let release = release(text).unwrap();
        assert_eq!(release.version, "17.0.15");
        assert_eq!(release.runtime_version.as_deref(), Some("17.0.15+6-x"));
        assert_eq!(release.implementor.as_deref(), Some("Debian"));
    }

    #[test]
    fn a_directory_that_is_no_jdk_is_named() {
        let unfit = inspect(Path::new("/nonexistent"), "JAVA_HOME").unwrap_err();
        let text = NotFound(vec![("JAVA_HOME".to_owned(), unfit)]).to_string();
        assert!(
            text.contains("JAVA_HOME (/nonexistent) has no lib/modules"),
            "{text}"
        );
        assert!(text.contains("openjdk-17-jdk"), "{text}");
    }
}
