@propertyWrapper struct Clamped {
    private var value: Int
    var wrappedValue: Int { get { value } set { value = min(10, max(0, newValue)) } }
    init(wrappedValue: Int) { value = min(10, max(0, wrappedValue)) }
}
struct Volume { @Clamped var level = 99 }
var volume = Volume()
print(volume.level)
volume.level = -5
print(volume.level)
//? expect
// outcome: success
// stdout: 10\n0\n
