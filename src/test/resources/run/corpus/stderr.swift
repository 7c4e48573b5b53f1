import Foundation
FileHandle.standardError.write(Data("to stderr\n".utf8))
print("to stdout")
//? expect
// outcome: success
// stdout: to stdout\n
// stderr: to stderr\n
