//! Records as lines for people: the time, the kind, the method, and the other fields by name.

use super::record::{Clock, Record};
use serde_json::Value;
use std::fmt;

/// Width of the column of times.
const TIME_WIDTH: usize = 10;
/// Width of the column of kinds.
const KIND_WIDTH: usize = 20;
const NS_PER_MS: f64 = 1e6;

impl Record {
    /// The line, with the time as the clock means it.
    pub fn text(&self, clock: Clock) -> String {
        match clock {
            Clock::Logical => self.to_string(),
            Clock::Nanoseconds => {
                let ms = self.t as f64 / NS_PER_MS;
                format!("{ms:TIME_WIDTH$.3} ms  {}", self.what())
            }
        }
    }

    /// Kind and fields.
    fn what(&self) -> String {
        let kind = self.event.kind();
        // Events consist of texts, numbers and truths: all have a JSON form.
        let value = serde_json::to_value(&self.event).unwrap_or_default();
        let mut text = format!("{:KIND_WIDTH$}", kind.name);
        if let Some(method) = value["method"].as_str() {
            text.push_str(&format!(" {method}"));
        }
        for field in kind.fields {
            match &value[field.name] {
                Value::Null => {}
                _ if field.name == "method" => {}
                Value::Bool(false) => {}
                Value::Bool(true) => {
                    let name = field.name;
                    text.push_str(&format!(" {}", name.strip_prefix("is_").unwrap_or(name)));
                }
                Value::String(word) if !word.contains(' ') => {
                    text.push_str(&format!(" {}={word}", field.name));
                }
                other => text.push_str(&format!(" {}={other}", field.name)),
            }
        }
        text
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:TIME_WIDTH$}  {}", self.t, self.what())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Clock, Event, Record};

    #[test]
    fn fields_are_named_in_order() {
        let record = Record {
            t: 55_912_000,
            event: Event::CompileQueued {
                method: "A::f".to_owned(),
                tier: "full".to_owned(),
                osr: None,
                reason: "calls 5 >= 5".to_owned(),
                priority: 7,
                is_blocking: true,
            },
        };
        assert_eq!(
            record.text(Clock::Nanoseconds),
            "    55.912 ms  compile_queued       A::f tier=full reason=\"calls 5 >= 5\" priority=7 blocking"
        );
    }
}
