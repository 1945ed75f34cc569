"""`python -m webapp.assets`."""

import subprocess
import sys

from webapp.assets.build import build, install


def main():
    try:
        install()
        sizes = build()
    except FileNotFoundError as missing:
        sys.exit(f"Cannot build the assets: {missing.filename} is missing.")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Cannot build the assets: {failed.cmd[0]} ended with {failed.returncode}.")
    print(", ".join(f"{name} {size / 1000:.1f} kB" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
