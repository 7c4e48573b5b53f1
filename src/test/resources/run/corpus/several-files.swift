print(greeting(for: "files"))
print(Shared.count)
//? file greeting.swift
func greeting(for name: String) -> String { "Hello, \(name)!" }
//? file shared.swift
enum Shared { static let count = 3 }
//? expect
// outcome: success
// stdout: Hello, files!\n3\n
