print(CommandLine.arguments.dropFirst().joined(separator: "|"))
//? expect
// arguments: ["one", "two words", "-x", "ünï"]
// outcome: success
// stdout: one|two words|-x|ünï\n
