func compute() -> Int { 42 }
let never = 1
compute()
//? expect
// outcome: success
// diagnostic: warning 3:1 result of call to 'compute()' is unused
