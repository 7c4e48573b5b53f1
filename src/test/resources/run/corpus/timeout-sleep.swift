import Glibc
print("sleeping")
while true { sleep(1000) }
//? expect
// run-seconds: 2
// outcome: timeout
// stdout: sleeping\n
