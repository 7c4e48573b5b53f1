protocol Named { var name: String { get } }
struct Person: Named {}
print(Person())
//? expect
// outcome: compile-error
// diagnostic: error 2:8 type 'Person' does not conform to protocol 'Named'
