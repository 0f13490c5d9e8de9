"""Show: findings and outcomes as text and JSON for people and programs."""
