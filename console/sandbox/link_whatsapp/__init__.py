"""Simulates LINK's WhatsApp Message API as its document 1.4.1 says, and the contacts it reaches."""
