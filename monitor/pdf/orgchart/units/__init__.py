"""Boxes with their words -> units and people; what is no unit is put aside."""
