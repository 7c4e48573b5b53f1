let zero = CommandLine.arguments.count - 1
print(10 / zero)
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// crash-contains: Division by zero
// crash-line: 2
