//! Reading the `.cmd` tables.
//!
//! A line is a command line: `[VARIABLE=VALUE ...] java WORD ...`, as one would type it. Words are
//! separated by blanks; `'single quotes'` protect blanks, `$JDK` stands for the JDK's directory.
//! A `~` before it all: the order of the words printed does not matter. Empty lines and lines that begin with `#` are comments.

use std::path::{Path, PathBuf};

/// One command line.
pub struct Row {
    file: String,
    line: usize,
    text: String,
    /// The order of what is printed does not matter.
    pub unordered: bool,
    /// Variables set for this row.
    pub variables: Vec<(String, String)>,
    /// The words after `java`.
    pub words: Vec<String>,
}

impl Row {
    /// `modules.cmd:3: java --list-modules`
    pub fn name(&self) -> String {
        format!("{}:{}: {}", self.file, self.line, self.text)
    }
}

/// The directory of the tables and of the programs they run.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/launcher")
}

/// All rows of all tables.
pub fn rows() -> Vec<Row> {
    let entries = std::fs::read_dir(directory()).expect("the tables lie beside this file");
    let mut files: Vec<PathBuf> = entries
        .map(|e| e.expect("readable directory").path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "cmd"));
    files.sort();
    files.iter().flat_map(|file| rows_of(file)).collect()
}

fn rows_of(file: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(file).expect("tables are UTF-8");
    let name = file
        .file_name()
        .expect("a table has a name")
        .to_string_lossy()
        .into_owned();
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(i, line)| {
            let mut words = split(line).into_iter().peekable();
            let unordered = words.next_if(|word| word == "~").is_some();
            let mut variables = Vec::new();
            while let Some(word) = words.next_if(|word| word != "java") {
                let (key, value) = word.split_once('=').expect("VARIABLE=VALUE before `java`");
                variables.push((key.to_owned(), value.to_owned()));
            }
            assert_eq!(words.next().as_deref(), Some("java"), "{name}:{}", i + 1);
            let (file, text) = (name.clone(), line.to_owned());
            Row {
                file,
                line: i + 1,
                text,
                unordered,
                variables,
                words: words.collect(),
            }
        })
        .collect()
}

fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for ch in line.chars() {
        match ch {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(ch),
        }
    }
    assert!(!quoted, "unmatched quote: {line}");
    words.extend(word);
    words
}
