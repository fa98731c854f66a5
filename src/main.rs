//! The entry point. Everything else is in the library, where tests reach it.

fn main() -> std::process::ExitCode {
    ocop::main()
}
