//! Lists the saved queries, and builds again when a migration or a query is
//! added: neither refinery's macro nor `include_str!` sees a new file. Asks the
//! linker for short tables of relocations.

use std::fmt::Write;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=queries");
    // 0.4 MB of the program. Linkers that do not know it say so and go on.
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}"));
    if (target("OS").as_deref(), target("ENV").as_deref()) == (Ok("linux"), Ok("gnu")) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        // As released it ends at a panic and needs no index to unwind by: 0.07 MB.
        if env::var("PROFILE").as_deref() == Ok("release") {
            println!("cargo:rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
        }
    }
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut files: Vec<_> = fs::read_dir("queries")?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    let mut list = String::from("[\n");
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".sql") {
            let line = format!("({stem:?}, include_str!(\"{root}/queries/{name}\")),");
            writeln!(list, "    {line}").map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(format!("{out}/queries.rs"), list)
}
