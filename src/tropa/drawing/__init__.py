"""What every drawn export is made of: measured text, a flat scene, and the scene as SVG, PDF and PNG."""
