"""Boards on their way down: rooms, watching, and pushing after the commit."""
