namespace Accounting.LogReading.Compression;

/// <summary>A native library that an input needs is not installed. The message names the package.</summary>
public sealed class MissingLibraryException(string message, Exception inner) : IOException(message, inner);
