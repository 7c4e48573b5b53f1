// What the compiler's playground transform calls after each expression. Names and signatures are the compiler's.
// Each value goes to the sink (sink.c): the program's own output is not touched.

@_silgen_name("swiftlet_results_begin")
func begin(_ place: UnsafePointer<Int>, _ file: UnsafePointer<UInt8>, _ name: UnsafePointer<UInt8>, _ nameLength: Int) -> Int

@_silgen_name("swiftlet_results_tell")
func tell(_ value: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>)

@_silgen_name("swiftlet_results_told")
func told()

public func __builtin_log_with_id_extended<T>(
    _ value: T, _ name: String, _ id: Int, _ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: String, _ file: String
) -> AnyObject? {
    if T.self == Void.self { return nil }
    var file = file
    var name = name
    file.withUTF8 { file in
        let place = [line, column, endLine, endColumn, file.count]
        let pass = name.withUTF8 { begin(place, address(file), address($0), $0.count) }
        if pass == 0 { return }
        if pass < 0 { return keep(value, -pass) }
        let description = described(value)
        send(place + [pass, description.isCut ? 1 : 0], [file, name.utf8, dynamicType(value).utf8, description.text.utf8])
        told()
    }
    return nil
}

func described<T>(_ value: T) -> Description {
    var description = Description()
    description.add(value)
    return description
}

func dynamicType<T>(_ value: T) -> String { String(describing: type(of: value as Any)) }

/// An empty text has none.
func address(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8> { bytes.baseAddress ?? UnsafePointer(bitPattern: 1)! }

private func send(_ numbers: [Int], _ texts: [any Collection<UInt8>]) {
    var numbers = numbers
    var bytes: [UInt8] = []
    for (index, text) in texts.enumerated() {
        if index > 0 { numbers.append(text.count) }
        bytes.append(contentsOf: text)
    }
    bytes.append(0)
    tell(numbers, bytes)
}

// Where the compiler knows no names of files.
public func __builtin_log_with_id<T>(
    _ value: T, _ name: String, _ id: Int, _ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: Int, _ file: Int
) -> AnyObject? {
    __builtin_log_with_id_extended(value, name, id, line, endLine, column, endColumn, "", "")
}

public func __builtin_log_scope_entry(_ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: Int, _ file: Int) -> AnyObject? { nil }
public func __builtin_log_scope_exit(_ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: Int, _ file: Int) -> AnyObject? { nil }
public func __builtin_postPrint(_ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: Int, _ file: Int) -> AnyObject? { nil }
public func __builtin_log_scope_entry_extended(
    _ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: String, _ file: String
) -> AnyObject? { nil }
public func __builtin_log_scope_exit_extended(
    _ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: String, _ file: String
) -> AnyObject? { nil }
public func __builtin_postPrint_extended(
    _ line: Int, _ endLine: Int, _ column: Int, _ endColumn: Int, _ module: String, _ file: String
) -> AnyObject? { nil }
public func __builtin_send_data(_ object: AnyObject?) {}
