import Foundation
let block = Data(repeating: 1, count: 1 << 20)
FileManager.default.createFile(atPath: "/tmp/big", contents: nil)
let file = FileHandle(forWritingAtPath: "/tmp/big")!
var written = 0
do {
    while written < 4096 { try file.write(contentsOf: block); written += 1 }
    print("wrote it all")
} catch {
    print("disk full", written > 8)
}
//? expect
// outcome-in: success, runtime-error
// stdout-not: wrote it all
