"""Figures for Prometheus: counted from facts and requests, and read from the rooms that keep their own."""
