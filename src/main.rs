//! The entry: everything else is in the library, where tests reach it. Must not: do more.

fn main() -> std::process::ExitCode {
    ocop::main()
}
