//! One line on standard error that says how far it is, drawn between runs only.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

const WIDTH: usize = 24;

/// The line.
#[derive(Debug)]
pub struct Progress {
    n_runs: usize,
    n_done: usize,
    start: Instant,
    is_shown: bool,
}

impl Progress {
    /// Of so many runs; not shown if standard error is no terminal.
    pub fn new(n_runs: usize, is_quiet: bool) -> Progress {
        Progress {
            n_runs,
            n_done: 0,
            start: Instant::now(),
            is_shown: !is_quiet && io::stderr().is_terminal(),
        }
    }

    /// A run begins.
    pub fn begins(&mut self, what: &str) {
        if self.is_shown {
            let line = line(self.n_done, self.n_runs, self.start.elapsed(), what);
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
        self.n_done += 1;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(n_done: usize, n_runs: usize, elapsed: Duration, what: &str) -> String {
    let full = WIDTH * n_done / n_runs.max(1);
    let bar: String = (0..WIDTH)
        .map(|at| if at < full { '#' } else { '.' })
        .collect();
    let rest = match n_done {
        0 => String::new(),
        _ => {
            let per_run = elapsed.as_secs_f64() / n_done as f64;
            let seconds = (per_run * (n_runs - n_done.min(n_runs)) as f64) as u64;
            format!(", {}:{:02} left", seconds / 60, seconds % 60)
        }
    };
    format!("[{bar}] {n_done}/{n_runs}{rest}  {what}")
}

#[cfg(test)]
mod tests {
    use super::line;
    use std::time::Duration;

    #[test]
    fn the_rest_is_estimated_from_what_is_done() {
        assert_eq!(
            line(5, 10, Duration::from_secs(70), "Fib on kiln"),
            "[############............] 5/10, 1:10 left  Fib on kiln"
        );
        assert!(line(0, 3, Duration::ZERO, "x").ends_with("0/3  x"));
    }
}
