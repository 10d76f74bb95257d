"""The five tables customers leave behind, their validation, identity, and the lake they live in."""
