var n: UInt64 = 0
print("started")
while true { n &+= 1 }
//? expect
// run-seconds: 2
// outcome: timeout
// stdout: started\n
