let flag = "👩‍👩‍👧‍👦é🇨🇭"
print(flag.count, flag.unicodeScalars.count, flag.utf8.count)
print("naïve 漢字 🙂")
//? expect
// outcome: success
// stdout: 3 11 40\nnaïve 漢字 🙂\n
