var value = 1
func change(_ n: inout Int, _ body: () -> Void) { n += 1; body() }
change(&value) { value += 1 }
//? expect
// outcome: runtime-error
// signal: SIGABRT
