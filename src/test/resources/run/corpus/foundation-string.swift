import Foundation
print(String(format: "%.3f|%5d", 3.14159, 42))
print("a,b,,c".components(separatedBy: ","))
//? expect
// outcome: success
// stdout: 3.142|   42\n["a", "b", "", "c"]\n
