"""What an operation and a connection cost with many centres, and how many machines follow from that."""
