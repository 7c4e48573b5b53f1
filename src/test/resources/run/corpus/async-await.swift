func twice(_ n: Int) async -> Int { n * 2 }
let a = await twice(4)
async let b = twice(5)
print(a + (await b))
//? expect
// outcome: success
// stdout: 18\n
