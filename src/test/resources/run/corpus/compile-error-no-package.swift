import Alamofire
print("unreachable")
//? expect
// outcome: compile-error
// diagnostic: error 1:8 no such module 'Alamofire'
