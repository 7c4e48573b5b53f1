func deep(_ n: Int) -> Int { n < 0 ? 0 : deep(n + 1) + 1 }
print(deep(0))
//? expect
// outcome: runtime-error
// signal: SIGSEGV
// crash-contains: Stack overflow
