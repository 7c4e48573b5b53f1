print("never printed")
fatalError("never reached")
//? expect
// mode: check
// outcome: success
// stdout:
