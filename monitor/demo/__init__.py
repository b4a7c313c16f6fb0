"""The bundled page of an invented town and the local server behind `monitor demo`."""
