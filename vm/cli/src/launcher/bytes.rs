//! Arguments as bytes: what the command line needs of string handling.

/// A command-line word. Not necessarily text in any encoding.
pub type Word = Vec<u8>;

/// The part of a path after its last slash.
pub fn base_name(path: &[u8]) -> &[u8] {
    path.rsplit(|&b| b == b'/').next().unwrap_or(path)
}

/// Whether `word` is an option, that is, begins with a dash.
pub fn is_option(word: &[u8]) -> bool {
    word.first() == Some(&b'-')
}

/// `prefix` followed by `rest`.
pub fn concat(prefix: &str, rest: &[u8]) -> Word {
    [prefix.as_bytes(), rest].concat()
}

/// The value of an environment variable, whatever its bytes.
pub fn environment(name: &str) -> Option<Word> {
    use std::os::unix::ffi::OsStringExt;
    std::env::var_os(name).map(OsStringExt::into_vec)
}
