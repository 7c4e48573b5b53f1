import Alamofire
print("unreachable")
//? expect
// outcome: compile_error
// diagnostic: error 1:8 no such module 'Alamofire'
