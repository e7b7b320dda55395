"""Who they are: missing persons, families, evidence, decisions that can be revoked."""
