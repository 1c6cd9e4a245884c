//! What must hold for any bytes at all, damaged or not. The smoke test and the long fuzzer both
//! call [`check`].

use vm_classfile::{ClassFile, ParseOptions};

/// Parses `image` strictly and leniently and uses what comes out; says what was wrong. A panic is
/// wrong too, but is the caller's to catch. Returns whether the strict parser accepts it.
pub fn check(image: &[u8]) -> Result<bool, String> {
    let strict = ParseOptions::default();
    let lenient = ParseOptions {
        verify: false,
        keep_raw_attributes: true,
        allow_modules: true,
        enable_preview: true,
        ..strict
    };
    let accepted = ClassFile::parse(image, strict);
    let tolerated = ClassFile::parse(image, lenient);
    if let (Ok(_), Err(error)) = (&accepted, &tolerated) {
        return Err(format!("accepted strictly, but leniently: {error}"));
    }
    for class in [&accepted, &tolerated].into_iter().flatten() {
        walk(class);
        // Lists hold what was in the file, never what a count promised.
        let n_members = class.methods.capacity() + class.fields.capacity();
        if n_members > image.len() || class.pool.entries().len() > image.len() {
            return Err("lists longer than the file".into());
        }
    }
    if let Err(error) = &accepted
        && (error.message().is_empty() || error.offset > image.len())
    {
        return Err(format!("bad error: {error:?}"));
    }
    Ok(accepted.is_ok())
}

/// Everything a reader may do with a parsed file.
fn walk(class: &ClassFile<'_>) -> usize {
    let mut n = class.name().len() + class.interface_names().count();
    for method in &class.methods {
        if let Some(code) = &method.code {
            n += code.lines().count() + code.variables().count() + code.variable_types().count();
            n += usize::from(code.line_at(code.code.len() as u16).unwrap_or_default());
        }
    }
    for index in 0..class.pool.len() as u16 {
        n += usize::from(class.pool.member_ref(index).is_some());
        n += usize::from(class.pool.dynamic(index).is_some());
        n += class
            .pool
            .utf8(index)
            .map_or(0, |bytes| vm_classfile::mutf8::to_string(bytes).len());
    }
    n
}
