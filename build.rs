//! The rules in `factors/` are compiled in: a changed, new or deleted file means a new build.

fn main() {
    println!("cargo::rerun-if-changed=factors");
}
