import Glibc
kill(getpid(), SIGKILL)
//? expect
// outcome: runtime-error
// signal: SIGKILL
