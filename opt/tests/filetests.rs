//! The functions in `filetests`: one folder per pass, and `pipelines` for several together.

use ir::Function;
use ir::entities::ClassRef;
use opt::{CompileEnv, Options, Pipeline, Silent};
use std::path::PathBuf;

/// A world whose classes have plain instances.
struct Plain;

impl CompileEnv for Plain {
    fn is_plain(&self, _: &Function, _: ClassRef) -> bool {
        true
    }
}

fn optimize(pipeline: &str, func: &mut Function) -> Result<(), String> {
    let pipeline = Pipeline::parse(pipeline).map_err(|error| error.to_string())?;
    let options = Options {
        verify: true,
        check_changed: true,
        bisect: None,
        env: &Plain,
    };
    opt::run(&pipeline, func, &options, &mut Silent).map_err(|broken| broken.to_string())?;
    Ok(())
}

#[test]
fn functions_come_out_as_their_files_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("filetests");
    ir_filetest::transform(folder, &optimize);
}
