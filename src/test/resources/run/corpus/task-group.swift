let sum = await withTaskGroup(of: Int.self) { group in
    for n in 1...100 { group.addTask { n } }
    return await group.reduce(0, +)
}
print(sum)
//? expect
// outcome: success
// stdout: 5050\n
