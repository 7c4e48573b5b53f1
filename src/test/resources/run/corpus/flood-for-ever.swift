while true { print("y") }
//? expect
// run-seconds: 2
// outcome: timeout
// stdout-bytes: 1048576
