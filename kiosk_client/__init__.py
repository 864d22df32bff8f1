"""What runs on a kiosk: its agent on loopback, its page and its printer."""
