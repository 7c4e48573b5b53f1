print(readLine() as Any)
//? expect
// outcome: success
// stdout: nil\n
