var count = 0
while let line = readLine() { count += line.count }
print(count)
//? expect
// stdin: one\ntwo\nthree
// outcome: success
// stdout: 11\n
