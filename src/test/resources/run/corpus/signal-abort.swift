import Glibc
abort()
//? expect
// outcome: runtime_error
// signal: SIGABRT
