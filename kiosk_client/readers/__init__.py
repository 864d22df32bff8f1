"""Readers of codes and ID cards: each a source of reads, taken for the kiosk alone."""
