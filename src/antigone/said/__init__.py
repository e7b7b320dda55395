"""What has been said, by whom, through whom: documents, claims, attributions, links, review."""
