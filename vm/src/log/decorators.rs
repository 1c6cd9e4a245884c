//! What the lines of a log may begin with.

use super::Message;
use std::mem::MaybeUninit;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

macro_rules! decorators {
    ($($variant:ident $name:literal $short:literal;)*) => {
        /// A decoration. Lines have them in this order.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Decorator { $($variant,)* }

        impl Decorator {
            /// All of them.
            pub(crate) const ALL: [Decorator; [$($name),*].len()] = [$(Decorator::$variant,)*];

            /// The decorator with this name or short name.
            pub(crate) fn from_name(name: &str) -> Option<Decorator> {
                match name {
                    $($name | $short => Some(Decorator::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

decorators! {
    Time "time" "t";
    UtcTime "utctime" "utc";
    Uptime "uptime" "u";
    TimeMillis "timemillis" "tm";
    UptimeMillis "uptimemillis" "um";
    TimeNanos "timenanos" "tn";
    UptimeNanos "uptimenanos" "un";
    Hostname "hostname" "hn";
    Pid "pid" "p";
    Tid "tid" "ti";
    Level "level" "l";
    Tags "tags" "tg";
}

impl Decorator {
    /// What a line has unless the option says otherwise.
    pub(crate) const DEFAULT: [Decorator; 3] =
        [Decorator::Uptime, Decorator::Level, Decorator::Tags];

    /// The text for a message.
    pub(super) fn value(self, message: &Message<'_>) -> String {
        match self {
            Decorator::Time => local_time(),
            Decorator::UtcTime => calendar_time(since_epoch(), libc::gmtime_r),
            Decorator::Uptime => format!("{:.3}s", message.uptime),
            Decorator::TimeMillis => format!("{}ms", since_epoch().as_millis()),
            Decorator::UptimeMillis => format!("{}ms", (message.uptime * 1e3) as u64),
            Decorator::TimeNanos => format!("{}ns", monotonic_nanos()),
            Decorator::UptimeNanos => format!("{}ns", (message.uptime * 1e9) as u64),
            Decorator::Hostname => host_name(),
            Decorator::Pid => std::process::id().to_string(),
            // SAFETY: gettid has no preconditions.
            Decorator::Tid => unsafe { libc::syscall(libc::SYS_gettid) }.to_string(),
            Decorator::Level => message.level.to_owned(),
            Decorator::Tags => message.tags.join(","),
        }
    }
}

type BreakDown = unsafe extern "C" fn(*const libc::time_t, *mut libc::tm) -> *mut libc::tm;

/// ISO 8601 with milliseconds and the offset of the zone.
fn calendar_time(since_epoch: Duration, break_down: BreakDown) -> String {
    let seconds = since_epoch.as_secs() as libc::time_t;
    let mut parts = MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both are valid for the call; a zeroed `tm` is a valid one.
    let parts = unsafe {
        break_down(&raw const seconds, parts.as_mut_ptr());
        parts.assume_init()
    };
    let offset = parts.tm_gmtoff / 60;
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}{:02}{:02}",
        parts.tm_year + 1900,
        parts.tm_mon + 1,
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec,
        since_epoch.subsec_millis(),
        if offset < 0 { '-' } else { '+' },
        offset.abs() / 60,
        offset.abs() % 60
    )
}

/// The moment, in the local zone.
pub(super) fn local_time() -> String {
    calendar_time(since_epoch(), libc::localtime_r)
}

fn since_epoch() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

fn monotonic_nanos() -> i64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

fn host_name() -> String {
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer is writable for its length.
    unsafe { libc::gethostname(buffer.as_mut_ptr().cast(), buffer.len() - 1) };
    let length = buffer.iter().position(|byte| *byte == 0).unwrap_or(0);
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Decorator, calendar_time};
    use std::time::Duration;

    #[test]
    fn names_and_times() {
        assert_eq!(Decorator::from_name("um"), Some(Decorator::UptimeMillis));
        assert_eq!(Decorator::from_name("none"), None);
        assert_eq!(
            calendar_time(Duration::from_millis(951_782_400_007), libc::gmtime_r),
            "2000-02-29T00:00:00.007+0000"
        );
    }
}
