"""Install an unpacked bundle and use it. Called by tools/try_offline.sh in a network name space with no way out."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

PORT = 8000
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1  # Linux: SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP


def main(room: Path) -> None:
    raise_loopback()
    refuse_a_network()
    bundle = next(room.glob("gangmu-*-offline"))
    target = room / "installed"
    subprocess.run(["sh", str(bundle / "install.sh"), str(target)], check=True, stdout=subprocess.DEVNULL)
    for plan in sorted(p for p in (bundle / "examples").iterdir() if p.is_file() and p.suffix != ".md"):
        subprocess.run([target / "bin" / "gangmu", "read", plan], check=True, stdout=subprocess.DEVNULL)
        print(f"read without a network: {plan.name}")
    serve(target, room / "data")


def raise_loopback() -> None:
    """A new name space has its loopback down, and a small machine has no `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sH14s", b"lo", 0, b"")
        flags = struct.unpack("16sH14s", fcntl.ioctl(handle, GET_FLAGS, request))[1]
        fcntl.ioctl(handle, SET_FLAGS, struct.pack("16sH14s", b"lo", flags | UP, b""))


def refuse_a_network() -> None:
    """End where there is a way out: a trial with a network proves nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        try:
            handle.connect(("192.0.2.1", 9))  # an address kept for documentation; nothing is sent
        except OSError:
            return
    sys.exit("The network is not cut; this proves nothing.")


def serve(target: Path, data: Path) -> None:
    """The demo starts, loads the specimen and answers; then it is ended."""
    environment = {**os.environ, "GANGMU_DATA_DIR": str(data)}
    command = [str(target / "bin" / "gangmu-server"), "demo", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        print(f"the demo answers without a network: {first_answer(server)}")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=30)


def first_answer(server: subprocess.Popen[bytes]) -> int:
    """The status of the sign-in page once the demo is up."""
    for _ in range(120):
        if server.poll() is not None:
            sys.exit(f"the demo ended with code {server.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sign-in/", timeout=2) as answer:
                return int(answer.status)
        except URLError:
            time.sleep(0.5)
    sys.exit("the demo did not answer within a minute")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
