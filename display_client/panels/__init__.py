"""Light panels over windows: what they say, how their makers want it said, and one worker per line."""
