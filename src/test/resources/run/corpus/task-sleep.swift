try await Task.sleep(nanoseconds: 5_000_000)
print("woke")
//? expect
// outcome: success
// stdout: woke\n
