func broken() -> Never {
    fatalError("this cannot be")
}
broken()
//? expect
// outcome: runtime-error
// signal-in: SIGILL, SIGTRAP
// crash-contains: this cannot be
// crash-line: 2
