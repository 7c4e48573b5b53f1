import Glibc
abort()
//? expect
// outcome: runtime-error
// signal: SIGABRT
