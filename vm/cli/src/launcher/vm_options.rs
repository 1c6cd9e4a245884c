//! The options for the VM, in order, and what the launcher itself learns from them.

use super::bytes::{Word, concat};
use std::ffi::CString;

/// Below this the VM could not even be loaded to complain about the size.
const MIN_STACK: i64 = 64 << 10;

/// The array handed to `JNI_CreateJavaVM`.
#[derive(Default, Debug)]
pub struct VmOptions {
    options: Vec<Word>,
    /// `-Xss`: the stack of the main thread; 0 if not given.
    pub stack_size: i64,
    /// `-Xmx`, for `-XshowSettings`; 0 if not given.
    pub max_heap: i64,
    /// `-Xms`, for `-XshowSettings`; 0 if not given.
    pub initial_heap: i64,
}

impl VmOptions {
    /// Appends an option.
    pub fn add(&mut self, option: impl Into<Word>) {
        let option = option.into();
        let size = |prefix: &[u8]| option.strip_prefix(prefix).and_then(parse_size);
        if let Some(size) = size(b"-Xss") {
            self.stack_size = if size > 0 { size.max(MIN_STACK) } else { size };
        }
        if let Some(size) = size(b"-Xmx") {
            self.max_heap = size;
        }
        if let Some(size) = size(b"-Xms") {
            self.initial_heap = size;
        }
        self.options.push(option);
    }

    /// Appends `name=value`.
    pub fn add_pair(&mut self, name: &str, value: &[u8]) {
        self.add([name.as_bytes(), b"=", value].concat());
    }

    /// Sets `sun.java.command`: what is run, and its arguments, for tools that list VMs.
    pub fn add_command(&mut self, what: &[u8], args: &[Word]) {
        let mut option = concat("-Dsun.java.command=", what);
        for arg in args {
            option.push(b' ');
            option.extend_from_slice(arg);
        }
        self.add(option);
    }

    /// The options in order.
    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.options.iter().map(Vec::as_slice)
    }

    /// The options as C strings.
    pub fn to_c_strings(&self) -> Vec<CString> {
        let until_nul = |option: &Word| {
            option
                .split(|&b| b == 0)
                .next()
                .unwrap_or_default()
                .to_vec()
        };
        let c_string = |bytes| CString::new(bytes).expect("cut at the first NUL");
        self.options.iter().map(until_nul).map(c_string).collect()
    }
}

/// A size as the VM reads it: decimal digits and one optional unit. `None` if malformed, which the
/// VM will complain about.
fn parse_size(text: &[u8]) -> Option<i64> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return None;
    }
    let number: i64 = std::str::from_utf8(&text[..digits])
        .ok()?
        .parse()
        .unwrap_or(i64::MAX);
    let shift = match &text[digits..] {
        [] => 0,
        [b'K' | b'k'] => 10,
        [b'M' | b'm'] => 20,
        [b'G' | b'g'] => 30,
        [b'T' | b't'] => 40,
        _ => return None,
    };
    Some(number.wrapping_shl(shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size(b"512"), Some(512));
        assert_eq!(parse_size(b"512k"), Some(512 << 10));
        assert_eq!(parse_size(b"2G"), Some(2 << 30));
        assert_eq!(parse_size(b"2GB"), None);
        assert_eq!(parse_size(b"x"), None);
        assert_eq!(parse_size(b""), None);
    }

    #[test]
    fn a_tiny_stack_is_raised_and_zero_is_kept() {
        let mut options = VmOptions::default();
        options.add(*b"-Xss1k");
        assert_eq!(options.stack_size, MIN_STACK);
        options.add(*b"-Xss0");
        assert_eq!(options.stack_size, 0);
    }
}
