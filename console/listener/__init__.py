"""Receives callbacks: stored first, understood second, answered last.

What a caller needs, and where it is:

    configuration.py   ListenerConfig, AccountTable, CallbackAccount, Listening: what the listener is given
    server.py          serve(config: ListenerConfig, announce: Callable[[Listening], None]) -> int
                       binds, announces itself once it accepts, drains on SIGTERM, returns the exit code
    process.py         attach, start, stop, health: the same listener as another process, for whoever watches it

Inside: protocol.py is a connection and its limits, headers.py what is kept of a request's head; receiver.py says whose
a callback is and hands it to intake.py (group commit); replies.py holds the answers, lock.py that a home has one
listener at most.
"""
