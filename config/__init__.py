"""Settings with their defaults, deployment files, and the centres that come along."""
