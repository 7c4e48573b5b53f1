import Glibc
import Foundation
func spin() {
    var children = 0
    while true {
        let thread = Thread { sleep(1000) }
        thread.start()
        children += 1
        if children > 5000 { break }
    }
}
spin()
print("all started")
//? expect
// run-seconds: 3
// outcome-not: success
