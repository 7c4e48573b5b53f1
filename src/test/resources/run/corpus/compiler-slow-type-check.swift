let deep = [[1: ["a": 1.0]], [2: ["b": 2]], [3: ["c": 3 + 1 - 2 * 4 / 5 + 1.0 - 2 + 3 - 4.0 + 5 - 6]]].map { $0.mapValues { $0.mapValues { $0 + 1 - 2 + 3 * 4 - 5 + 6.0 } } }
print(deep.count)
//? expect
// outcome-in: success, compile-error, timeout
