"""`switchroom` and `python -m console`."""

from __future__ import annotations


def main() -> None:
    from console.cli.main import run

    run()


if __name__ == "__main__":
    main()
