"""The outside world of the rulebook: files that an office holds."""
