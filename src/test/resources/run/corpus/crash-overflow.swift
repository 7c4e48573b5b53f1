func next(_ n: Int8) -> Int8 {
    return n + 1
}
print(next(Int8.max - Int8(CommandLine.arguments.count - 1)))
//? expect
// outcome: runtime-error
// signal: SIGTRAP
