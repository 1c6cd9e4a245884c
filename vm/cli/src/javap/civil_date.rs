//! Dates as Java writes them in English: `Nov 21, 2026`.

use std::time::{SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The day of `time`, in UTC.
pub fn of_time(time: SystemTime) -> String {
    let seconds = time
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    medium(civil((seconds / 86_400) as i64))
}

/// Year, month from 1, day.
pub fn medium((year, month, day): (i64, u32, u32)) -> String {
    let month = MONTHS
        .get((month as usize).wrapping_sub(1))
        .unwrap_or(&"???");
    format!("{month} {day}, {year}")
}

/// Days since 1970 to (year, month from 1, day): Howard Hinnant's `civil_from_days`, with years
/// that begin in March.
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = (march_month + 2) % 12;
    let year = year_of_era + era * 400 + i64::from(month < 2);
    (year, month as u32 + 1, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn days() {
        for (seconds, text) in [
            (0, "Jan 1, 1970"),
            (951_782_400, "Feb 29, 2000"),
            (1_746_057_600, "May 1, 2025"),
            (1_795_219_200, "Nov 21, 2026"),
        ] {
            assert_eq!(of_time(UNIX_EPOCH + Duration::from_secs(seconds)), text);
        }
    }
}
