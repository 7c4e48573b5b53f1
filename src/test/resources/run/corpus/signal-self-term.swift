import Glibc
kill(getpid(), SIGTERM)
//? expect
// outcome: runtime-error
// signal: SIGTERM
