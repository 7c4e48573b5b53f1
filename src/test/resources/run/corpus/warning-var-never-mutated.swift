func run() {
    var n = 1
    print(n)
}
run()
//? expect
// outcome: success
// diagnostic: warning 2:9 variable 'n' was never mutated; consider changing to 'let' constant
// fix-it: 2:5-2:8 let
// stdout: 1\n
