let text = "key=42; other=7"
for match in text.matches(of: #/(?<name>\w+)=(?<value>\d+)/#) {
    print(match.output.name, Int(match.output.value)!)
}
//? expect
// outcome: success
// stdout: key 42\nother 7\n
