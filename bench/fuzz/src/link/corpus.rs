//! The classes that are damaged: those of the differential tests, a part of the JDK's, and the
//! folders of the command line.
//!
//! Classes that were compiled together form a group: a mutant is defined in a loader that knows
//! the other classes of its group, so that it can be verified and linked.

use super::layout::Layout;
use bench_difftest::cache::{Cache, Key};
use bench_difftest::jdk::{Jdk, workspace_root};
use bench_difftest::{classes, program};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use vm_classfile::{ClassFile, ParseOptions};

/// Classes of the JDK in packages where others may define classes too.
const JDK_CLASSES: &str =
    "regex:/(jdk.compiler/com/sun/tools/javac/util|java.desktop/sun/awt/geom|jdk.jshell/jdk)/.*";

/// A class to damage.
pub struct Original {
    /// The number of its group.
    pub group: u32,
    pub image: Vec<u8>,
    pub layout: Layout,
}

impl Original {
    pub fn new(group: u32, image: Vec<u8>) -> Self {
        let layout = Layout::of(&image);
        Self {
            group,
            image,
            layout,
        }
    }
}

/// Name and image of each class of a group.
pub type Group = Vec<(Vec<u8>, Vec<u8>)>;

/// What there is to damage.
#[derive(Default)]
pub struct Corpus {
    pub originals: Vec<Original>,
    pub groups: Vec<Group>,
}

impl Corpus {
    /// Collects everything; `folders` are groups of their own.
    pub fn read(jdk: &Jdk, cache: &Cache, folders: &[PathBuf]) -> io::Result<Self> {
        let mut corpus = Self::default();
        let programs = program::find(&workspace_root().join("bench/difftest/programs"))?
            .into_iter()
            .map(|program| Ok((Key::of(&program, jdk)?, program)))
            .collect::<io::Result<Vec<_>>>()?;
        let pairs: Vec<_> = programs
            .iter()
            .map(|(key, program)| (program, key))
            .collect();
        classes::compile(jdk, cache, &pairs)?;
        for (key, _) in &programs {
            corpus.add(&cache.classes(key), true)?;
        }
        // These are not made siblings: the loaders of the JDK know them.
        corpus.add(&jdk_classes(jdk, cache)?, false)?;
        for folder in folders {
            corpus.add(folder, true)?;
        }
        Ok(corpus)
    }

    /// Adds the classes below `folder` as a group.
    fn add(&mut self, folder: &Path, are_siblings: bool) -> io::Result<()> {
        let mut images = Vec::new();
        crate::corpus::read(folder, &mut images)?;
        let number = u32::try_from(self.groups.len()).expect("groups are few");
        let mut group = Group::new();
        for image in images {
            let Ok(class) = ClassFile::parse(&image, ParseOptions::default()) else {
                continue;
            };
            let name = class.pool.class_name(class.this_class).unwrap_or_default();
            if are_siblings {
                group.push((name.to_vec(), image.clone()));
            }
            self.originals.push(Original::new(number, image));
        }
        self.groups.push(group);
        Ok(())
    }

    /// The groups in the form that the Java program reads.
    pub fn groups_file(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_count(&mut bytes, self.groups.len());
        for group in &self.groups {
            put_count(&mut bytes, group.len());
            for part in group.iter().flat_map(|(name, image)| [name, image]) {
                put_sized(&mut bytes, part);
            }
        }
        bytes
    }
}

/// Mutants in the form that the Java program reads.
pub fn batch_file(mutants: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_count(&mut bytes, mutants.len());
    for (group, image) in mutants {
        bytes.extend(group.to_be_bytes());
        put_sized(&mut bytes, image);
    }
    bytes
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    let count = u32::try_from(count).expect("class files and their numbers are small");
    bytes.extend(count.to_be_bytes());
}

fn put_sized(bytes: &mut Vec<u8>, part: &[u8]) {
    put_count(bytes, part.len());
    bytes.extend(part);
}

/// The folder with classes of the JDK, extracted once.
fn jdk_classes(jdk: &Jdk, cache: &Cache) -> io::Result<PathBuf> {
    let folder = cache.other("fuzz-classes");
    if folder.is_dir() {
        return Ok(folder);
    }
    let unfinished = cache.other("fuzz-classes.new");
    bench_difftest::cache::make_empty(&unfinished)?;
    let status = Command::new(jdk.home().join("bin/jimage"))
        .args(["extract", "--include", JDK_CLASSES, "--dir"])
        .arg(&unfinished)
        .arg(jdk.home().join("lib/modules"))
        .status()?;
    if !status.success() {
        return Err(io::Error::other("jimage fails"));
    }
    std::fs::rename(&unfinished, &folder)?;
    Ok(folder)
}
