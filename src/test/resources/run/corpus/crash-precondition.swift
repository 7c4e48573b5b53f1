func half(_ n: Int) -> Int {
    precondition(n % 2 == 0, "only even numbers, not \(n)")
    return n / 2
}
print(half(4))
print(half(5))
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// stdout: 2\n
// crash-contains: only even numbers, not 5
// crash-line: 2
