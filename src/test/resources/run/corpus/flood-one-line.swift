import Glibc
let block = String(repeating: "z", count: 1 << 16)
for _ in 0..<64 { fputs(block, stderr) }
//? expect
// outcome: success
// stderr-bytes: 1048576
// dropped-stderr: 3145728
