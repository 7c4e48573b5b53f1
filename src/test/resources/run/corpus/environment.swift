import Foundation
print(ProcessInfo.processInfo.environment["GREETING"] ?? "none")
print(ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("SWIFTLET") }.count)
//? expect
// environment: {"GREETING": "hello there"}
// outcome: success
// stdout: hello there\n0\n
