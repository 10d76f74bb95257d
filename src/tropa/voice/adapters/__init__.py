"""Models of one's own behind the same protocol as the built-in ones: a folder with an ONNX model, a chat endpoint."""
