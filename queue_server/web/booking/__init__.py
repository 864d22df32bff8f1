"""Booking a place from a phone: the form, the booking's own page, and its entry for a calendar."""
