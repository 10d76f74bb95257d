"""Tropa: customer journey maps computed from what customers did and said."""
