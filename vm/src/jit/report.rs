//! What people and tools are told of compilations: lines of `-XX:+PrintCompilation`, and events of
//! the trace.

use super::statistics;
use super::tiers::Place;
use crate::options;
use crate::tiering::{CompilationLine, DeoptReason, MethodName, Panic, Reason, Tier};
use crate::{output, tracing};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use vm_events::Event;
use vm_runtime::method::Method;

/// What HotSpot says of code that is not entered any more.
const NOT_ENTRANT: &str = "made not entrant";

/// Compilations begun so far.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// One compilation, for all that is said about it.
#[derive(Clone, Copy)]
pub(super) struct Compilation {
    /// Its number.
    pub(super) id: u32,
    /// What is compiled.
    pub(super) place: Place,
    /// How well.
    pub(super) tier: Tier,
    /// Why.
    pub(super) reason: Reason,
    /// Does the requester wait?
    pub(super) is_blocking: bool,
}

impl Compilation {
    /// The next compilation.
    pub(super) fn begin(
        place: Place,
        tier: Tier,
        reason: Reason,
        is_blocking: bool,
    ) -> Compilation {
        Compilation {
            id: COUNT.fetch_add(1, Ordering::Relaxed) + 1,
            place,
            tier,
            reason,
            is_blocking,
        }
    }

    fn osr(&self) -> Option<u32> {
        self.place.loop_bci().map(u32::from)
    }

    fn method(&self) -> String {
        name(self.place.method())
    }

    fn tier(&self) -> String {
        self.tier.name().to_owned()
    }

    /// A compiler has taken the request.
    pub(super) fn started(&self, waited: Duration) {
        self.print(None, Some(self.reason));
        tracing::emit(|| Event::CompileStarted {
            id: self.id,
            method: self.method(),
            tier: self.tier(),
            osr: self.osr(),
            waited_ns: tracing::nanoseconds(waited),
        });
    }

    /// The code is installed.
    pub(super) fn installed(&self, code_size: usize, time: Duration) {
        tracing::emit(|| Event::CompileInstalled {
            id: self.id,
            method: self.method(),
            tier: self.tier(),
            osr: self.osr(),
            size: size(self.place.method()),
            code_size: code_size as u32,
            compile_ns: tracing::nanoseconds(time),
        });
    }

    /// The compiler has declined.
    pub(super) fn declined(&self, why: &str, is_final: bool) {
        statistics::declined(why);
        let retry = if is_final {
            "not retryable"
        } else {
            "retry at different tier"
        };
        let message = format!("COMPILE SKIPPED: {why} ({retry})");
        self.print(Some(&message), None);
        tracing::emit(|| Event::CompileBailout {
            id: self.id,
            method: self.method(),
            tier: self.tier(),
            osr: self.osr(),
            reason: why.to_owned(),
            is_final,
        });
    }

    /// The code is not entered any more; `cause`: what it relied on, and what has ended that.
    pub(super) fn invalidated(&self, why: Reason, cause: Option<String>) {
        self.print(Some(NOT_ENTRANT), Some(why));
        tracing::emit(|| Event::Invalidated {
            id: self.id,
            method: self.method(),
            reason: why.to_string(),
            cause,
        });
    }

    /// The code was left for the interpreter.
    pub(super) fn deoptimized(&self, at: (&Method, u32), reason: DeoptReason, n: (usize, u32)) {
        let ((method, bci), (n_frames, n_deopts)) = (at, n);
        tracing::emit(|| Event::Deoptimized {
            method: name(method),
            bci,
            reason: reason.name().to_owned(),
            id: self.id,
            n_frames: n_frames as u32,
            n_deopts,
        });
    }

    /// A running loop enters the code.
    pub(super) fn entered(&self, header: u16) {
        tracing::emit(|| Event::OsrEntered {
            method: self.method(),
            bci: u32::from(header),
            id: self.id,
        });
    }

    /// A line of `-XX:+PrintCompilation`, if these are wanted.
    fn print(&self, message: Option<&str>, reason: Option<Reason>) {
        let options = &options::get().jit;
        if !options.print_compilation {
            return;
        }
        let method = self.place.method();
        let line = CompilationLine {
            millis: super::tiers().now_ms(),
            id: self.id,
            osr: self.osr(),
            is_synchronized: method.is_synchronized(),
            has_handlers: method.code().is_some_and(|code| !code.handlers.is_empty()),
            // HotSpot forgets about the requester once the code is there.
            is_blocking: self.is_blocking && message != Some(NOT_ENTRANT),
            tier: self.tier,
            method: &self.method(),
            size: Some(size(method)),
            message,
            reason: reason.filter(|_| options.print_reasons),
        };
        output::vm_text(&format!("{line}\n"));
    }
}

/// The method's name for people: `java.lang.String::hashCode`.
pub(super) fn name(method: &Method) -> String {
    format!("{}::{}", method.class.external_name(), method.name)
}

/// The answer of the command line about a method.
pub(super) fn with_name<R>(method: &Method, ask: impl FnOnce(MethodName<'_>) -> R) -> R {
    ask(MethodName {
        class: &method.class.name.text(),
        method: &method.name.text(),
        descriptor: &method.descriptor.text(),
    })
}

fn size(method: &Method) -> u32 {
    method.code().map_or(0, |code| code.code.len() as u32)
}

/// The command line excludes the method; the policy does not ask again.
pub(super) fn excluded(method: &Method) {
    let options = &options::get().jit;
    if options.print_compilation && !options.commands.is_quiet() {
        let (name, size) = (name(method), size(method));
        let kind = if method.is_static() { " static" } else { "" };
        let level = options.settings.best_tier().level();
        output::vm_text(&format!(
            "### Excluding compile:{kind} {name}\nmade not compilable on level {level}  {name} ({size} bytes)   excluded by CompileCommand\n"
        ));
    }
}

/// A request stands in the queue.
pub(super) fn queued(place: Place, tier: Tier, reason: Reason, priority: u64, is_blocking: bool) {
    tracing::emit(|| Event::CompileQueued {
        method: name(place.method()),
        tier: tier.name().to_owned(),
        osr: place.loop_bci().map(u32::from),
        reason: reason.to_string(),
        priority,
        is_blocking,
    });
}

/// The compiler has panicked, and what it was told is in this file.
pub(super) fn panicked(place: Place, tier: Tier, panic: &Panic, file: Option<&Path>) {
    let method = name(place.method());
    let again = file.map_or_else(String::new, |file| {
        let file = file.display();
        format!("; {file} was written, `kiln compile --replay {file}` compiles again")
    });
    output::warning(&format!(
        "the compiler panicked in {method}: {panic}{again}"
    ));
    tracing::emit(|| Event::CompilePanicked {
        method,
        tier: tier.name().to_owned(),
        message: panic.to_string(),
    });
}

/// A request was dropped.
pub(super) fn dropped(place: Place, tier: Tier, reason: Reason) {
    tracing::emit(|| Event::CompileDropped {
        method: name(place.method()),
        tier: tier.name().to_owned(),
        osr: place.loop_bci().map(u32::from),
        reason: reason.to_string(),
    });
}
