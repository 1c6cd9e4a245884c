//! The first stage of the command line: `JDK_JAVA_OPTIONS` and `@argument` files become words.
//!
//! Expansion stops at the main class: what follows belongs to the program. So this stage must
//! recognise the main class, without understanding options beyond which of them take a word.
//!
//! Reference: JDK 17 `libjli/args.c`.

use super::argument_file;
use super::bytes::{Word, environment, is_option};
use super::message::error;
use super::options::{Follows, takes_word};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// The variable whose words come before those of the command line.
const VARIABLE: &str = "JDK_JAVA_OPTIONS";
/// The largest argument file the stock launcher accepts.
const MAX_FILE: u64 = 0x7fff_ffff;

/// Why the command line was refused. The message has been printed; the exit code is 1.
#[derive(Debug)]
pub struct Refused;

/// Expands the command line; the program name stays first.
pub fn expand(args: Vec<Word>) -> Result<Vec<Word>, Refused> {
    let mut expander = Expander::default();
    let mut args = args.into_iter();
    let mut words: Vec<Word> = args.next().into_iter().collect();
    if let Some(value) = environment(VARIABLE) {
        error(&[b"NOTE: Picked up ", VARIABLE.as_bytes(), b": ", &value]);
        expander.string(&value, Some(VARIABLE), &mut words)?;
    }
    for arg in args {
        match expander.word(&arg, true)? {
            Some(expansion) => words.extend(expansion),
            None => words.push(arg),
        }
    }
    Ok(words)
}

#[derive(Default)]
struct Expander {
    /// The main class (or jar, or module) has been seen.
    main_seen: bool,
    /// `--disable-@files` has been seen.
    stopped: bool,
    /// The next word belongs to the option before it.
    operand_next: bool,
}

impl Expander {
    /// Notes a word after expansion.
    fn note(&mut self, word: &[u8]) {
        if is_option(word) {
            // `-jar`, `-m`: the word that follows is the main class, in the sense of this stage.
            self.operand_next = matches!(takes_word(word), Some(Follows::Operand));
            self.stopped |= word == b"--disable-@files";
            self.main_seen |= word.starts_with(b"--module=");
        } else {
            self.main_seen |= !self.operand_next;
            self.operand_next = false;
        }
    }

    /// The expansion of a word, or `None` if it stands for itself.
    fn word(&mut self, word: &[u8], source_line: bool) -> Result<Option<Vec<Word>>, Refused> {
        if self.main_seen {
            return Ok(None);
        }
        if !self.stopped {
            // The first line of a source file, `#!/path/to/java --source 17`, arrives as one word.
            if source_line && word.starts_with(b"--source") && word.contains(&b' ') {
                let mut words = Vec::new();
                self.string(word, None, &mut words)?;
                return Ok(Some(words));
            }
            match word {
                [b'@', b'@', ..] => {
                    self.note(&word[1..]);
                    return Ok(Some(vec![word[1..].to_vec()]));
                }
                [b'@', file @ ..] if !file.is_empty() => {
                    let words = read(file)?;
                    for word in &words {
                        self.note(word);
                    }
                    return Ok(Some(words));
                }
                _ => {}
            }
        }
        self.note(word);
        Ok(None)
    }

    /// Splits a string at white space and expands its words, none of which may end the options.
    fn string(
        &mut self,
        text: &[u8],
        variable: Option<&str>,
        words: &mut Vec<Word>,
    ) -> Result<(), Refused> {
        let place = |name: &str| [b"in environment variable ", name.as_bytes()].concat();
        let place = variable.map_or_else(|| b"in this context".to_vec(), place);
        let mut rest = text;
        loop {
            rest = rest.trim_ascii_start_c();
            if rest.is_empty() {
                return Ok(());
            }
            let (word, remaining) = next_word(rest, variable)?;
            rest = remaining;
            match self.word(&word, false)? {
                None if ends_options(&word) => {
                    error(&[b"Error: Option ", &word, b" is not allowed ", &place]);
                    return Err(Refused);
                }
                None => words.push(word),
                Some(expansion) => {
                    for inner in expansion {
                        if ends_options(&inner) {
                            let head: &[u8] = b"Error: Option ";
                            error(&[head, &inner, b" in ", &word, b" is not allowed ", &place]);
                            return Err(Refused);
                        }
                        words.push(inner);
                    }
                }
            }
            if self.main_seen {
                error(&[b"Error: Cannot specify main class ", &place]);
                return Err(Refused);
            }
        }
    }
}

/// C's notion of white space, which has a vertical tab more than Rust's.
trait TrimC {
    fn trim_ascii_start_c(&self) -> &[u8];
}

impl TrimC for [u8] {
    fn trim_ascii_start_c(&self) -> &[u8] {
        let n = self.iter().take_while(|&&b| is_c_space(b)).count();
        &self[n..]
    }
}

fn is_c_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

/// Takes one word; in a variable, quotes protect blanks (and there is no escape character).
fn next_word<'a>(text: &'a [u8], variable: Option<&str>) -> Result<(Word, &'a [u8]), Refused> {
    let mut word = Word::new();
    let mut i = 0;
    while i < text.len() && !is_c_space(text[i]) {
        let ch = text[i];
        i += 1;
        if let (Some(name), b'"' | b'\'') = (variable, ch) {
            let Some(length) = text[i..].iter().position(|&b| b == ch) else {
                error(&[
                    b"Error: Unmatched quote in environment variable ",
                    name.as_bytes(),
                ]);
                return Err(Refused);
            };
            word.extend_from_slice(&text[i..i + length]);
            i += length + 1;
        } else {
            word.push(ch);
        }
    }
    Ok((word, &text[i..]))
}

fn read(file: &[u8]) -> Result<Vec<Word>, Refused> {
    let path = OsStr::from_bytes(file);
    match std::fs::metadata(path) {
        Ok(data) if data.len() > MAX_FILE => {
            let limit = MAX_FILE.to_string();
            error(&[
                b"Error: Argument file size should not be larger than ",
                limit.as_bytes(),
                b".",
            ]);
            return Err(Refused);
        }
        // Opening a directory succeeds; reading it does not.
        Ok(data) if data.is_dir() => {
            error(&[b"Error: loading: ", file]);
            return Err(Refused);
        }
        _ => {}
    }
    let Ok(text) = std::fs::read(path) else {
        error(&[b"Error: could not open `", file, b"'"]);
        return Err(Refused);
    };
    // A word is a C string to every consumer: it ends at a NUL.
    let until_nul = |word: Word| word.split(|&b| b == 0).next().unwrap_or_default().to_vec();
    Ok(argument_file::split(&text)
        .into_iter()
        .map(until_nul)
        .collect())
}

/// Options after which the stock launcher would not look at further words.
fn ends_options(word: &[u8]) -> bool {
    const NAMES: [&[u8]; 14] = [
        b"-jar",
        b"-m",
        b"--module",
        b"--dry-run",
        b"-h",
        b"-?",
        b"-help",
        b"--help",
        b"-X",
        b"--help-extra",
        b"-version",
        b"--version",
        b"-fullversion",
        b"--full-version",
    ];
    NAMES.contains(&word) || word.starts_with(b"--module=")
}
