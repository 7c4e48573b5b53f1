import Glibc
print(kill(1, SIGKILL), kill(getppid(), SIGKILL) == 0 ? "maybe" : "refused")
print("still here")
//? expect
// run-seconds: 5
// outcome-in: success, runtime-error
