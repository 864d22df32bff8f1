"""A process with a channel beside a loop that is never held up: it writes each note that it hears.

python one_channel.py RUNTIME URL
"""

import sys

from queue_server import runtime

if __name__ == "__main__":
    loop = runtime.start(sys.argv[1])  # type: ignore[arg-type]

    from queue_server.between.channel import Channel

    def write(centre: str, seq: int) -> None:
        sys.stdout.write(f"{centre} {seq}\n")
        loop.post(sys.stdout.flush)

    channel = Channel(sys.argv[2], write)
    channel.start()
    channel.tell("hello", 1)
    while sys.argv:
        loop.sleep(0.05)
