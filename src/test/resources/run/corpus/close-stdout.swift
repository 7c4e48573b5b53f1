import Glibc
print("before")
fflush(stdout)
close(1)
print("after")
//? expect
// outcome: success
// stdout: before\n
