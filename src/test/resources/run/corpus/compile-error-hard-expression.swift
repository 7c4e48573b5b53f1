let a = 1.0, b = 2, c = "3"
let x = -a + b * (c.count + 1) / -b + a - [1, 2, 3].map { $0 * 2 }.reduce(0, +) + (b > 2 ? 1 : 2.5) * -a + b - c
print(x)
//? expect
// outcome: compile-error
