//! Lines of `-XX:+PrintCompilation`, in HotSpot's layout, so that tools that read HotSpot's
//! read ours; the reason follows behind `#`. Source: `compileTask.cpp` of JDK 17.

use super::decision::Reason;
use super::tier::Tier;
use std::fmt;

/// What a line says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CompilationLine<'a> {
    /// Milliseconds since the VM started.
    pub millis: u64,
    /// Number of the compilation.
    pub id: u32,
    /// The loop header of an OSR compilation.
    pub osr: Option<u32>,
    /// Is the method synchronized?
    pub is_synchronized: bool,
    /// Has it exception handlers?
    pub has_handlers: bool,
    /// Does the requester wait?
    pub is_blocking: bool,
    /// The tier.
    pub tier: Tier,
    /// As `java.lang.String::hashCode`.
    pub method: &'a str,
    /// Bytes of bytecode; `None`: a native method.
    pub size: Option<u32>,
    /// What else happened, as `made not entrant`.
    pub message: Option<&'a str>,
    /// Why.
    pub reason: Option<Reason>,
}

impl fmt::Display for CompilationLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = |is_set: bool, letter: char| if is_set { letter } else { ' ' };
        write!(
            f,
            "{:7} {:4} {}{}{}{}{} {}       {}",
            self.millis,
            self.id,
            mark(self.osr.is_some(), '%'),
            mark(self.is_synchronized, 's'),
            mark(self.has_handlers, '!'),
            mark(self.is_blocking, 'b'),
            mark(self.size.is_none(), 'n'),
            self.tier.level(),
            self.method,
        )?;
        if let Some(bci) = self.osr {
            write!(f, " @ {bci}")?;
        }
        match self.size {
            Some(size) => write!(f, " ({size} bytes)")?,
            None => f.write_str(" (native)")?,
        }
        if let Some(message) = self.message {
            write!(f, "   {message}")?;
        }
        match self.reason {
            Some(reason) => write!(f, "   # {reason}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CompilationLine;
    use crate::tiering::{DeoptReason, Reason, Tier};

    const LINE: CompilationLine<'_> = CompilationLine {
        millis: 56,
        id: 1,
        osr: None,
        is_synchronized: true,
        has_handlers: true,
        is_blocking: true,
        tier: Tier::Full,
        method: "A::f",
        size: Some(9),
        message: None,
        reason: None,
    };

    /// The expected lines are HotSpot's own output.
    #[test]
    fn lines_have_the_layout_of_hotspot() {
        for (line, expected) in [
            (LINE, "     56    1  s!b  4       A::f (9 bytes)"),
            (
                CompilationLine {
                    is_blocking: false,
                    message: Some("made not entrant"),
                    ..LINE
                },
                "     56    1  s!   4       A::f (9 bytes)   made not entrant",
            ),
            (
                CompilationLine {
                    millis: 61,
                    id: 5,
                    osr: Some(4),
                    is_synchronized: false,
                    has_handlers: false,
                    method: "A::main",
                    size: Some(31),
                    ..LINE
                },
                "     61    5 %  b  4       A::main @ 4 (31 bytes)",
            ),
        ] {
            assert_eq!(line.to_string(), expected);
        }
    }

    #[test]
    fn the_reason_follows() {
        let reason = Some(Reason::Calls(5000, 5000));
        let line = CompilationLine { reason, ..LINE }.to_string();
        assert!(line.ends_with("A::f (9 bytes)   # calls 5000 >= 5000"));
        let line = CompilationLine {
            message: Some("made not entrant"),
            reason: Some(Reason::Refuted(DeoptReason::Unreached)),
            size: None,
            ..LINE
        };
        assert!(
            line.to_string()
                .ends_with("n 4       A::f (native)   made not entrant   # unreached")
        );
    }
}
