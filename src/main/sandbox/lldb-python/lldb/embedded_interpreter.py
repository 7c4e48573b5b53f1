"""What LLDB calls for `script`, and for its own ends at every value: nothing, since the real module is not there."""


def run_one_line(local_dict, input_string):
    pass


def run_python_interpreter(local_dict):
    print("Python is not available in this LLDB.")
