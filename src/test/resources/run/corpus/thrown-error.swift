enum Problem: Error { case tooBig(Int) }
func check(_ n: Int) throws { if n > 3 { throw Problem.tooBig(n) } }
try check(4)
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// crash-contains: tooBig(4)
