//! The syntax of `@argument` files.
//!
//! Words are separated by white space. A part in single or double quotes keeps blanks; inside
//! quotes a backslash escapes (`\n`, `\r`, `\t`, `\f`, else the character itself), and a backslash
//! at the end of a line continues it, without the next line's leading white space. A quote left
//! open ends with its line. `#` outside quotes begins a comment; the stock launcher drops the
//! unquoted text that stands directly before it, and so do we.
//!
//! Reference: *The java Command*, "java Command-Line Argument Files"; JDK 17 `libjli/args.c`.

use super::bytes::Word;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    BetweenWords,
    InWord,
    InQuotes(u8),
    Escape(u8),
    Continuation(u8),
    Comment,
}

/// The word being read: `settled` survives a `#`, `recent` does not.
#[derive(Default)]
struct Partial {
    settled: Word,
    recent: Word,
    /// Something, if only an empty part, is settled.
    begun: bool,
}

impl Partial {
    fn settle(&mut self) {
        self.settled.append(&mut self.recent);
        self.begun = true;
    }

    fn settle_if_any(&mut self) {
        if !self.recent.is_empty() {
            self.settle();
        }
    }

    fn take(&mut self) -> Word {
        self.settle();
        self.begun = false;
        std::mem::take(&mut self.settled)
    }
}

/// Splits the text of an argument file into words.
pub fn split(text: &[u8]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut state = State::BetweenWords;
    let mut word = Partial::default();
    for &ch in text {
        state = match state {
            State::BetweenWords if is_space(ch) => continue,
            State::Continuation(_) if is_space(ch) => continue,
            State::BetweenWords => in_text(ch, None, &mut word, &mut words),
            State::InWord => in_text(ch, None, &mut word, &mut words),
            State::InQuotes(quote) => in_text(ch, Some(quote), &mut word, &mut words),
            State::Continuation(quote) => in_text(ch, Some(quote), &mut word, &mut words),
            State::Escape(quote) if ch == b'\n' || ch == b'\r' => State::Continuation(quote),
            State::Escape(quote) => {
                word.recent.push(escaped(ch));
                word.settle();
                State::InQuotes(quote)
            }
            State::Comment if ch == b'\n' || ch == b'\r' => State::BetweenWords,
            State::Comment => State::Comment,
        };
    }
    if matches!(state, State::InWord | State::InQuotes(_)) {
        word.settle_if_any();
        if word.begun {
            words.push(word.take());
        }
    }
    words
}

/// One character of a word; `quote` is the quote it stands in.
fn in_text(ch: u8, quote: Option<u8>, word: &mut Partial, words: &mut Vec<Word>) -> State {
    let same = quote.map_or(State::InWord, State::InQuotes);
    match (ch, quote) {
        (b'\n' | b'\r', _) | (b' ' | b'\t' | 0x0c, None) => {
            words.push(word.take());
            State::BetweenWords
        }
        (b'#', None) => {
            word.recent.clear();
            State::Comment
        }
        (b'\\', Some(quote)) => {
            word.settle();
            State::Escape(quote)
        }
        (b'\'' | b'"', None) => {
            word.settle_if_any();
            State::InQuotes(ch)
        }
        (_, Some(quote)) if ch == quote => {
            word.settle_if_any();
            State::InWord
        }
        _ => {
            word.recent.push(ch);
            same
        }
    }
}

fn is_space(ch: u8) -> bool {
    matches!(ch, b' ' | b'\n' | b'\r' | b'\t' | 0x0c)
}

fn escaped(ch: u8) -> u8 {
    match ch {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'f' => 0x0c,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    /// Left: a file's text. Right: the words the stock launcher reads from it.
    const TABLE: &[(&str, &[&str])] = &[
        ("", &[]),
        ("  \n\t ", &[]),
        ("-cp a:b Main x", &["-cp", "a:b", "Main", "x"]),
        ("'a b' \"c d\"e", &["a b", "c de"]),
        ("\"say \\\"hi\\\"\" end", &["say \"hi\"", "end"]),
        ("\"a\\nb\\tc\\qd\"", &["a\nb\tcqd"]),
        ("back\\slash", &["back\\slash"]),
        ("\"one \\\n   two\"", &["one two"]),
        ("\"open\nnext", &["open", "next"]),
        ("a #rest\nb", &["a", "b"]),
        ("#only", &[]),
        ("lost#c\nkept", &["kept"]),
        ("'it''s'", &["its"]),
        ("'' x", &["", "x"]),
        ("''", &[]),
        ("\"# in quotes\"", &["# in quotes"]),
        ("a\rb\x0cc", &["a", "b", "c"]),
    ];

    #[test]
    fn the_table() {
        for (text, expected) in TABLE {
            let words = split(text.as_bytes());
            let expected: Vec<&[u8]> = expected.iter().map(|w| w.as_bytes()).collect();
            assert_eq!(words, expected, "{text:?}");
        }
    }
}
