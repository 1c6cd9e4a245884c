//! `lib/jvm.cfg`: the JDK's list of VM names, which are options of the launcher.
//!
//! Each line is `-name TYPE`, with TYPE one of KNOWN, IGNORE, WARN, ERROR, ALIASED_TO, or, without
//! effect, IF_SERVER_CLASS. The first line is the default.
//!
//! Reference: JDK 17 `libjli/java.c` (`ReadKnownVMs`, `CheckJvmType`).

use super::bytes::{Word, is_option};
use super::expand::Refused;
use super::message::error;
use super::options::takes_word;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What to do if a name of the list is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name is the directory of a VM.
    Known,
    /// The default VM is taken.
    Ignore,
    /// The default VM is taken, with a warning.
    Warn,
    /// The launch fails.
    Error,
    /// Another name is meant.
    AliasedTo(Word),
}

/// One line of the list; the name has its dash.
#[derive(Clone, Debug)]
pub struct KnownVm {
    /// With its dash.
    pub name: Word,
    /// What it stands for.
    pub kind: Kind,
}

/// The VM that the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice {
    /// None in particular, or by a name that stands for the default.
    Default,
    /// One of the list.
    Named(Word),
    /// `-XXaltjvm=`: a directory, or a name if it has no slash.
    Alternate(Word),
}

/// Reads the list of the JDK at `home`.
pub fn read(home: &Path) -> Result<Vec<KnownVm>, Refused> {
    let path = home.join("lib/jvm.cfg");
    let path_bytes = path.as_os_str().as_bytes();
    let Ok(text) = std::fs::read(&path) else {
        error(&[b"Error: could not open `", path_bytes, b"'"]);
        return Err(Refused);
    };
    let mut vms = Vec::new();
    for (i, line) in text.split(|&b| b == b'\n').enumerate() {
        let number = (i + 1).to_string();
        let warn = |what: &str| {
            let (head, number): (&[u8], &[u8]) = (b"Warning: ", number.as_bytes());
            error(&[
                head,
                what.as_bytes(),
                b" on line ",
                number,
                b" of `",
                path_bytes,
                b"'",
            ]);
        };
        if line.is_empty() || line[0] == b'#' {
            continue;
        }
        if !is_option(line) {
            warn("No leading -");
        }
        let mut fields = line
            .split(|&b| b == b' ' || b == b'\t')
            .filter(|f| !f.is_empty());
        let name = fields.next().unwrap_or_default().to_vec();
        let kind = match fields.next() {
            None => {
                warn("Missing VM type");
                continue;
            }
            Some(b"IF_SERVER_CLASS") => continue,
            Some(b"KNOWN") => Kind::Known,
            Some(b"IGNORE") => Kind::Ignore,
            Some(b"WARN") => Kind::Warn,
            Some(b"ERROR") => Kind::Error,
            Some(b"ALIASED_TO") => match fields.next() {
                Some(alias) => Kind::AliasedTo(alias.to_vec()),
                None => {
                    warn("Missing VM type");
                    continue;
                }
            },
            Some(_) => {
                warn("Unknown VM type");
                Kind::Known
            }
        };
        vms.push(KnownVm { name, kind });
    }
    if vms.is_empty() {
        error(&[b"Error: no known VMs. (check for corrupt jvm.cfg file)"]);
        return Err(Refused);
    }
    Ok(vms)
}

/// Removes the words that choose a VM from the command line (program name first) and returns the
/// choice; the last one counts.
pub fn choose(words: &mut Vec<Word>, vms: &[KnownVm]) -> Result<Choice, Refused> {
    let mut named = None;
    let mut alternate = super::bytes::environment("JDK_ALTERNATE_VM");
    let mut i = 1;
    while let Some(word) = words.get(i) {
        if takes_word(word).is_some() {
            i += 2;
            continue;
        }
        if !is_option(word) {
            break;
        }
        let name = word.strip_prefix(b"-J").unwrap_or(word);
        if let Some(index) = vms.iter().position(|vm| vm.name == name) {
            named = Some(index);
            words.remove(i);
        } else if let Some(value) = name.strip_prefix(b"-XXaltjvm=") {
            named = None;
            alternate = Some(value.to_vec());
            words.remove(i);
        } else {
            i += 1;
        }
    }
    match (named, alternate) {
        (None, None) => Ok(Choice::Default),
        (None, Some(value)) => Ok(Choice::Alternate(value)),
        (Some(index), _) => resolve(index, vms),
    }
}

fn resolve(mut index: usize, vms: &[KnownVm]) -> Result<Choice, Refused> {
    for _ in 0..=vms.len() {
        let name = &vms[index].name[1..];
        match &vms[index].kind {
            Kind::AliasedTo(alias) => match vms.iter().position(|vm| vm.name == *alias) {
                Some(next) => index = next,
                None => {
                    error(&[b"Error: Unable to resolve VM alias ", alias]);
                    return Err(Refused);
                }
            },
            Kind::Known if index == 0 => return Ok(Choice::Default),
            Kind::Known => return Ok(Choice::Named(name.to_vec())),
            Kind::Ignore => return Ok(Choice::Default),
            Kind::Warn => {
                let default = &vms[0].name[1..];
                error(&[
                    b"Warning: ",
                    name,
                    b" VM not supported; ",
                    default,
                    b" VM will be used",
                ]);
                return Ok(Choice::Default);
            }
            Kind::Error => {
                error(&[b"Error: ", name, b" VM not supported"]);
                return Err(Refused);
            }
        }
    }
    error(&[b"Error: Corrupt jvm.cfg file; cycle in alias list."]);
    Err(Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vms() -> Vec<KnownVm> {
        let vm = |name: &str, kind| KnownVm {
            name: name.into(),
            kind,
        };
        vec![
            vm("-server", Kind::Known),
            vm("-client", Kind::Ignore),
            vm("-zero", Kind::Known),
            vm("-fast", Kind::AliasedTo(b"-zero".to_vec())),
        ]
    }

    fn choice(line: &str) -> (Choice, String) {
        let mut words: Vec<Word> = line.split(' ').map(|w| w.as_bytes().to_vec()).collect();
        let choice = choose(&mut words, &vms()).unwrap();
        (choice, String::from_utf8(words.join(&b' ')).unwrap())
    }

    #[test]
    fn choices() {
        let named = |n: &str| Choice::Named(n.into());
        assert_eq!(
            choice("java -server A -client"),
            (Choice::Default, "java A -client".into())
        );
        assert_eq!(
            choice("java -zero -cp -client A"),
            (named("zero"), "java -cp -client A".into())
        );
        assert_eq!(choice("java -J-fast"), (named("zero"), "java".into()));
        let alternate = Choice::Alternate(b"/x".to_vec());
        assert_eq!(
            choice("java -zero -XXaltjvm=/x A"),
            (alternate, "java A".into())
        );
    }
}
