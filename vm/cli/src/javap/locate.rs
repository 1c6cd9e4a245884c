//! Finding the class that a word of the command line names.
//!
//! As in the stock tool, a word is first a class name, looked up in the JDK's image and then on
//! the class path, and only then, if it ends in `.class`, a file name. The last dots of a class
//! name may stand for `$`.

use super::civil_date;
use super::image::Image;
use super::settings::Settings;
use crate::jdk;
use crate::launcher::zip;
use std::fs::File;
use std::path::{Component, Path, PathBuf};

/// The bytes of a class file and where they are from.
pub struct Found {
    pub bytes: Vec<u8>,
    /// A path or URI, as it is printed.
    pub location: String,
    /// The date of the last change.
    pub modified: Option<String>,
}

/// Where to look.
pub struct Locator<'s> {
    settings: &'s Settings,
    /// The JDK's image, once it has been needed: classes named by file need no JDK.
    image: Option<Option<Image>>,
}

impl<'s> Locator<'s> {
    pub fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            image: None,
        }
    }

    /// The class named `word`.
    pub fn find(&mut self, word: &str) -> Option<Found> {
        let may_be_name = !word.starts_with(['/', '.']) && !word.contains("//");
        let mut name = may_be_name.then(|| word.to_owned());
        while let Some(mut candidate) = name.take() {
            if let Some(found) = self.by_name(&candidate.replace('.', "/")) {
                return Some(found);
            }
            if let Some(dot) = candidate.rfind('.') {
                candidate.replace_range(dot..=dot, "$");
                name = Some(candidate);
            }
        }
        if word.ends_with(".class") {
            by_path(Path::new(word))
        } else {
            None
        }
    }

    fn by_name(&mut self, name: &str) -> Option<Found> {
        if self.settings.module.is_some() {
            return self.in_image(name);
        }
        self.in_image(name).or_else(|| self.on_class_path(name))
    }

    fn in_image(&mut self, name: &str) -> Option<Found> {
        let settings = self.settings;
        let image = self
            .image
            .get_or_insert_with(|| {
                let home = match &settings.system {
                    Some(home) => PathBuf::from(home),
                    None => jdk::find().ok()?.home,
                };
                Image::open(&home)
            })
            .as_ref()?;
        let module = match &self.settings.module {
            Some(module) => module.clone(),
            None => image.module_of(&name.rsplit_once('/')?.0.replace('/', "."))?,
        };
        let resource = format!("/{module}/{name}.class");
        Some(Found {
            bytes: image.resource(&resource)?,
            location: format!("jrt:{resource}"),
            modified: image.modified().map(civil_date::of_time),
        })
    }

    fn on_class_path(&self, name: &str) -> Option<Found> {
        let from_environment = || std::env::var("CLASSPATH").ok();
        let path = self.settings.class_path.clone().or_else(from_environment);
        let path = path
            .filter(|path| !path.is_empty())
            .unwrap_or_else(|| ".".into());
        path.split(':').find_map(|entry| in_entry(entry, name))
    }
}

/// The class in one element of a class path: a directory, a jar file, or all of a directory.
fn in_entry(entry: &str, name: &str) -> Option<Found> {
    let path = Path::new(if entry.is_empty() { "." } else { entry });
    if path.file_name().is_some_and(|last| last == "*") {
        let folder = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let entries = folder.unwrap_or(Path::new(".")).read_dir().ok()?;
        let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
        let mut jars: Vec<_> = names.map(|name| path.with_file_name(name)).collect();
        jars.sort();
        jars.retain(|path| path.extension().is_some_and(|e| e == "jar" || e == "JAR"));
        return jars.iter().find_map(|jar| in_jar(jar, name));
    }
    if path.is_file() {
        in_jar(path, name)
    } else {
        by_path(&path.join(format!("{name}.class")))
    }
}

fn in_jar(path: &Path, name: &str) -> Option<Found> {
    let entry = zip::entry(&File::open(path).ok()?, format!("{name}.class").as_bytes())?;
    let jar = normalized(&std::path::absolute(path).ok()?);
    // Java's URIs lose their empty host when they are normalized.
    let is_normal = path
        .components()
        .all(|part| !matches!(part, Component::CurDir | Component::ParentDir));
    let scheme = if is_normal { "file://" } else { "file:" };
    Some(Found {
        bytes: entry.data,
        location: format!("jar:{scheme}{}!/{name}.class", jar.display()),
        modified: Some(civil_date::medium(entry.date)),
    })
}

fn by_path(path: &Path) -> Option<Found> {
    let bytes = std::fs::read(path).ok()?;
    let modified = std::fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok();
    let location = normalized(&std::path::absolute(path).ok()?)
        .display()
        .to_string();
    Some(Found {
        bytes,
        location,
        modified: modified.map(civil_date::of_time),
    })
}

/// The path without `.` and `..`, whatever is on disk.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalized() {
        for (path, expected) in [("/a/./b", "/a/b"), ("/a/../b", "/b"), ("/..", "/")] {
            assert_eq!(normalized(Path::new(path)), Path::new(expected));
        }
    }
}
