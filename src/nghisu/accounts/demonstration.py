"""What the demonstration's accounts share. An office's installation that holds one of them does not start."""

DEMO_PASSWORD = "hoi-nghi-mau-2026"  # noqa: S105  shown on the sign-in page of the demonstration
