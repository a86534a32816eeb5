"""Settings, environment, addresses."""
