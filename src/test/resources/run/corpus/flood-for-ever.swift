while true { print("y") }
//? expect
// run-seconds: 2
// outcome-in: timeout, output-limit
