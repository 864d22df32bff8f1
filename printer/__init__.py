"""From a ticket to paper: a layout as data, then the bytes that a device understands."""
