"""What a journey map is. Values only: no file, no SQL, no HTTP, no numpy."""
