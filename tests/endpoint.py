"""A chat endpoint on loopback that says what a test wants and keeps what it is asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def said(content: Any, **more: Any) -> dict[str, Any]:
    """A chat completion."""
    message = {"role": "assistant", "content": content, **more.pop("message", {})}
    usage = {"prompt_tokens": 100, "completion_tokens": 10}
    choices = [{"index": 0, "message": message, **more}]
    return {"id": "1", "object": "chat.completion", "model": "stand-in-1", "usage": usage, "choices": choices}


class Served:
    """What an endpoint does and has seen.

    Attributes:
        reply: from the body of a request to the answer's content, to a whole completion, or to bytes.
        statuses: of the first answers; 200 after these, 0 hangs up.
        error: body of an answer with another status.
        headers: sent with every answer.
        cut: bytes that are left off the end of the first answers.
        slow: seconds before each answer.
        bodies: what came, in the order of coming, with the paths and headers.
    """

    def __init__(self) -> None:
        self.reply: Callable[[dict[str, Any]], Any] = lambda body: "null"
        self.statuses: list[int] = []
        self.error: bytes = b'{"error": {"message": "no"}}'
        self.location = ""
        self.retry_after = ""
        self.cut: list[int] = []
        self.slow = 0.0
        self.bodies: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.base_url = ""


@contextmanager
def serve(served: Served) -> Iterator[None]:
    """Serve until the end of the block, at ``served.base_url``."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with lock:
                served.paths.append(self.path)
                served.headers.append(dict(self.headers))
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                served.bodies.append(body)
                status = served.statuses.pop(0) if served.statuses else 200
                cut = served.cut.pop(0) if served.cut else 0
            time.sleep(served.slow)
            if not status:
                self.close_connection = True
                return
            replied = served.reply(body) if status == 200 else served.error
            if not isinstance(replied, bytes):
                replied = json.dumps(replied if isinstance(replied, dict) else said(replied)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(replied)))
            if served.location:
                self.send_header("Location", served.location)
            if served.retry_after:
                self.send_header("Retry-After", served.retry_after)
            self.end_headers()
            with suppress(OSError):  # where nobody waits for it any more
                self.wfile.write(replied[: len(replied) - cut])
            self.close_connection = self.close_connection or bool(cut)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
