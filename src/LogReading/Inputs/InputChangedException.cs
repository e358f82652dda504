namespace Accounting.LogReading.Inputs;

/// <summary>An input is shorter than the place where a run is to go on: it is not what it was.</summary>
public sealed class InputChangedException(string message) : IOException(message);
