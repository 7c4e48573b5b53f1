func open() {
    print("never closed")
//? expect
// outcome: compile-error
// diagnostic: error 3:1 expected '}' at end of brace statement
// note: 1:13 to match this opening '{'
