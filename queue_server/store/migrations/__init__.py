"""The way from one release's tables to the next, each step with a date and a way back."""
