"""What runs behind a screen: its browser, its voice and its panels."""
