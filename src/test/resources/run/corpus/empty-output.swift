let unused = 1
_ = unused
//? expect
// outcome: success
// exit: 0
// stdout:
