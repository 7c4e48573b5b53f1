let address = UnsafePointer<Int>(bitPattern: 8 * CommandLine.arguments.count)!
print(address.pointee)
//? expect
// outcome: runtime-error
// signal: SIGSEGV
