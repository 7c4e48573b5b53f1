let n: Int = "text"
print(n)
//? expect
// outcome: compile-error
// diagnostic: error 1:14 cannot convert value of type 'String' to specified type 'Int'
