"""A scene as a slide of native shapes that PowerPoint and its like edit."""
