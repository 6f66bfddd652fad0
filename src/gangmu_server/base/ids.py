"""Keys for addresses: short, unguessable, no letters that are mistaken for figures."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_key() -> str:
    """A fresh key for an object that has an address (about 59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
