"""What the programs say to each other: the payloads of commands and boards."""
