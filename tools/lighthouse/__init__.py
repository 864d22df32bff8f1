"""How a phone finds the public pages."""
