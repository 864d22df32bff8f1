"""Several servers at one record: what they tell each other, and who does what only one must do."""
