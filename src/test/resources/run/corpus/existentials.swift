let things: [any CustomStringConvertible] = [1, "a", 2.5]
print(things.map(\.description).joined(separator: " "))
//? expect
// outcome: success
// stdout: 1 a 2.5\n
