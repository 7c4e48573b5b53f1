protocol Shape { var area: Double { get } }
struct Square: Shape { let side: Double; var area: Double { side * side } }
func largest<S: Shape>(_ shapes: [S]) -> S? { shapes.max { $0.area < $1.area } }
print(largest([Square(side: 1), Square(side: 3)])!.area)
//? expect
// outcome: success
// stdout: 9.0\n
