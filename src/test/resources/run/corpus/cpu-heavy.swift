var sieve = [Bool](repeating: true, count: 200_000)
var primes = 0
for n in 2..<sieve.count where sieve[n] {
    primes += 1
    var m = n * n
    while m < sieve.count { sieve[m] = false; m += n }
}
print(primes)
//? expect
// outcome: success
// stdout: 17984\n
