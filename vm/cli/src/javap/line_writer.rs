//! Indented lines without trailing spaces.
//!
//! Spaces are only written when something follows them on the line, and a newline that has been
//! asked for ahead of time only when another line follows: the layout depends on both.

const INDENT_WIDTH: usize = 2;
/// The column of `// comments`, relative to the indentation.
const COMMENT_COLUMN: usize = 40;

/// Collects text.
#[derive(Default)]
pub struct LineWriter {
    text: String,
    /// UTF-16 units on the current line, as Java counts columns.
    column: usize,
    indentation: usize,
    pending_spaces: usize,
    pending_newline: bool,
}

impl LineWriter {
    /// Appends text, in which a newline ends the line.
    pub fn print(&mut self, text: impl AsRef<str>) {
        if std::mem::take(&mut self.pending_newline) {
            self.newline();
        }
        for c in text.as_ref().chars() {
            match c {
                ' ' => self.pending_spaces += 1,
                '\n' => self.newline(),
                _ => {
                    if self.column == 0 {
                        self.pending_spaces += self.indentation * INDENT_WIDTH;
                    }
                    self.text
                        .extend(std::iter::repeat_n(' ', self.pending_spaces));
                    self.text.push(c);
                    self.column += self.pending_spaces + c.len_utf16();
                    self.pending_spaces = 0;
                }
            }
        }
    }

    /// Appends text and ends the line.
    pub fn println(&mut self, text: impl AsRef<str>) {
        self.print(text);
        self.newline();
    }

    /// Ends the line.
    pub fn newline(&mut self) {
        self.pending_spaces = 0;
        self.text.push('\n');
        self.column = 0;
    }

    /// Ends the line if anything else is printed.
    pub fn set_pending_newline(&mut self, pending: bool) {
        self.pending_newline = pending;
    }

    /// Indents what follows one step more.
    pub fn indent(&mut self) {
        self.indentation += 1;
    }

    /// Takes back `steps` of indentation.
    pub fn dedent(&mut self, steps: usize) {
        self.indentation -= steps;
    }

    /// Moves to the comment column, at least one space ahead.
    pub fn tab(&mut self) {
        let column = self.indentation * INDENT_WIDTH + COMMENT_COLUMN;
        self.pending_spaces += column.saturating_sub(self.column).max(1);
    }

    /// `text`, the comment column, `// comment`, end of line.
    pub fn commented(&mut self, text: impl AsRef<str>, comment: impl AsRef<str>) {
        self.print(text);
        self.tab();
        self.println(format!("// {}", comment.as_ref()));
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_spaces_vanish() {
        let mut out = LineWriter::default();
        out.indent();
        out.println("a  ");
        out.println("   ");
        out.print("b\nc");
        assert_eq!(out.finish(), "  a\n\n  b\n  c");
    }

    #[test]
    fn comments_are_aligned() {
        let mut out = LineWriter::default();
        out.commented("a", "x");
        out.commented("b".repeat(50), "y");
        let text = out.finish();
        assert_eq!(
            text.lines().next().and_then(|line| line.find("//")),
            Some(40)
        );
        assert!(text.ends_with("b // y\n"));
    }

    #[test]
    fn pending_newline_waits_for_text() {
        let mut out = LineWriter::default();
        out.println("a");
        out.set_pending_newline(true);
        out.println("b");
        out.set_pending_newline(true);
        assert_eq!(out.finish(), "a\n\nb\n");
    }
}
