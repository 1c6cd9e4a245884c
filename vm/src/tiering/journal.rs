//! What is told of compilations: lines of `-XX:+PrintCompilation` for people, and events of the
//! trace for tools. Whoever compiles calls one function at each step and formats nothing.

use super::contained_panic::Panic;
use super::decision::Reason;
use super::event::DeoptReason;
use super::print_compilation::CompilationLine;
use super::tier::Tier;
use crate::options::JitOptions;
use crate::{output, tracing};
use std::fmt::Display;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use vm_events::Event;

/// What HotSpot says of code that is not entered any more.
const NOT_ENTRANT: &str = "made not entrant";

/// The method that is compiled, as lines and events tell it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// As `java.lang.String::hashCode`.
    pub name: String,
    /// Bytes of bytecode; `None`: a native method.
    pub size: Option<u32>,
    /// Is it synchronized?
    pub is_synchronized: bool,
    /// Has it exception handlers?
    pub has_handlers: bool,
}

/// One compilation, from the request on. Its code keeps it, for what is told later.
#[derive(Debug)]
pub struct Compilation {
    /// Number.
    pub id: u32,
    /// What is compiled.
    pub subject: Subject,
    /// How well.
    pub tier: Tier,
    /// The loop header to enter at.
    pub osr: Option<u32>,
    /// Does the requester wait?
    pub is_blocking: bool,
    /// Why.
    pub reason: Reason,
    requested: Instant,
    started: OnceLock<Instant>,
}

impl Compilation {
    fn tier_name(&self) -> String {
        self.tier.name().to_owned()
    }

    fn name(&self) -> String {
        self.subject.name.clone()
    }
}

/// What is told, and how.
#[derive(Debug)]
pub struct Journal {
    prints: bool,
    prints_reasons: bool,
    start: Instant,
    last_id: AtomicU32,
}

impl Journal {
    /// A journal as the options want it. Times count from now.
    pub fn new(options: &JitOptions) -> Journal {
        Journal {
            prints: options.print_compilation,
            prints_reasons: options.print_reasons,
            start: Instant::now(),
            last_id: AtomicU32::new(0),
        }
    }

    /// A compilation is requested; it gets its number.
    pub fn queued(
        &self,
        subject: Subject,
        (tier, osr, priority): (Tier, Option<u32>, u64),
        is_blocking: bool,
        reason: Reason,
    ) -> Compilation {
        let compilation = Compilation {
            id: self.last_id.fetch_add(1, Ordering::Relaxed) + 1,
            subject,
            tier,
            osr,
            is_blocking,
            reason,
            requested: Instant::now(),
            started: OnceLock::new(),
        };
        tracing::emit(|| Event::CompileQueued {
            method: compilation.name(),
            tier: compilation.tier_name(),
            osr,
            reason: reason.to_string(),
            priority,
            is_blocking,
        });
        compilation
    }

    /// A compiler begins with it.
    pub fn started(&self, compilation: &Compilation) {
        let now = *compilation.started.get_or_init(Instant::now);
        let waited = now.duration_since(compilation.requested);
        self.print(compilation, None, Some(compilation.reason));
        tracing::emit(|| Event::CompileStarted {
            id: compilation.id,
            method: compilation.name(),
            tier: compilation.tier_name(),
            osr: compilation.osr,
            waited_ns: nanoseconds(waited),
        });
    }

    /// Its code is installed: so many bytes.
    pub fn installed(&self, compilation: &Compilation, code_size: usize) {
        tracing::emit(|| {
            let started = compilation.started.get_or_init(Instant::now);
            Event::CompileInstalled {
                id: compilation.id,
                method: compilation.name(),
                tier: compilation.tier_name(),
                osr: compilation.osr,
                size: compilation.subject.size.unwrap_or(0),
                code_size: u32::try_from(code_size).unwrap_or(u32::MAX),
                compile_ns: nanoseconds(started.elapsed()),
            }
        });
    }

    /// The compiler declines it, for good if `is_final`.
    pub fn declined(&self, compilation: &Compilation, why: &dyn Display, is_final: bool) {
        let message = skipped(why, is_final);
        self.print(compilation, Some(&message), None);
        tracing::emit(|| Event::CompileBailout {
            id: compilation.id,
            method: compilation.name(),
            tier: compilation.tier_name(),
            osr: compilation.osr,
            reason: why.to_string(),
            is_final,
        });
    }

    /// The request is not wanted any more.
    pub fn dropped(&self, compilation: &Compilation, why: Reason) {
        tracing::emit(|| Event::CompileDropped {
            method: compilation.name(),
            tier: compilation.tier_name(),
            osr: compilation.osr,
            reason: why.to_string(),
        });
    }

    /// The compiler has panicked. One line says so, wanted or not: it is a mistake in the VM.
    pub fn panicked(&self, compilation: &Compilation, panic: &Panic) {
        let (name, tier) = (&compilation.subject.name, compilation.tier);
        output::warning(&format!(
            "internal error while compiling {name} ({tier}), which goes on without: {panic}"
        ));
        tracing::emit(|| Event::CompilePanicked {
            method: compilation.name(),
            tier: compilation.tier_name(),
            message: panic.to_string(),
        });
    }

    /// Its code was left: by `method` (it may be inlined) at `bci`, for `n_frames` interpreter
    /// frames; for the `n_deopts`th time.
    pub fn deoptimized(
        &self,
        compilation: &Compilation,
        (method, bci): (&str, u32),
        reason: DeoptReason,
        (n_frames, n_deopts): (u32, u32),
    ) {
        tracing::emit(|| Event::Deoptimized {
            method: method.to_owned(),
            bci,
            reason: reason.name().to_owned(),
            id: compilation.id,
            n_frames,
            n_deopts,
        });
    }

    /// Its code is not entered any more.
    pub fn invalidated(&self, compilation: &Compilation, why: Reason) {
        self.print(compilation, Some(NOT_ENTRANT), Some(why));
        tracing::emit(|| Event::Invalidated {
            id: compilation.id,
            method: compilation.name(),
            reason: why.to_string(),
        });
    }

    /// A running loop has entered its code.
    pub fn osr_entered(&self, compilation: &Compilation) {
        tracing::emit(|| Event::OsrEntered {
            method: compilation.name(),
            bci: compilation.osr.unwrap_or(0),
            id: compilation.id,
        });
    }

    /// The command line excludes the method: said once by whoever notices first. `is_static`: of
    /// the method.
    pub fn excluded(&self, subject: &Subject, is_static: bool) {
        if self.prints {
            output::vm_text(&exclusion(subject, is_static));
        }
    }

    fn print(&self, compilation: &Compilation, message: Option<&str>, reason: Option<Reason>) {
        if self.prints {
            let millis = self.start.elapsed().as_millis();
            let line = self.line(compilation, message, reason, millis as u64);
            output::vm_line(&line);
        }
    }

    /// The line of `-XX:+PrintCompilation`.
    fn line(
        &self,
        compilation: &Compilation,
        message: Option<&str>,
        reason: Option<Reason>,
        millis: u64,
    ) -> String {
        let subject = &compilation.subject;
        let line = CompilationLine {
            millis,
            id: compilation.id,
            osr: compilation.osr,
            is_synchronized: subject.is_synchronized,
            has_handlers: subject.has_handlers,
            // HotSpot forgets about the requester once the code is there.
            is_blocking: compilation.is_blocking && message != Some(NOT_ENTRANT),
            tier: compilation.tier,
            method: &subject.name,
            size: subject.size,
            message,
            reason: reason.filter(|_| self.prints_reasons),
        };
        line.to_string()
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// What HotSpot says of a compilation that was given up.
fn skipped(why: &dyn Display, is_final: bool) -> String {
    let retry = if is_final {
        "not retryable"
    } else {
        "retry at different tier"
    };
    format!("COMPILE SKIPPED: {why} ({retry})")
}

/// What HotSpot says of a method that `-XX:CompileCommand=exclude` names.
fn exclusion(subject: &Subject, is_static: bool) -> String {
    let name = &subject.name;
    let kind = if is_static { " static" } else { "" };
    let size = subject.size.unwrap_or(0);
    let level = Tier::Full.level();
    format!(
        "### Excluding compile:{kind} {name}\nmade not compilable on level {level}  {name} ({size} bytes)   excluded by CompileCommand\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{Journal, Subject, exclusion, skipped};
    use crate::options::JitOptions;
    use crate::tiering::{DeoptReason, Reason, Tier};

    fn subject() -> Subject {
        Subject {
            name: "A::f".to_owned(),
            size: Some(9),
            is_synchronized: false,
            has_handlers: true,
        }
    }

    #[test]
    fn the_life_of_a_compilation_is_told() {
        let journal = Journal::new(&JitOptions::default());
        let reason = Reason::BackEdges(60, 50);
        let first = journal.queued(subject(), (Tier::Full, None, 0), false, reason);
        let second = journal.queued(subject(), (Tier::Quick, Some(4), 0), true, reason);
        assert_eq!((first.id, second.id), (1, 2));
        let line = |message, reason| journal.line(&second, message, reason, 5);
        assert_eq!(
            line(None, Some(reason)),
            "      5    2 % !b  1       A::f @ 4 (9 bytes)   # back edges 60 >= 50"
        );
        let refuted = Some(Reason::Refuted(DeoptReason::Unreached));
        assert_eq!(
            line(Some("made not entrant"), refuted),
            "      5    2 % !   1       A::f @ 4 (9 bytes)   made not entrant   # unreached"
        );
    }

    #[test]
    fn reasons_can_be_left_out() {
        let journal = Journal::new(&JitOptions {
            print_reasons: false,
            ..JitOptions::default()
        });
        let compilation = journal.queued(subject(), (Tier::Full, None, 0), false, Reason::Always);
        assert_eq!(
            journal.line(&compilation, None, Some(Reason::Always), 5),
            "      5    1   !   4       A::f (9 bytes)"
        );
    }

    #[test]
    fn other_lines_have_the_words_of_hotspot() {
        assert_eq!(
            skipped(&"too large", true),
            "COMPILE SKIPPED: too large (not retryable)"
        );
        assert_eq!(
            exclusion(&subject(), true),
            "### Excluding compile: static A::f\nmade not compilable on level 4  A::f (9 bytes)   excluded by CompileCommand\n"
        );
    }
}
