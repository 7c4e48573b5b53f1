func describe<each T>(_ value: repeat each T) -> String {
    var parts: [String] = []
    repeat parts.append("\(each value)")
    return parts.joined(separator: "/")
}
print(describe(1, "two", 3.0))
//? expect
// outcome: success
// stdout: 1/two/3.0\n
