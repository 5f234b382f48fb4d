"""Simulators of the providers, on loopback and over real HTTP. They share no code with the clients they prove."""
