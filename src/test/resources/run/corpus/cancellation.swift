let task = Task {
    do { try await Task.sleep(nanoseconds: 60_000_000_000); return "slept" }
    catch is CancellationError { return "cancelled" }
    catch { return "other" }
}
task.cancel()
print(await task.value)
//? expect
// outcome: success
// stdout: cancelled\n
