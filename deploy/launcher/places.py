"""Where things lie: the checkout, its state, and the short paths that sockets need."""

import hashlib
import os
import tempfile
from pathlib import Path

from deploy.launcher.screen import Failure

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".state"
LOGS = STATE / "logs"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
MADE = ("node_modules", "__pycache__", "built")

AS_ROOT = os.geteuid() == 0
_KEY = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
# PostgreSQL refuses root and then runs as "nobody", who may not be able to reach the checkout.
CLUSTERS = Path(f"/var/tmp/yp-{_KEY}") if AS_ROOT else STATE / "clusters"
# A socket's path may have 107 bytes, a checkout's path more.
SOCKETS = Path(f"/tmp/yp-{os.geteuid()}-{_KEY}")


def make_places():
    try:
        for place in (STATE, LOGS):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for place in (CLUSTERS, SOCKETS):
            own_folder(place)
    except PermissionError as error:
        raise Failure(f"Cannot write to {error.filename}: give yourself the right to.") from None


def own_folder(path):
    """A folder that others may pass through and only we may write to, even in a shared /tmp."""
    path.mkdir(mode=0o711, parents=True, exist_ok=True)
    if path.lstat().st_uid != os.geteuid() or path.is_symlink():
        raise Failure(f"{path} belongs to someone else: remove it, then start again.")
    path.chmod(0o711)


def site_packages():
    return next((VENV / "lib").glob("python3*/site-packages"))


def files_in(*folders, without=()):
    for folder in folders:
        for here, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if name not in (*without, *MADE)]
            yield from (Path(here) / name for name in names)


def digest(files):
    """One value for the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def write_whole(path, text, mode=0o600):
    """Either the old text or the new stands there, whenever we are killed."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as part:
        part.write(text)
    os.chmod(part.name, mode)
    os.replace(part.name, path)
