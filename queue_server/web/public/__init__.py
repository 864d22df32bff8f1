"""What every citizen may read without signing in: halls now, every item's guide, life events."""
