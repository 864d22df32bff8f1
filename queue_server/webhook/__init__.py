"""Alarms to another system: a program beside the server reads the journal and posts them, signed."""
