//! The evaluator's files: runs end as the comments say.

use std::path::PathBuf;

#[test]
fn runs_end_as_the_comments_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../eval/tests/filetests");
    ir_filetest::evaluate_all(folder);
}
