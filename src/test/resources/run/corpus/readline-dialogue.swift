print("Name?", terminator: " ")
let name = readLine() ?? "nobody"
print("Age?", terminator: " ")
let age = Int(readLine() ?? "") ?? -1
print("Hello \(name), next year \(age + 1).")
//? expect
// stdin: Ada\n36\n
// outcome: success
// stdout: Name? Age? Hello Ada, next year 37.\n
