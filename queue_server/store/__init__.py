"""The record: the hall in memory, its rows and its journal, written together or not at all."""
