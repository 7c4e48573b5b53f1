print("Hello, world!")
//? expect
// outcome: success
// exit: 0
// stdout: Hello, world!\n
