//! Command lines that the VM refuses by design: `bench/difftest/refused.toml`.
//!
//! The stock JDK does something else there, so the text that the VM must print is written down.

use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::child::{Exit, Outcome};

/// One refusal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    command: String,
    exit: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
}

/// The list of refusals.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    #[serde(default)]
    refused: Vec<Refusal>,
}

impl Refused {
    /// Reads the list.
    ///
    /// # Errors
    /// When the file is missing or malformed.
    pub fn read(file: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(file)?;
        toml::from_str(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))
    }

    /// What the command line with this name must do; `None` when it is not refused.
    #[must_use]
    pub fn outcome(&self, command: &str) -> Option<Outcome> {
        let refusal = self.refused.iter().find(|r| r.command == command)?;
        Some(Outcome {
            exit: Exit::Code(refusal.exit),
            stdout: refusal.stdout.clone(),
            stderr: refusal.stderr.clone(),
        })
    }

    /// Refusals of command lines that do not exist.
    pub fn unknown<'a>(
        &'a self,
        is_command: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = &'a str> {
        let commands = self.refused.iter().map(|r| r.command.as_str());
        commands.filter(move |command| !is_command(command))
    }
}

#[cfg(test)]
mod tests {
    use super::Refused;
    use crate::child::Exit;

    #[test]
    fn a_refusal_says_what_is_printed() {
        let list: Refused =
            toml::from_str("refused = [{command='t/java -x', exit=1, stderr='No.'}]").unwrap();
        let outcome = list.outcome("t/java -x").unwrap();
        assert_eq!(outcome.exit, Exit::Code(1));
        assert_eq!(outcome.stderr, "No.");
        assert!(list.outcome("t/java").is_none());
        assert_eq!(list.unknown(|c| c == "t/java -x").count(), 0);
        assert_eq!(list.unknown(|_| false).collect::<Vec<_>>(), ["t/java -x"]);
    }
}
