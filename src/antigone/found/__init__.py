"""The register of places, remains and custody, in which no body appears or vanishes."""
