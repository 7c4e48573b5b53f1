func run() {
    var n = 1
    print(n)
}
run()
//? expect
// options: {"warnings": "errors"}
// outcome: compile-error
