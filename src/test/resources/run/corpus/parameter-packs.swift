func count<each T>(_ value: repeat each T) -> Int {
    var parts = 0
    func see<U>(_: U) { parts += 1 }
    repeat see(each value)
    return parts
}
print(count(1, "two", 3.0))
//? expect
// outcome: success
// stdout: 3\n
