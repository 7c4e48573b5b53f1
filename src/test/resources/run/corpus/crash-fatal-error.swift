func broken() -> Never {
    fatalError("this cannot be")
}
broken()
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// crash-contains: this cannot be
// crash-line: 2
