//! The trace that this VM writes, if `--trace` asks for one.
//!
//! Events are made only if somebody wants them: [`emit`] takes a closure. A trace that cannot be
//! written any more (the disk is full) ends with a warning, the program goes on.

use crate::options::{self, VmOptions};
use crate::output;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use vm_events::{Clock, Event, Header, Trace};
use vm_runtime::heap::log::Collection;

static TRACE: OnceLock<Trace> = OnceLock::new();
/// Has writing failed?
static HAS_ENDED: AtomicBool = AtomicBool::new(false);

/// Opens the trace, if there is to be one.
///
/// # Errors
/// When the file cannot be written; the message.
pub(crate) fn start(options: &VmOptions) -> Result<(), String> {
    let Some(file) = &options.jit.trace else {
        return Ok(());
    };
    let clock = if options.is_deterministic {
        Clock::Logical
    } else {
        Clock::Nanoseconds
    };
    let vm = format!("{} {}", crate::boot::VM_NAME, env!("CARGO_PKG_VERSION"));
    let header = Header::new(&vm, &options.arguments, clock);
    let trace = Trace::create(Path::new(file), &header)
        .map_err(|error| format!("cannot write the trace {file}: {error}"))?;
    let _ = TRACE.set(trace);
    vm_runtime::heap::log::set_collection_observer(collected);
    Ok(())
}

/// The heap was collected.
fn collected(collection: &Collection) {
    emit(|| Event::Collection {
        number: collection.number,
        is_young: collection.is_young,
        cause: collection.cause.to_owned(),
        used_before: collection.used_before as u64,
        used_after: collection.used_after as u64,
        pause_ns: nanoseconds(collection.pause),
    });
}

/// Is somebody interested in events?
pub fn is_on() -> bool {
    TRACE.get().is_some() && !HAS_ENDED.load(Ordering::Relaxed)
}

/// A duration as events tell it: 0 where the same run is to give the same trace.
pub fn nanoseconds(time: Duration) -> u64 {
    if options::get().is_deterministic {
        return 0;
    }
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Writes an event to the trace, if there is one.
pub fn emit(event: impl FnOnce() -> Event) {
    let Some(trace) = TRACE.get().filter(|_| is_on()) else {
        return;
    };
    if let Err(error) = trace.record(&event())
        && !HAS_ENDED.swap(true, Ordering::Relaxed)
    {
        output::warning(&format!("the trace ends here: {error}"));
    }
}
