"""`python -m deploy.mailbox FOLDER --smtp PORT [--page PORT]`, until it is told to end."""

import argparse
import signal
import threading

from werkzeug.serving import WSGIRequestHandler, make_server

from deploy.mailbox.page import create_page
from deploy.mailbox.sink import Sink

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    def log_request(self, *_):
        """The log is for what goes wrong."""


def main():
    arguments = _arguments()
    sink = Sink(arguments.folder, arguments.smtp)
    ended = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ended.set())
    if arguments.page:
        page = create_page(sink.folder)
        page = make_server(HOST, arguments.page, page, threaded=True, request_handler=Quiet)
        threading.Thread(target=page.serve_forever, daemon=True).start()
    print(f"smtp {sink.port}", flush=True)
    ended.wait()
    sink.stop()


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m deploy.mailbox")
    parser.add_argument("folder", help="where each mail becomes a file")
    parser.add_argument("--smtp", type=int, default=0, help="port that takes mail (0: a free one)")
    parser.add_argument("--page", type=int, help="port of the page that shows it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
