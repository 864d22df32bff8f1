"""Ways to visitors away from our screens: what they are told, and how it is delivered once."""
