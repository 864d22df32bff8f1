"""What a kiosk still knows after a power cut: touches, papers, its own numbers, and what it last heard."""
