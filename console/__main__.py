"""`switchroom` and `python -m console`."""

from __future__ import annotations


def main() -> None:
    from console.cli import main as command_line

    command_line.run()


if __name__ == "__main__":
    main()
