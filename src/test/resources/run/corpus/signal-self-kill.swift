import Glibc
kill(getpid(), SIGKILL)
//? expect
// outcome: runtime_error
// signal: SIGKILL
