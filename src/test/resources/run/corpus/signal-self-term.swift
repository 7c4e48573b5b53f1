import Glibc
kill(getpid(), SIGTERM)
//? expect
// outcome: runtime_error
// signal: SIGTERM
