let numbers = [1, 2, 3]
let wanted = numbers.count + 2
print(numbers[wanted])
//? expect
// outcome: runtime-error
// signal: SIGTRAP
// crash-contains: Index out of range
// crash-line: 3
