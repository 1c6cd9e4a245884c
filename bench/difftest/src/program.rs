//! Programs: what is under `bench/difftest/programs`, with the directives in their comments.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What marks a directive.
const MARK: &str = "// difftest:";

/// One Java program.
#[derive(Clone, Debug)]
pub struct Program {
    /// `area/Name`.
    pub name: String,
    /// All files, absolute; one for a program that is a single file, and those of the library.
    pub files: Vec<PathBuf>,
    /// The folder of a program that is a folder.
    pub folder: Option<PathBuf>,
    /// How the launcher is told what to run.
    pub entry: Entry,
    /// What its comments say.
    pub directives: Directives,
}

/// What is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A class on the class path.
    Class(String),
    /// A main class in a module; true when there are several modules.
    Module {
        /// Name of the module.
        module: String,
        /// Qualified name of the main class.
        class: String,
        /// Whether each top folder of the program is a module.
        several: bool,
    },
}

/// The directives of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directives {
    /// Arguments of the program.
    pub args: Vec<String>,
    /// Options of the VM.
    pub flags: Vec<String>,
    /// Options of the compiler.
    pub javac: Vec<String>,
    /// The shared library is compiled with the program.
    pub library: bool,
    /// Compare standard output.
    pub stdout: bool,
    /// Compare standard error.
    pub stderr: bool,
    /// Compare how the process ended.
    pub exit: bool,
    /// Time limit on the stock JDK.
    pub timeout: Duration,
    /// Standard input.
    pub input: String,
    /// How often mode `gc` collects, if not its default.
    pub gc_every: Option<u64>,
    /// Why what the program prints depends on how fast it runs, if it does: a difference is then
    /// looked at again.
    pub timing: Option<String>,
    /// Modes in which the program is not run, with reasons.
    pub skip: BTreeMap<String, String>,
    /// Modes that only run programs which ask for them.
    pub also: Vec<String>,
}

/// A directive that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDirective(pub String);

impl fmt::Display for BadDirective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "directive not understood: {}", self.0)
    }
}

impl std::error::Error for BadDirective {}

impl Default for Directives {
    fn default() -> Self {
        Self {
            args: Vec::new(),
            flags: Vec::new(),
            javac: Vec::new(),
            library: false,
            stdout: true,
            stderr: false,
            exit: true,
            timeout: Duration::from_secs(60),
            input: String::new(),
            gc_every: None,
            timing: None,
            skip: BTreeMap::new(),
            also: Vec::new(),
        }
    }
}

impl Directives {
    /// Reads the directives in a source file.
    ///
    /// # Errors
    /// When one is not understood.
    pub fn parse(source: &str) -> Result<Self, BadDirective> {
        let mut directives = Self::default();
        for line in source.lines() {
            if let Some(text) = line.trim_start().strip_prefix(MARK) {
                let text = text.trim();
                directives
                    .apply(text)
                    .ok_or_else(|| BadDirective(text.to_owned()))?;
            }
        }
        Ok(directives)
    }

    fn apply(&mut self, text: &str) -> Option<()> {
        if text == "altjvm" {
            self.also.push(text.to_owned());
            return Some(());
        }
        if text == "library" {
            self.library = true;
            return Some(());
        }
        let (key, value) = text.split_once('=')?;
        match key {
            "args" => self.args = words(value),
            "flags" => self.flags = words(value),
            "javac" => self.javac.extend(words(value)),
            "release" => {
                self.javac.push("--release".to_owned());
                self.javac.push(value.to_owned());
            }
            "compare" => {
                (self.stdout, self.stderr, self.exit) = (false, false, false);
                for what in value.split(',') {
                    match what.trim() {
                        "stdout" => self.stdout = true,
                        "stderr" => self.stderr = true,
                        "exit" => self.exit = true,
                        _ => return None,
                    }
                }
            }
            "timeout" => self.timeout = Duration::from_secs(value.parse().ok()?),
            "input" => self.input = unescape(value),
            "gc-every" => self.gc_every = Some(value.parse().ok()?),
            "timing" => self.timing = Some(value.to_owned()),
            _ => {
                let mode = key.strip_prefix("skip-")?;
                self.skip.insert(mode.to_owned(), value.to_owned());
            }
        }
        Some(())
    }
}

/// Splits at spaces; double quotes keep spaces.
fn words(text: &str) -> Vec<String> {
    split_quoted(text, '"')
}

/// Splits at spaces that are not between two of `quote`.
pub(crate) fn split_quoted(text: &str, quote: char) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in text.chars() {
        match c {
            _ if c == quote => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => out.push(c),
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
        }
    }
    out
}

/// Finds all programs under `root`, sorted by name. The shared library is in the folder `library`
/// beside `root`.
///
/// # Errors
/// When a file cannot be read, or a program's form is wrong.
pub fn find(root: &Path) -> io::Result<Vec<Program>> {
    let mut programs = Vec::new();
    let library = sorted(&root.with_file_name("library"))?;
    for area in folders(root)? {
        for entry in sorted(&area)? {
            let name = format!("{}/{}", file_name(&area), stem(&entry));
            if entry.is_dir() {
                programs.push(Program::folder(name, entry)?);
            } else if entry.extension().is_some_and(|e| e == "java") {
                programs.push(Program::file(name, entry)?);
            }
        }
    }
    for program in &mut programs {
        if program.directives.library {
            program.files.extend(library.iter().cloned());
        }
    }
    Ok(programs)
}

impl Program {
    fn file(name: String, file: PathBuf) -> io::Result<Self> {
        let directives = directives(&file)?;
        Ok(Self {
            entry: Entry::Class(stem(&file)),
            folder: None,
            files: vec![file],
            directives,
            name,
        })
    }

    fn folder(name: String, folder: PathBuf) -> io::Result<Self> {
        let mut files = Vec::new();
        all_files(&folder, &mut files)?;
        let main = files
            .iter()
            .find(|file| file_name(file) == "Main.java")
            .ok_or_else(|| io::Error::other(format!("{name} has no Main.java")))?;
        let package = fs::read_to_string(main)?
            .lines()
            .find_map(|line| Some(line.strip_prefix("package ")?.strip_suffix(';')?.to_owned()));
        let class = package.map_or("Main".to_owned(), |package| format!("{package}.Main"));
        let top = main
            .strip_prefix(&folder)
            .expect("the file is in the folder")
            .components()
            .next()
            .expect("the path of a file has a component");
        let single = folder.join("module-info.java");
        let several = folder.join(top).join("module-info.java");
        let entry = if single.is_file() {
            Entry::Module {
                module: module_name(&single)?,
                class,
                several: false,
            }
        } else if several.is_file() {
            Entry::Module {
                module: module_name(&several)?,
                class,
                several: true,
            }
        } else {
            Entry::Class(class)
        };
        Ok(Self {
            directives: directives(main)?,
            folder: Some(folder),
            files,
            entry,
            name,
        })
    }

    /// The Java sources.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.files
            .iter()
            .map(PathBuf::as_path)
            .filter(|file| file.extension().is_some_and(|e| e == "java"))
    }

    /// Options of the compiler.
    #[must_use]
    pub fn javac_options(&self) -> Vec<String> {
        let mut options = self.directives.javac.clone();
        if let (Entry::Module { several: true, .. }, Some(folder)) = (&self.entry, &self.folder) {
            options.push("--module-source-path".to_owned());
            options.push(folder.display().to_string());
        }
        options
    }

    /// The name as a file name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.name.replace('/', ".")
    }

    /// The area, the first part of the name.
    #[must_use]
    pub fn area(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

fn directives(file: &Path) -> io::Result<Directives> {
    Directives::parse(&fs::read_to_string(file)?)
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))
}

fn module_name(file: &Path) -> io::Result<String> {
    fs::read_to_string(file)?
        .lines()
        .find_map(|line| {
            let line = line.strip_prefix("open ").unwrap_or(line);
            let name = line.strip_prefix("module ")?;
            Some(name.trim_end_matches('{').trim().to_owned())
        })
        .ok_or_else(|| io::Error::other(format!("{} names no module", file.display())))
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    Ok(entries)
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = sorted(folder)?;
    entries.retain(|entry| entry.is_dir());
    Ok(entries)
}

fn all_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in sorted(folder)? {
        if entry.is_dir() {
            all_files(&entry, files)?;
        } else {
            files.push(entry);
        }
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::{BadDirective, Directives, unescape, words};

    #[test]
    fn no_directives_is_the_default() {
        assert_eq!(Directives::parse("class A {}"), Ok(Directives::default()));
    }

    #[test]
    fn directives_are_read_wherever_they_stand() {
        assert!(Directives::parse("// difftest: library").unwrap().library);
        let source =
            "/** Doc. */\n// difftest: compare=stdout,stderr\n  // difftest: skip-gc=slow\n";
        let directives = Directives::parse(source).unwrap();
        assert!(directives.stderr && !directives.exit);
        assert_eq!(directives.skip["gc"], "slow");
    }

    #[test]
    fn a_directive_that_means_nothing_is_an_error() {
        let parse = |text: &str| Directives::parse(&format!("// difftest: {text}"));
        for text in ["colour=red", "timeout=soon", "compare=all", "gc"] {
            assert_eq!(parse(text), Err(BadDirective(text.to_owned())));
        }
    }

    #[test]
    fn quotes_keep_spaces_and_make_empty_words() {
        assert_eq!(words("a \"b c\"  \"\" d"), ["a", "b c", "", "d"]);
    }

    #[test]
    fn escapes() {
        assert_eq!(unescape("a\\nb\\\\n"), "a\nb\\n");
    }
}
