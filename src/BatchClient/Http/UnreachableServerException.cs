namespace Accounting.BatchClient.Http;

/// <summary>An address did not answer, or not to the end, as often as it was asked. Another address or the cache may help.</summary>
internal sealed class UnreachableServerException(string message, Exception? inner = null) : Exception(message, inner);
