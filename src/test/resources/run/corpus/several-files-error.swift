print(helper())
//? file helper.swift
func helper() -> Int {
    return "no"
}
//? expect
// outcome: compile-error
// diagnostic: error helper.swift:2:12 cannot convert return expression of type 'String' to return type 'Int'
