let stream = AsyncStream<Int> { continuation in
    for n in 0..<3 { continuation.yield(n) }
    continuation.finish()
}
for await n in stream { print(n) }
//? expect
// outcome: success
// stdout: 0\n1\n2\n
