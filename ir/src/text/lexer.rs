//! Tokens of the text form.

use std::fmt;

/// A token. Words are everything without space or punctuation: names, numbers, entities.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// A name, a number or an entity.
    Word(&'t str),
    /// What stands between quotes, with its escapes.
    Text(&'t str),
    /// One of `( ) { } [ ] , : = @`.
    Mark(char),
    /// `->`.
    Arrow,
    /// `<-`.
    From,
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Word(word) => write!(f, "`{word}`"),
            Token::Text(text) => write!(f, "\"{text}\""),
            Token::Mark(mark) => write!(f, "`{mark}`"),
            Token::Arrow => f.write_str("`->`"),
            Token::From => f.write_str("`<-`"),
        }
    }
}

/// Splits a line into tokens; `None`: it has a text without end.
pub(super) fn tokens(line: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ';' => break,
            '"' => {
                let end = end_of_text(rest)?;
                tokens.push(Token::Text(&rest[1..end]));
                end + 1
            }
            _ if rest.starts_with("->") => {
                tokens.push(Token::Arrow);
                2
            }
            _ if rest.starts_with("<-") => {
                tokens.push(Token::From);
                2
            }
            _ if is_mark(first) => {
                tokens.push(Token::Mark(first));
                first.len_utf8()
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || c == ';' || is_mark(c));
                let end = end.unwrap_or(rest.len());
                tokens.push(Token::Word(&rest[..end]));
                end
            }
        };
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

fn is_mark(c: char) -> bool {
    "(){}[],:=@\"".contains(c)
}

/// Index of the quote that ends the text at the start of `rest`.
fn end_of_text(rest: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (index, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(index),
            _ => {}
        }
    }
    None
}

/// The text between quotes without escapes, as Rust's `Debug` made them; `None`: a bad escape.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        result.push_str(&rest[..at]);
        let mut chars = rest[at + 1..].chars();
        match chars.next()? {
            'n' => result.push('\n'),
            't' => result.push('\t'),
            'r' => result.push('\r'),
            '0' => result.push('\0'),
            'u' => {
                let (digits, after) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                let code = u32::from_str_radix(digits, 16).ok()?;
                result.push(char::from_u32(code)?);
                chars = after.chars();
            }
            c @ ('"' | '\'' | '\\') => result.push(c),
            _ => return None,
        }
        rest = chars.as_str();
    }
    result.push_str(rest);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens, unescape};

    #[test]
    fn lines_are_split() {
        use Token::{Arrow, From, Mark, Text, Word};
        let line = r#"v1 = call "a\"b;" -> b2(-3): <- 1.5e10 ; rest"#;
        let expected = [
            Word("v1"),
            Mark('='),
            Word("call"),
            Text(r#"a\"b;"#),
            Arrow,
            Word("b2"),
            Mark('('),
            Word("-3"),
            Mark(')'),
            Mark(':'),
            From,
            Word("1.5e10"),
        ];
        assert_eq!(tokens(line).as_deref(), Some(&expected[..]));
        assert_eq!(tokens("\"open"), None);
    }

    #[test]
    fn escapes_are_those_of_debug() {
        for text in ["plain", "a\"b\\c\n\t\u{1}\u{7f}é"] {
            let quoted = format!("{text:?}");
            let inner = &quoted[1..quoted.len() - 1];
            assert_eq!(unescape(inner).as_deref(), Some(text));
        }
        for bad in ["\\", "\\x", "\\u{110000}", "\\u{12"] {
            assert_eq!(unescape(bad), None, "{bad}");
        }
    }
}
