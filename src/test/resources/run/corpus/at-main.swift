@main
struct Program {
    static func main() async {
        print("from @main")
    }
}
//? expect
// outcome: success
// stdout: from @main\n
