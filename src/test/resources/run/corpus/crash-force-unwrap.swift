let words = ["a": 1]
func find(_ key: String) -> Int {
    return words[key]!
}
print(find("b"))
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// crash-contains: Unexpectedly found nil while unwrapping an Optional value
// crash-line: 3
