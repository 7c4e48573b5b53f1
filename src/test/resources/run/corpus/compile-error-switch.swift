enum Light { case red, green }
func go(_ light: Light) -> Bool {
    switch light { case .green: return true }
}
print(go(.red))
//? expect
// outcome: compile-error
// diagnostic: error 3:5 switch must be exhaustive
