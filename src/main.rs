//! The entry: everything else is in the library, where tests reach it.

fn main() -> std::process::ExitCode {
    ocop::main()
}
