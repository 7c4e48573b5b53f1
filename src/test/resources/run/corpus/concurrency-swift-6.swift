class Box { var n = 0 }
func send(_ box: Box) {
    Task.detached { box.n += 1 }
    print(box.n)
}
//? expect
// options: {"languageVersion": "6"}
// mode: check
// outcome: compile-error
