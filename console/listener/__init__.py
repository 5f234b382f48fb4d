"""Receives callbacks: stored first, understood second, answered last.

What a caller needs, and where it is:

    configuration.py   ListenerConfig, AccountTable, CallbackAccount, Listening: what the listener is given
    server.py          serve(config: ListenerConfig, announce: Callable[[Listening], None]) -> int
                       binds, announces itself once it accepts, drains on SIGTERM, returns the exit code
    process.py         attach, start, stop, health: the same listener as another process, for whoever watches it

Inside: receiver.py reads a request and hands it to intake.py (group commit); replies.py holds the
answers, protocol.py the limits of a connection, lock.py that a home has one listener at most.
"""
