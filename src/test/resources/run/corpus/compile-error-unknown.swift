print(undefinedName)
//? expect
// outcome: compile_error
// diagnostic: error 1:7 cannot find 'undefinedName' in scope
