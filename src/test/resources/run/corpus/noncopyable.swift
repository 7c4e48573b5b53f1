struct Ticket: ~Copyable {
    let number: Int
    consuming func use() -> Int { number }
    deinit { print("gone") }
}
func go() { let ticket = Ticket(number: 7); print(ticket.use()) }
go()
//? expect
// outcome: success
// stdout: gone\n7\n
