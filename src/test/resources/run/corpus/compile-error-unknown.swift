print(undefinedName)
//? expect
// outcome: compile-error
// diagnostic: error 1:7 cannot find 'undefinedName' in scope
