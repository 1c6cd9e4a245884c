//! The launcher against the stock `java`.
//!
//! Each row of `tests/launcher/*.cmd` is a command line. It is run by the `java` of the JDK and by
//! `kiln` under the name `java`, both on the same VM, in the same directory; standard output,
//! standard error and exit code must be the same bytes. So the rows have no expected output: the
//! stock launcher is the oracle.
//!
//! `KILN_TEST_LIBJVM_DIR` names the directory of the VM; the default is the JDK's own `lib/server`,
//! which tests the launcher alone.

#[path = "launcher/oracle.rs"]
mod oracle;
#[path = "launcher/table.rs"]
mod table;

use libtest_mimic::{Arguments, Trial};
use oracle::Oracle;
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    let oracle = Arc::new(Oracle::prepare());
    let trials = table::rows().into_iter().map(|row| {
        let oracle = Arc::clone(&oracle);
        Trial::test(row.name(), move || oracle.check(&row).map_err(Into::into))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    drop(oracle);
    conclusion.exit();
}
