"""What runs behind a screen: the full-screen page, the voice and the light panels."""
