//! Which recording of a file is meant.

use super::arguments::Arguments;
use super::nearest::did_you_mean;
use replay::{File, Outcome, Recording};
use std::fmt::Write;

/// The recording that the arguments mean: of several compilations of a method the last, one from
/// the method's beginning rather than one of a loop.
pub(super) fn recording<'f>(
    file: &'f File,
    arguments: &Arguments,
) -> Result<&'f Recording, String> {
    let wanted = arguments.method.as_deref().map(canonical);
    let all = file.recordings.iter();
    let of_method = |one: &&Recording| wanted.as_deref().is_none_or(|name| is_named(one, name));
    let found: Vec<&Recording> = all.filter(of_method).collect();
    if found.is_empty() {
        let name = wanted.unwrap_or_default();
        let names = file.recordings.iter().map(without_descriptor);
        let nearest = did_you_mean(&name, names);
        return Err(format!("no compilation of {name} is recorded{nearest}"));
    }
    if let Some(id) = arguments.id {
        let one = found.iter().find(|one| one.task.id == id);
        return one.copied().ok_or_else(|| {
            let ids: Vec<String> = found.iter().map(|one| one.task.id.to_string()).collect();
            format!(
                "there is no compilation {id} of it; there are {}",
                ids.join(", ")
            )
        });
    }
    if wanted.is_none() && found.len() > 1 {
        return Err(format!(
            "the file has {} compilations: which method?\n{}",
            found.len(),
            list(file).trim_end()
        ));
    }
    let whole = found.iter().rfind(|one| one.task.build.osr.is_none());
    let chosen = whole.or_else(|| found.last());
    Ok(chosen.expect("there is one at least"))
}

/// All recordings, one a line: number, tier, method, and how it ended.
pub(super) fn list(file: &File) -> String {
    let mut text = String::new();
    for Recording { task, outcome, .. } in &file.recordings {
        let osr = task.build.osr;
        let osr = osr.map_or_else(String::new, |bci| format!(" @ {bci}"));
        let end = match outcome {
            Outcome::Code(_) => String::new(),
            Outcome::Declined(why) => format!("   declined: {why}"),
            Outcome::Panicked(what) => format!("   panicked: {what}"),
        };
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "{:>6} {:5} {}{osr}{end}",
            task.id, task.tier, task.name
        );
    }
    text
}

/// Names in one spelling: points in the class, two colons before the method.
fn canonical(name: &str) -> String {
    let (path, descriptor) = match name.find('(') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let path = path.replace('/', ".");
    if path.contains("::") {
        return path + descriptor;
    }
    match path.rsplit_once('.') {
        Some((class, method)) => format!("{class}::{method}{descriptor}"),
        None => path + descriptor,
    }
}

fn without_descriptor(recording: &Recording) -> &str {
    let name = &recording.task.name;
    name.split('(').next().unwrap_or(name)
}

fn is_named(recording: &Recording, wanted: &str) -> bool {
    wanted == recording.task.name || wanted == without_descriptor(recording)
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn names_have_one_spelling() {
        for name in ["a.B::f(I)V", "a/B::f(I)V", "a.B.f(I)V", "a/B.f(I)V"] {
            assert_eq!(canonical(name), "a.B::f(I)V");
        }
        assert_eq!(
            canonical("A.f(Ljava/lang/String;)V"),
            "A::f(Ljava/lang/String;)V"
        );
    }
}
