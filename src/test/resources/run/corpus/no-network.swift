import Glibc
let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
var address = sockaddr_in()
address.sin_family = sa_family_t(AF_INET)
address.sin_port = in_port_t(80).bigEndian
address.sin_addr.s_addr = inet_addr("93.184.216.34")
let outcome = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
}
print(outcome)
//? expect
// outcome: success
// stdout: -1\n
