let numbers = [1]
let index = numbers.count
print(numbers[index])
//? expect
// mode: results
// outcome: runtime-error
// value: 2 1
