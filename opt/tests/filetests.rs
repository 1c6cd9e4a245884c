//! The functions in `filetests`: one folder per pass, and `pipelines` for several together.

use ir::Function;
use opt::{Options, Pipeline, Silent};
use std::path::PathBuf;

fn optimize(pipeline: &str, func: &mut Function) -> Result<(), String> {
    let pipeline = Pipeline::parse(pipeline).map_err(|error| error.to_string())?;
    let options = Options {
        verify: true,
        check_changed: true,
        bisect: None,
        ..Options::default()
    };
    opt::run(&pipeline, func, &options, &mut Silent).map_err(|broken| broken.to_string())?;
    Ok(())
}

#[test]
fn functions_come_out_as_their_files_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("filetests");
    ir_filetest::transform(folder, &optimize);
}
