import Foundation
let formatter = DateFormatter()
formatter.dateFormat = "yyyy-MM-dd"
formatter.timeZone = TimeZone(identifier: "UTC")
formatter.locale = Locale(identifier: "en_US_POSIX")
print(formatter.string(from: Date(timeIntervalSince1970: 0)))
//? expect
// outcome: success
// stdout: 1970-01-01\n
