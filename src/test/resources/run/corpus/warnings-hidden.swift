func run() {
    var n = 1
    print(n)
}
run()
//? expect
// options: {"warnings": "hide"}
// outcome: success
// diagnostics: 0
// stdout: 1\n
