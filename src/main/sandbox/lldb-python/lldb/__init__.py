# Debian's LLDB is built with Python but packaged without its module `lldb`, and prints a traceback at every value.
# This empty package and its neighbour are all that LLDB asks for at a Swift prompt.
