namespace Accounting.BatchClient.Hub;

/// <summary>An address did not answer, or not to the end, as often as it was asked. Another address or the cache may help.</summary>
internal sealed class HubUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
