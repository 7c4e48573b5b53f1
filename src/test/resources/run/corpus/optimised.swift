func fib(_ n: Int) -> Int { n < 2 ? n : fib(n - 1) + fib(n - 2) }
print(fib(32))
//? expect
// options: {"optimization": "speed"}
// outcome: success
// stdout: 2178309\n
