var hoard: [[UInt8]] = []
while true { hoard.append([UInt8](repeating: 1, count: 16 << 20)) }
//? expect
// outcome: out-of-memory
