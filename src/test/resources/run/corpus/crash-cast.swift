class Animal {}
class Dog: Animal {}
class Cat: Animal {}
let pet: Animal = Cat()
let dog = pet as! Dog
print(dog)
//? expect
// outcome: runtime-error
// signal: SIGABRT
