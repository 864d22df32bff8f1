"""What a centre consists of, read from its tables and policy, checked, compared and written back."""
