"""Use cases: plain classes, named for the desk one would go to, with verbs as methods. No screen, no SQL here."""
