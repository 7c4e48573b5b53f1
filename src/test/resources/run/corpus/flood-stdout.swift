let line = String(repeating: "x", count: 1023)
for _ in 0..<8192 { print(line) }
//? expect
// outcome: success
// exit: 0
// stdout-bytes: 1048576
// dropped-stdout: 7340032
