class Box { var n = 0 }
func send(_ box: Box) {
    Task.detached { box.n += 1 }
    print(box.n)
}
//? expect
// options: {"strictConcurrency": "complete"}
// mode: check
// outcome: success
// diagnostic-severity: warning
