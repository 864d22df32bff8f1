"""The central server: it issues numbers, chooses who is next, keeps the record and shows the boards."""
