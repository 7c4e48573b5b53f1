import Observation
@Observable final class Model { var count = 0 }
let model = Model()
withObservationTracking { _ = model.count } onChange: { print("will change") }
model.count = 3
print(model.count)
//? expect
// outcome: success
// stdout: will change\n3\n
