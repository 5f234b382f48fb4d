"""A simulator of the LINK Gate API 2.3, and of the platform that delivers through the gates kept in it."""
