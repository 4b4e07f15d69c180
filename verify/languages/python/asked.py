"""Runs a program, and prints how often it asked the kernel: each request is a way to Node and back."""
import runpy
import sys

from jsii._kernel.providers.process import _NodeProcess

sent = 0
send = _NodeProcess.send


def counting(self, *args):
    global sent
    sent += 1
    return send(self, *args)


_NodeProcess.send = counting
runpy.run_path(sys.argv[1], run_name="__main__")
print(sent)
