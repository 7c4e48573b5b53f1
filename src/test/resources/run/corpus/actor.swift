actor Counter {
    private var n = 0
    func add() { n += 1 }
    var value: Int { n }
}
let counter = Counter()
await withTaskGroup(of: Void.self) { group in
    for _ in 0..<1000 { group.addTask { await counter.add() } }
}
print(await counter.value)
//? expect
// outcome: success
// stdout: 1000\n
