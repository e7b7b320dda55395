"""The few value types that every room shares: counts, dates, places, groups, parties, units, findings, errors."""
