import Foundation
let group = DispatchGroup()
let lock = NSLock()
var total = 0
for n in 1...50 {
    DispatchQueue.global().async(group: group) {
        lock.lock(); total += n; lock.unlock()
    }
}
group.wait()
print(total)
//? expect
// outcome: success
// stdout: 1275\n
