"""Another system on loopback, to which something is posted."""

from abc import ABC, abstractmethod
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Listening(ABC):
    """Answers at `url` as `take` does, until it is closed."""

    def __init__(self, path: str) -> None:
        listening = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                listening.take(self)

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/{path}"
        Thread(target=self.http.serve_forever, daemon=True).start()

    @abstractmethod
    def take(self, request: BaseHTTPRequestHandler) -> None:
        """Read what is posted, and answer."""

    def close(self) -> None:
        """Answer nobody any more."""
        self.http.shutdown()
        self.http.server_close()
