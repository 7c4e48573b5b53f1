let never = AsyncStream<Int> { _ in }
print("waiting")
for await n in never { print(n) }
//? expect
// run-seconds: 2
// outcome: timeout
// stdout: waiting\n
