//! Patterns of methods in `-XX:CompileCommand`: `java/lang/String.indexOf(I)I`, `*.get*`,
//! `java.lang.String::indexOf`. Source of the rules and messages: `methodMatcher.cpp` of JDK 17.

use std::fmt;

/// How a name is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Name {
    Any,
    Exact(String),
    Prefix(String),
    Suffix(String),
    Part(String),
}

impl Name {
    fn parse(text: &str) -> Result<Name, &'static str> {
        if text == "*" {
            return Ok(Name::Any);
        }
        let (is_suffix, rest) = match text.strip_prefix('*') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (is_prefix, rest) = match rest.strip_suffix('*') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if rest.is_empty() {
            return Err("** Not a valid pattern");
        }
        if rest.contains('*') {
            return Err(" Embedded * not allowed");
        }
        let rest = rest.to_owned();
        Ok(match (is_suffix, is_prefix) {
            (false, false) => Name::Exact(rest),
            (false, true) => Name::Prefix(rest),
            (true, false) => Name::Suffix(rest),
            (true, true) => Name::Part(rest),
        })
    }

    fn matches(&self, name: &str) -> bool {
        match self {
            Name::Any => true,
            Name::Exact(text) => name == text,
            Name::Prefix(text) => name.starts_with(text),
            Name::Suffix(text) => name.ends_with(text),
            Name::Part(text) => name.contains(text),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Any => f.write_str("*"),
            Name::Exact(text) => f.write_str(text),
            Name::Prefix(text) => write!(f, "{text}*"),
            Name::Suffix(text) => write!(f, "*{text}"),
            Name::Part(text) => write!(f, "*{text}*"),
        }
    }
}

/// A pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MethodPattern {
    class: Name,
    method: Name,
    /// The beginning of the descriptor.
    descriptor: Option<String>,
}

impl MethodPattern {
    /// Parses the pattern at the beginning of `text`; also returns what follows, in which commas
    /// and dots have become spaces.
    pub(crate) fn parse(text: &str) -> Result<(MethodPattern, String), &'static str> {
        let line = canonical(text)?;
        let line = line.trim_start_matches([' ', '\t']);
        if line.is_empty() {
            return Err("Method pattern missing from command");
        }
        let unparsed = "Could not parse method pattern";
        let (class, rest) = split_while(line, |c| is_name(c) || c == '/');
        let after_class = rest.trim_start_matches(' ');
        let (method, rest) = split_while(after_class, is_name);
        if class.is_empty() || method.is_empty() || after_class.len() == rest.len() {
            return Err(unparsed);
        }
        let pattern_class = Name::parse(class);
        let pattern_method = Name::parse(method);
        if class.contains(['<', '>']) {
            return Err("Chars '<' and '>' not allowed in class name");
        }
        if method.contains(['<', '>']) && method != "<init>" && method != "<clinit>" {
            return Err("Chars '<' and '>' only allowed in <init> and <clinit>");
        }
        let rest = rest.trim_start_matches([' ', '\t']);
        let (descriptor, rest) = match rest.strip_prefix('(') {
            Some(inner) => {
                let (inner, rest) =
                    split_while(inner, |c| is_name(c) || matches!(c, '[' | ')' | ';' | '/'));
                if inner.contains('*') {
                    return Err(" Wildcard * not allowed in signature");
                }
                (Some(format!("({inner}")), rest)
            }
            None => (None, rest),
        };
        let pattern = MethodPattern {
            class: pattern_class?,
            method: pattern_method?,
            descriptor,
        };
        Ok((pattern, rest.to_owned()))
    }

    /// Does it mean this method? The class's name has slashes.
    pub fn matches(&self, class: &str, method: &str, descriptor: &str) -> bool {
        self.class.matches(class)
            && self.method.matches(method)
            && self
                .descriptor
                .as_ref()
                .is_none_or(|beginning| descriptor.starts_with(beginning))
    }
}

impl fmt::Display for MethodPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let descriptor = self.descriptor.as_deref().unwrap_or("");
        write!(f, "{}.{}{descriptor}", self.class, self.method)
    }
}

/// Characters of names in patterns.
fn is_name(c: char) -> bool {
    !matches!(c, ' ' | '\t' | ',' | '(' | ')' | '.' | '/' | '[' | ']')
}

fn split_while(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !keep(c)).unwrap_or(text.len()))
}

/// All spellings in one: class and method separated by spaces, packages by slashes.
fn canonical(text: &str) -> Result<String, &'static str> {
    let has_colons = text.contains("::");
    if has_colons {
        check_colons(text)?;
    } else {
        check_dots(text)?;
    }
    let change = |c| match c {
        '.' if has_colons => '/',
        ':' if has_colons => ' ',
        ',' | '.' => ' ',
        other => other,
    };
    Ok(text.chars().map(change).collect())
}

fn check_colons(text: &str) -> Result<(), &'static str> {
    if text.matches("::").count() > 1 {
        return Err("Method pattern only allows one '::' allowed");
    }
    let names = text.split('(').next().unwrap_or("");
    if names.chars().skip(1).any(|c| c == '/') {
        return Err("Method pattern uses '/' together with '::'");
    }
    Ok(())
}

fn check_dots(text: &str) -> Result<(), &'static str> {
    let Some((_, rest)) = text.split_once('.') else {
        return Ok(());
    };
    let mut is_in_descriptor = false;
    for c in rest.chars() {
        match c {
            ',' => break,
            '(' => is_in_descriptor = true,
            '/' if !is_in_descriptor => {
                return Err("Method pattern uses mixed '/' and '.' package separators");
            }
            '.' => return Err("Method pattern uses multiple '.' in pattern"),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::MethodPattern;

    #[test]
    fn patterns_match_as_they_say() {
        let index_of = ("java/lang/String", "indexOf", "(II)I");
        for (pattern, is_match) in [
            ("java/lang/String.indexOf", true),
            ("java.lang.String::indexOf", true),
            ("java/lang/String indexOf", true),
            ("java/lang/String,indexOf", true),
            ("java/lang/String.indexOf(II)I", true),
            ("java/lang/String.indexOf(I", true),
            ("java/lang/String.indexOf(J)I", false),
            ("*.*", true),
            ("*String.index*", true),
            ("*lang*.*Of", true),
            ("String.indexOf", false),
            ("java/lang/String.index", false),
        ] {
            let (parsed, rest) = MethodPattern::parse(pattern).expect(pattern);
            assert_eq!(rest, "");
            let (class, method, descriptor) = index_of;
            assert_eq!(
                parsed.matches(class, method, descriptor),
                is_match,
                "{pattern}"
            );
        }
    }
}
