//! Lines of a trace: the header, and events with their times.

use super::kinds::Event;
use serde::{Deserialize, Serialize};

/// Name and version of the format.
pub const SCHEMA: &str = "kiln.trace/1";

/// What times mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Nanoseconds since the VM started.
    Nanoseconds,
    /// The number of the event, so that the same run gives the same trace.
    Logical,
}

/// The first line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Header {
    /// [`SCHEMA`].
    pub schema: String,
    /// The VM, with its version.
    pub vm: String,
    /// Its options.
    pub arguments: Vec<String>,
    /// What times mean.
    pub clock: Clock,
}

impl Header {
    /// The header of a new trace.
    pub fn new(vm: &str, arguments: &[String], clock: Clock) -> Header {
        Header {
            schema: SCHEMA.to_owned(),
            vm: vm.to_owned(),
            arguments: arguments.to_vec(),
            clock,
        }
    }
}

/// Every other line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Record {
    /// When, by the header's clock.
    pub t: u64,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}
