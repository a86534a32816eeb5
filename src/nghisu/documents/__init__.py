"""Official documents: how they are drawn, numbered, issued, signed and registered; the documents of a pack."""
