import Glibc
for number in 1..<32 { signal(Int32(number), SIG_IGN) }
print("ignoring")
while true { sleep(1) }
//? expect
// run-seconds: 2
// outcome: timeout
// stdout: ignoring\n
