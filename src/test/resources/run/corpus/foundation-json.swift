import Foundation
struct Point: Codable, Equatable { var x: Int; var y: Int }
let data = try JSONEncoder().encode([Point(x: 1, y: 2)])
let back = try JSONDecoder().decode([Point].self, from: data)
print(back == [Point(x: 1, y: 2)], data.count)
//? expect
// outcome: success
// stdout: true 15\n
