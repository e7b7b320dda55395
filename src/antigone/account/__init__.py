"""Does it add up: least and most for every quantity, contradictions, what would settle them."""
