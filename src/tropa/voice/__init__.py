"""What customers say: quotes, masking, linking to stages."""
