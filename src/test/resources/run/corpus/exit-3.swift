import Foundation
print("before")
exit(3)
//? expect
// outcome: runtime-error
// exit: 3
// stdout: before\n
