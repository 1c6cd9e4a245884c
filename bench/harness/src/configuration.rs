//! What is compared: a launcher with options.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A launcher with options.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Configuration {
    /// What tables call it.
    pub name: String,
    /// The executable.
    pub launcher: PathBuf,
    /// Its options.
    pub flags: Vec<String>,
    /// Does it understand Kiln's own options?
    pub is_kiln: bool,
}

impl Configuration {
    /// A configuration of Kiln.
    pub fn kiln(name: &str, launcher: &Path, flags: &[String]) -> Configuration {
        Configuration {
            name: name.to_owned(),
            launcher: launcher.to_owned(),
            flags: flags.to_vec(),
            is_kiln: true,
        }
    }

    /// Another JVM.
    pub fn java(name: &str, launcher: &Path, flags: &[&str]) -> Configuration {
        Configuration {
            name: name.to_owned(),
            launcher: launcher.to_owned(),
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
            is_kiln: false,
        }
    }

    /// `PATH[:FLAGS]`, with blanks or commas between the flags.
    pub fn parse(text: &str) -> Configuration {
        let (path, flags) = text.split_once(":-").map_or_else(
            || (text, String::new()),
            |(path, rest)| (path, format!("-{rest}")),
        );
        let flags: Vec<&str> = flags
            .split([' ', ','])
            .filter(|flag| !flag.is_empty())
            .collect();
        let launcher = Path::new(path);
        let base = launcher.file_name().unwrap_or(launcher.as_os_str());
        let mut name = base.to_string_lossy().into_owned();
        for flag in &flags {
            name.push(' ');
            name.push_str(flag);
        }
        Configuration {
            is_kiln: base == "kiln",
            ..Configuration::java(&name, launcher, &flags)
        }
    }

    /// The command, without a program, in a plain environment.
    pub fn command(&self, java_home: &Path) -> Command {
        let mut command = Command::new(&self.launcher);
        command
            .args(&self.flags)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("JAVA_HOME", java_home);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::Configuration;

    #[test]
    fn flags_follow_the_path() {
        let java = Configuration::parse("/opt/jdk/bin/java:-XX:+UseSerialGC,-Xint");
        assert_eq!(java.flags, ["-XX:+UseSerialGC", "-Xint"]);
        assert_eq!(java.name, "java -XX:+UseSerialGC -Xint");
        assert!(!java.is_kiln);
        assert!(Configuration::parse("rel/kiln:--policy=budget").is_kiln);
        assert!(Configuration::parse("java").flags.is_empty());
    }
}
