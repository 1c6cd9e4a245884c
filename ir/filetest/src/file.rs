//! A file taken apart: directives, functions, and the blocks of expected output.

use std::fmt::Write;

/// What a comment before a function asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Directive {
    /// So many instructions with this mnemonic are left.
    Count(String, usize),
    /// The text does not occur.
    Not(String),
    /// The function is refused with this message.
    Error(String),
}

/// A run: a call and its outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Name of the function.
    pub name: String,
    /// Arguments, as text.
    pub arguments: Vec<String>,
    /// How it ends, as text.
    pub outcome: String,
}

/// A function with what is expected of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The function's text.
    pub text: String,
    /// Directives before it.
    pub directives: Vec<Directive>,
    /// The block behind it.
    pub check: Option<String>,
}

/// A line that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadLine(pub String);

/// A file.
#[derive(Clone, Default, Debug)]
pub struct File {
    /// What is done with its functions.
    pub pass: Option<String>,
    /// Its functions.
    pub cases: Vec<Case>,
    /// Its runs.
    pub runs: Vec<Run>,
    /// Pairs of a class and the one above it.
    pub supers: Vec<(String, String)>,
    /// Classes that are not initialized.
    pub uninitialized: Vec<String>,
    /// Calls, as `Method:bci`, with the classes of receivers that they have seen.
    pub seen: Vec<(String, Vec<(String, u32)>)>,
    /// What final fields of constant objects and final static fields hold: the object's name or
    /// nothing, the field, and an object or a number.
    pub finals: Vec<(String, String, String)>,
    /// All lines outside of functions and blocks; each case stands behind as many of them as the
    /// number says.
    comments: Vec<String>,
    places: Vec<usize>,
}

/// Heads the block of expected output.
const CHECK: &str = "; check:";
/// Begins the lines of that block.
const INDENT: &str = ";   ";

impl File {
    /// Takes a text apart.
    ///
    /// # Errors
    /// A directive that cannot be read, or a function without end.
    pub fn parse(text: &str) -> Result<File, BadLine> {
        let mut file = File::default();
        let mut pending = Vec::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if !line.starts_with("fn @") {
                file.comment(line, &mut pending)?;
                continue;
            }
            let mut function = format!("{line}\n");
            while !function.ends_with("\n}\n") {
                let line = lines.next().ok_or(BadLine(line.to_owned()))?;
                function.push_str(line);
                function.push('\n');
            }
            let check = (lines.peek() == Some(&CHECK)).then(|| {
                lines.next();
                let mut block = String::new();
                while let Some(line) = lines.next_if(|line| line.starts_with(INDENT)) {
                    block.push_str(&line[INDENT.len()..]);
                    block.push('\n');
                }
                block
            });
            file.places.push(file.comments.len());
            file.cases.push(Case {
                text: function,
                directives: std::mem::take(&mut pending),
                check,
            });
        }
        Ok(file)
    }

    fn comment(&mut self, line: &str, pending: &mut Vec<Directive>) -> Result<(), BadLine> {
        self.comments.push(line.to_owned());
        let bad = || BadLine(line.to_owned());
        let Some(text) = line.strip_prefix("; ") else {
            return if line.is_empty() { Ok(()) } else { Err(bad()) };
        };
        if let Some(pass) = text.strip_prefix("pass: ") {
            self.pass = Some(pass.to_owned());
        } else if let Some(run) = text.strip_prefix("run: ") {
            self.runs.push(Run::parse(run).ok_or_else(bad)?);
        } else if let Some(class) = text.strip_prefix("uninitialized ") {
            self.uninitialized.push(class.to_owned());
        } else if let Some((sub, above)) = text
            .strip_prefix("class ")
            .and_then(|rest| rest.split_once(" extends "))
        {
            self.supers.push((sub.to_owned(), above.to_owned()));
        } else if let Some(seen) = text.strip_prefix("seen ") {
            self.seen.push(parse_seen(seen).ok_or_else(bad)?);
        } else if let Some((place, value)) = text
            .strip_prefix("final ")
            .and_then(|rest| rest.split_once(" = "))
        {
            let (object, field) = place
                .split_once(" in ")
                .map_or(("", place), |(f, o)| (o, f));
            let entry = (object.to_owned(), field.to_owned(), value.to_owned());
            self.finals.push(entry);
        } else if let Some(count) = text.strip_prefix("count: ") {
            let (mnemonic, number) = count.split_once(' ').ok_or_else(bad)?;
            let number = number.parse().map_err(|_| bad())?;
            pending.push(Directive::Count(mnemonic.to_owned(), number));
        } else if let Some(not) = text.strip_prefix("not: ") {
            pending.push(Directive::Not(not.to_owned()));
        } else if let Some(error) = text.strip_prefix("error: ") {
            pending.push(Directive::Error(error.to_owned()));
        }
        Ok(())
    }

    /// The file's text, with the blocks that the cases have now.
    pub fn print(&self) -> String {
        let mut text = String::new();
        let mut comments = self.comments.iter().enumerate().peekable();
        let mut cases = self.cases.iter().zip(&self.places).peekable();
        loop {
            let place = cases.peek().map(|(_, place)| **place);
            while let Some((_, comment)) =
                comments.next_if(|(index, _)| place.is_none_or(|place| *index < place))
            {
                let _ = writeln!(text, "{comment}");
            }
            let Some((case, _)) = cases.next() else {
                return text;
            };
            text.push_str(&case.text);
            if let Some(check) = &case.check {
                let _ = writeln!(text, "{CHECK}");
                for line in check.lines() {
                    let _ = writeln!(text, "{INDENT}{line}");
                }
            }
        }
    }
}

/// Of `Method:bci Class 10, Class 20`.
fn parse_seen(text: &str) -> Option<(String, Vec<(String, u32)>)> {
    let (place, rows) = text.split_once(' ')?;
    let rows = rows.split(',').map(|row| {
        let (class, count) = row.trim().rsplit_once(' ')?;
        Some((class.to_owned(), count.parse().ok()?))
    });
    Some((place.to_owned(), rows.collect::<Option<Vec<_>>>()?))
}

impl Run {
    /// Of `@name(arguments) == outcome`.
    fn parse(text: &str) -> Option<Run> {
        let (call, outcome) = text.split_once(" == ")?;
        let (name, arguments) = call.strip_prefix('@')?.strip_suffix(')')?.split_once('(')?;
        let arguments = arguments
            .split(',')
            .map(|argument| argument.trim().to_owned())
            .filter(|argument| !argument.is_empty());
        Some(Run {
            name: name.to_owned(),
            arguments: arguments.collect(),
            outcome: outcome.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{BadLine, Directive, File};

    const TEXT: &str = "\
; pass: dce
; What it shows.
; count: iadd 0
; run: @f(1, -2) == void
fn @f(i32, i32) {
b0(v0: i32, v1: i32):
    ret_void
}
; check:
;   fn @f
;       ret_void
; class B extends A
fn @g() {
b0:
    ret_void
}
; The end.
";

    #[test]
    fn a_file_is_taken_apart_and_put_together() {
        let file = File::parse(TEXT).expect("the text is a file");
        assert_eq!(file.print(), TEXT);
        assert_eq!(file.pass.as_deref(), Some("dce"));
        assert_eq!(file.cases.len(), 2);
        assert_eq!(
            file.cases[0].check.as_deref(),
            Some("fn @f\n    ret_void\n")
        );
        let count = Directive::Count("iadd".to_owned(), 0);
        assert_eq!(file.cases[0].directives, [count]);
        assert_eq!(file.runs[0].arguments, ["1", "-2"]);
        assert_eq!(file.supers, [("B".to_owned(), "A".to_owned())]);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for line in ["; count: iadd", "; run: f() == 1", "nonsense", "fn @f() {"] {
            let refused = File::parse(line).expect_err(line);
            assert_eq!(refused, BadLine(line.to_owned()));
        }
    }
}
