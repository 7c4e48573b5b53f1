let name = "Swift"
let shout = name.uppercase()
//? expect
// outcome: compile-error
// diagnostic: error 2:18 value of type 'String' has no member 'uppercase'
