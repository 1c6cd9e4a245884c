//! Fuzzing parser, verifier and linker of the VM in fresh processes.
//!
//! Mutants of real classes are written to files, ten thousand to a file. A Java program defines
//! and links each in a class loader of its own and prints what became of it. The VM must survive
//! every mutant, in bounded time and memory; and for as many as one likes it must say the same as
//! the stock JDK: acceptance, or the exception with its message.

mod corpus;
mod layout;
mod mutants;
mod same;
mod vm;

use crate::mutation::Rng;
use crate::options::Options;
use bench_difftest::cache::{Cache, make_empty};
use bench_difftest::jdk::{Jdk, workspace_root};
use bench_difftest::launcher::Launcher;
use corpus::Corpus;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use vm::{Verdict, Vm};

/// Mutants per process.
const BATCH: usize = 10_000;
/// A process that takes more has lost something. Class loaders are not unloaded by every VM, and a
/// batch makes ten thousand of them.
const MAX_MEMORY: u64 = 3 << 30;

/// What the Java program uses of the JDK's inside.
const EXPORTS: [&str; 4] = [
    "--add-exports",
    "java.base/jdk.internal.access=ALL-UNNAMED",
    "--add-exports",
    "java.base/jdk.internal.reflect=ALL-UNNAMED",
];

/// What a run came to.
#[derive(Default)]
pub struct Report {
    pub n_mutants: usize,
    pub n_accepted: usize,
    /// Mutants that the VM did not survive.
    pub n_deaths: usize,
    /// Mutants that were compared with the stock JDK, and those with other outcomes.
    pub n_compared: usize,
    pub n_different: usize,
    memory: u64,
    seed: u64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "seed {}: {} mutants, {} accepted, {} deaths; {} compared, {} different; at most {} MB",
            self.seed,
            self.n_mutants,
            self.n_accepted,
            self.n_deaths,
            self.n_compared,
            self.n_different,
            self.memory >> 20
        )
    }
}

/// What all batches need.
struct Run<'a> {
    options: &'a Options,
    corpus: Corpus,
    kiln: Vm,
    stock: Vm,
    folder: PathBuf,
    report: Report,
}

/// Judges as many mutants as the options say.
///
/// # Errors
/// When a VM cannot be built or run, or files cannot be written.
pub fn run(options: &Options) -> io::Result<Report> {
    let jdk = Jdk::find()?;
    let target = crate::target_folder();
    let cache = Cache::below(&target)?;
    let launcher = Launcher::prepare(&jdk, &target)?;
    let corpus = Corpus::read(&jdk, &cache, &options.corpus)?;
    let folder = cache.other(&format!("fuzz-{}", std::process::id()));
    make_empty(&folder)?;
    let groups = folder.join("groups");
    fs::write(&groups, corpus.groups_file())?;
    let classes = driver(&jdk, &folder)?;
    let vm = |launcher: PathBuf, args: &[&str]| Vm {
        launcher,
        args: [&EXPORTS[..], args]
            .concat()
            .iter()
            .map(|&arg| arg.to_owned())
            .collect(),
        classes: classes.clone(),
        groups: groups.clone(),
        max_memory: MAX_MEMORY,
    };
    let report = Report {
        seed: options.seed,
        ..Report::default()
    };
    let mut run = Run {
        options,
        corpus,
        kiln: vm(launcher.path, &["-Xint", "-Xmx512m"]),
        stock: vm(jdk.java(), &["-XX:TieredStopAtLevel=1", "-Xmx512m"]),
        folder,
        report,
    };
    let mut rng = Rng::new(options.seed);
    while run.report.n_mutants < options.count {
        let n = BATCH.min(options.count - run.report.n_mutants);
        run.batch(n, &mut rng)?;
    }
    fs::remove_dir_all(&run.folder)?;
    Ok(run.report)
}

impl Run<'_> {
    fn batch(&mut self, n: usize, rng: &mut Rng) -> io::Result<()> {
        let start = Instant::now();
        let mutants: Vec<_> = (0..n)
            .map(|_| mutants::mutant(&self.corpus.originals, rng))
            .collect();
        let file = self.folder.join("batch");
        fs::write(&file, corpus::batch_file(&mutants))?;
        let ours = self.kiln.judge(&file, n)?;
        let n_compared = n.min(self.options.oracle.saturating_sub(self.report.n_mutants));
        let stock = if n_compared > 0 {
            self.stock.judge(&file, n)?.each
        } else {
            Vec::new()
        };
        for (i, verdict) in ours.each.iter().enumerate() {
            self.report.n_mutants += 1;
            self.report.n_accepted += usize::from(verdict.is_accepted());
            let (group, image) = &mutants[i];
            match (verdict, stock.get(i)) {
                (Verdict::Died(how), _) => {
                    self.report.n_deaths += 1;
                    self.save(*group, image, &format!("dies\n  ours: {how}"))?;
                }
                // What kills the stock JDK is nobody's verdict.
                (Verdict::Said(ours), Some(Verdict::Said(theirs))) if i < n_compared => {
                    self.report.n_compared += 1;
                    if same::difference(image, theirs, ours).is_some()
                        && let Some(difference) = self.difference_alone(*group, image)?
                    {
                        self.report.n_different += 1;
                        self.save(*group, image, &difference)?;
                    }
                }
                _ => {}
            }
        }
        self.report.memory = self.report.memory.max(ours.memory);
        crate::tell(&format!(
            "{} ({:.0} s)",
            self.report,
            start.elapsed().as_secs_f64()
        ));
        Ok(())
    }

    /// The difference that remains in fresh processes. Classes leave traces in the loaders of those
    /// that they refer to, and what is left of an earlier mutant depends on when loaders die.
    fn difference_alone(&self, group: u32, image: &[u8]) -> io::Result<Option<String>> {
        let file = self.folder.join("alone");
        fs::write(&file, corpus::batch_file(&[(group, image.to_vec())]))?;
        let [ours, stock] = [&self.kiln, &self.stock].map(|vm| vm.judge(&file, 1));
        Ok(match (&ours?.each[0], &stock?.each[0]) {
            (Verdict::Said(ours), Verdict::Said(theirs)) => same::difference(image, theirs, ours),
            (Verdict::Died(how), _) => Some(format!("dies\n  ours: {how}")),
            _ => None,
        })
    }

    /// Writes a finding and the classes that belong to it to a folder of its own.
    fn save(&self, group: u32, image: &[u8], what: &str) -> io::Result<()> {
        let mut hasher = DefaultHasher::new();
        image.hash(&mut hasher);
        let folder = self.options.save.join(format!("{:016x}", hasher.finish()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("mutant.class"), image)?;
        let siblings = &self.corpus.groups[group as usize];
        let alone = Corpus {
            originals: Vec::new(),
            groups: vec![siblings.clone()],
        };
        fs::write(folder.join("groups"), alone.groups_file())?;
        fs::write(
            folder.join("batch"),
            corpus::batch_file(&[(0, image.to_vec())]),
        )?;
        fs::write(folder.join("finding.txt"), what)?;
        crate::tell(&format!("{}: {what}", folder.display()));
        Ok(())
    }
}

/// Compiles the Java program; the folder of its classes.
fn driver(jdk: &Jdk, folder: &Path) -> io::Result<PathBuf> {
    let classes = folder.join("driver");
    let status = Command::new(jdk.home().join("bin/javac"))
        .arg("-nowarn")
        .args(EXPORTS)
        .arg("-d")
        .args([
            &classes,
            &workspace_root().join("bench/fuzz/driver/Link.java"),
        ])
        .status()?;
    if status.success() {
        Ok(classes)
    } else {
        Err(io::Error::other("the driver does not compile"))
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::options::{Options, Target};

    #[test]
    fn smoke() {
        let mut options = Options::new(Target::Link);
        (options.count, options.oracle) = (400, 400);
        options.save = std::env::temp_dir().join(format!("fuzz-link-{}", std::process::id()));
        let report = run(&options).expect("VMs can be run");
        assert_eq!((report.n_mutants, report.n_compared), (400, 400));
        assert_eq!((report.n_deaths, report.n_different), (0, 0), "{report}");
        assert!(report.n_accepted > 40, "{report}");
    }
}
