"""Citizens and clerks who play a day against a running server, over the wire only."""
