let count = 1
count += 1
print(count)
//? expect
// outcome: compile-error
// diagnostic: error 2:1 left side of mutating operator isn't mutable: 'count' is a 'let' constant
// note: 1:1 change 'let' to 'var' to make it mutable
// fix-it: 1:1-1:4 var
