@resultBuilder enum Lines {
    static func buildBlock(_ parts: String...) -> String { parts.joined(separator: "\n") }
    static func buildOptional(_ part: String?) -> String { part ?? "none" }
}
func make(_ flag: Bool, @Lines _ body: (Bool) -> String) -> String { body(flag) }
print(make(true) { flag in
    "first"
    if flag { "second" }
})
//? expect
// outcome: success
// stdout: first\nsecond\n
