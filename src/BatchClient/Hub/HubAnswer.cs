namespace Accounting.BatchClient.Hub;

/// <summary>The content of a file and what the hub said about it.</summary>
/// <param name="Content">The bytes, checked against <paramref name="Digest"/>.</param>
/// <param name="Digest">The digest that the hub gave.</param>
/// <param name="Commit">The commit that the revision stood for, where the hub named it.</param>
internal sealed record HubAnswer(byte[] Content, FileDigest Digest, string? Commit);
