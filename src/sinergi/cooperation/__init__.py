"""The record of a cooperation, the rules of its life, and the plan."""
