/// A value as `String(describing:)` has it, but never much of it: a collection of a million elements must cost no more than one of twenty.
struct Description {
    private(set) var text = ""
    private(set) var isCut = false
    private var room = 300
    private static let elementsMax = 20
    private static let depthMax = 4

    mutating func add(_ value: Any, depth: Int = 0) {
        if room <= 0 || depth > Self.depthMax { return cut() }
        if addText(value, depth: depth) { return }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .collection, .set: addElements(mirror, "[", "]", depth)
        case .dictionary: addElements(mirror, mirror.children.isEmpty ? "[:" : "[", "]", depth)
        case .optional: addOptional(mirror, depth)
        case _ where addOwnWords(value, depth: depth): break
        case .tuple: addElements(mirror, "(", ")", depth)
        case .struct: addElements(mirror, "\(type(of: value))(", ")", depth)
        case .enum: addCase(mirror, value, depth)
        default: put(String(describing: value))
        }
    }

    private mutating func addText(_ value: Any, depth: Int) -> Bool {
        let quote = depth > 0 ? "\"" : ""
        // Not by a cast alone: that would take an optional text, too.
        if type(of: value) == String.self, let text = value as? String {
            put(quote)
            put(text)
            put(quote)
        } else if type(of: value) == Substring.self, let text = value as? Substring {
            put(quote)
            put(text)
            put(quote)
        } else {
            return false
        }
        return true
    }

    private mutating func addOwnWords(_ value: Any, depth: Int) -> Bool {
        if depth > 0, let words = value as? CustomDebugStringConvertible {
            put(words.debugDescription)
        } else if let words = value as? CustomStringConvertible {
            put(words.description)
        } else if let words = value as? CustomDebugStringConvertible {
            put(words.debugDescription)
        } else {
            return false
        }
        return true
    }

    private mutating func addElements(_ mirror: Mirror, _ open: String, _ close: String, _ depth: Int) {
        put(open)
        addChildren(mirror, depth)
        put(close)
    }

    private mutating func addChildren(_ mirror: Mirror, _ depth: Int) {
        for (index, child) in mirror.children.enumerated() {
            if index > 0 { put(", ") }
            if index == Self.elementsMax || room <= 0 { return cut() }
            if mirror.displayStyle == .dictionary {
                addPair(child.value, depth)
            } else {
                // A tuple calls what has no name `.0`.
                if let label = child.label, !label.hasPrefix(".") { put("\(label): ") }
                add(child.value, depth: depth + 1)
            }
        }
    }

    private mutating func addPair(_ pair: Any, _ depth: Int) {
        for (index, child) in Mirror(reflecting: pair).children.enumerated() {
            if index > 0 { put(": ") }
            add(child.value, depth: depth + 1)
        }
    }

    private mutating func addOptional(_ mirror: Mirror, _ depth: Int) {
        guard let wrapped = mirror.children.first?.value else { return put("nil") }
        put("Optional(")
        add(wrapped, depth: depth + 1)
        put(")")
    }

    private mutating func addCase(_ mirror: Mirror, _ value: Any, _ depth: Int) {
        guard let payload = mirror.children.first else { return put(String(describing: value)) }
        put(payload.label ?? "")
        if Mirror(reflecting: payload.value).displayStyle == .tuple { return add(payload.value, depth: depth + 1) }
        put("(")
        add(payload.value, depth: depth + 1)
        put(")")
    }

    private mutating func put(_ words: some StringProtocol) {
        let scalars = words.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: max(room, 0), limitedBy: scalars.endIndex), end < scalars.endIndex else {
            text += words
            room -= scalars.count
            return
        }
        text.unicodeScalars += scalars[..<end]
        room = 0
        isCut = true
    }

    private mutating func cut() {
        if !isCut { text += "..." }
        isCut = true
    }
}
