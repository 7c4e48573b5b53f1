import Glibc
print("done")
exit(0)
//? expect
// outcome: success
// exit: 0
// stdout: done\n
