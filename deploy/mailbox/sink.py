"""An SMTP server on the loopback interface that keeps every mail as a file."""

import asyncio
import itertools
import os
import threading
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Sink:
    """Takes mail on `port` (0: any free one) until `stop()`; each becomes an .eml."""

    def __init__(self, folder, port=0):
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._number = itertools.count()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._ask(self._listen(port))
        self.port = self._server.sockets[0].getsockname()[1]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def stop(self):
        self._ask(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def handle_DATA(self, server, session, envelope):
        """A mail is taken only when its file stands there whole."""
        name = f"{time.time_ns():020}-{next(self._number):06}"
        part = self.folder / f"{name}.part"
        part.write_bytes(_trace(envelope) + envelope.content)
        os.replace(part, self.folder / f"{name}.eml")
        return "250 OK"

    async def _listen(self, port):
        def session():
            return SMTP(self, hostname="localhost", enable_SMTPUTF8=True, loop=self._loop)

        return await self._loop.create_server(session, "127.0.0.1", port)

    async def _hang_up(self):
        self._server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    def _ask(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)


def _trace(envelope):
    """What a mail server adds on delivery: the sender and the receivers of the envelope."""
    lines = [f"Return-Path: <{envelope.mail_from or ''}>"]
    lines += [f"Delivered-To: {receiver}" for receiver in envelope.rcpt_tos]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")
