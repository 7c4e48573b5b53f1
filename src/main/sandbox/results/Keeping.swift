// The latest value of a place that has had too many to tell them all: it may be the last.

@_silgen_name("swiftlet_results_keep")
func keep(_ pass: Int, _ type: UnsafePointer<UInt8>, _ typeLength: Int, _ text: UnsafePointer<UInt8>, _ textLength: Int, _ isCut: Int)

@_silgen_name("swiftlet_results_skip")
func skip(_ pass: Int)

@_silgen_name("swiftlet_results_can_afford")
func canAfford() -> Int

/// Never the value itself: its copy would make the program's next change of it copy all of it, and keep objects alive.
func keep<T>(_ value: T, _ pass: Int) {
    if keepSimple(value, pass) { return }
    if canAfford() == 0 { return skip(pass) }
    let description = described(value)
    keep(description.text, dynamicType(value), description.isCut, pass)
    told()
}

/// Those that are described in no time. Compared by type, since a cast costs more than the rest.
private func keepSimple<T>(_ value: T, _ pass: Int) -> Bool {
    if T.self == Int.self { return keep(unsafeBitCast(value, to: Int.self).description, "Int", pass) }
    if T.self == String.self { return keep(unsafeBitCast(value, to: String.self), "String", pass) }
    if T.self == Double.self { return keep(unsafeBitCast(value, to: Double.self).description, "Double", pass) }
    if T.self == Bool.self { return keep(unsafeBitCast(value, to: Bool.self) ? "true" : "false", "Bool", pass) }
    if T.self == UInt8.self { return keep(unsafeBitCast(value, to: UInt8.self).description, "UInt8", pass) }
    if T.self == UInt.self { return keep(unsafeBitCast(value, to: UInt.self).description, "UInt", pass) }
    if T.self == UInt64.self { return keep(unsafeBitCast(value, to: UInt64.self).description, "UInt64", pass) }
    if T.self == Float.self { return keep(unsafeBitCast(value, to: Float.self).description, "Float", pass) }
    return false
}

private func keep(_ text: String, _ type: StaticString, _ pass: Int) -> Bool {
    var text = text
    text.withUTF8 { keep(pass, type.utf8Start, type.utf8CodeUnitCount, address($0), $0.count, 0) }
    return true
}

private func keep(_ text: String, _ type: String, _ isCut: Bool, _ pass: Int) {
    var text = text
    var type = type
    text.withUTF8 { text in type.withUTF8 { keep(pass, address($0), $0.count, address(text), text.count, isCut ? 1 : 0) } }
}
