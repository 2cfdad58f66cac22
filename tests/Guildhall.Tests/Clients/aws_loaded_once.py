"""The AWS CLI of this Python, loaded once: most of what a command costs is finding and reading its modules.

Prints the folder of a program `aws` and serves until standard input ends. Each run of that program is a copy (fork) of this process, which has read the
modules and run nothing, with the words, the environment, the folder, the input and the output of whoever runs it.
Prints "missing: REASON" instead where the CLI that a shell would find is another one than that of this Python."""
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM = """#!%s -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as server:
    server.connect(%r)
    run = json.dumps({"words": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}).encode()
    socket.send_fds(server, [len(run).to_bytes(4, "big")], [0, 1, 2])
    server.sendall(run)
    code = server.recv(1)
sys.exit(code[0] if code else 255)
"""


def run(words):
    """The exit code of the CLI, as its own program has it."""
    sys.argv = ["aws", *words]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    return code or 0


def read_modules():
    """Reads the modules that a copy has read once it has tried to call AWS at a port where nobody listens."""
    ours, theirs = os.pipe()
    if os.fork() == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        os.environ.update(AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1", AWS_MAX_ATTEMPTS="1", AWS_CONFIG_FILE=os.devnull)
        run(["sts", "get-caller-identity", "--endpoint-url", "http://127.0.0.1:1"])
        os.write(theirs, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(theirs)
    with open(ours) as names:
        for name in names.read().split("\n"):
            try:
                importlib.import_module(name)
            except ImportError:
                pass  # A module that another makes in memory: it is made again where it is used.
    os.wait()


def answer(connection):
    length, places, _, _ = socket.recv_fds(connection, 4, 3)
    with connection.makefile("rb") as stream:
        wish = json.loads(stream.read(int.from_bytes(length, "big")))
    for number, place in enumerate(places):
        os.dup2(place, number)
        os.close(place)
    os.environ.clear()
    os.environ.update(wish["environment"] | set_by_reading)
    os.chdir(wish["folder"])
    time.tzset()
    connection.sendall(bytes([run(wish["words"])]))


before = dict(os.environ)
try:
    import awscli.clidriver

    found = subprocess.run(["aws", "--version"], capture_output=True, text=True).stdout.split()
    here = awscli.clidriver.create_clidriver().session.user_agent().split()
    if found[:1] != here[:1] or [w for w in found if w.startswith("botocore/")] != [w for w in here if w.startswith("botocore/")]:
        sys.exit("missing: the aws on the PATH is another one")
except (ImportError, OSError) as problem:
    print("missing:", problem)
    sys.exit()

read_modules()
set_by_reading = {name: value for name, value in os.environ.items() if before.get(name) != value}
gc.freeze()
folder = tempfile.mkdtemp(prefix="guildhall-aws-")
try:
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.path.join(folder, "door"))
        door.listen(64)
        with open(os.path.join(folder, "aws"), "w") as program:
            program.write(PROGRAM % (sys.executable, os.path.join(folder, "door")))
        os.chmod(program.name, 0o755)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(folder, flush=True)
        while sys.stdin not in select.select([sys.stdin, door], [], [])[0]:
            connection, _ = door.accept()
            if os.fork() == 0:
                door.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                try:
                    answer(connection)
                except BaseException:
                    traceback.print_exc()
                os._exit(0)
            connection.close()
finally:
    shutil.rmtree(folder)
