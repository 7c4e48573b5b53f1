let a = 20
var b = a + 1
for i in 0..<3 {
    b += i
}
print(b * 2)
//? expect
// mode: results
// outcome: success
// stdout: 48\n
// value: 1 20
// value: 2 21
// value: 4 21
// value: 4 22
// value: 4 24
